import type { ReportRefusals } from '../../domain/reports/refusals.ts'
import { reportStateWords } from '../../domain/reports/states.ts'
import type { Replies } from './replies.ts'

export const reportReplies: Replies<ReportRefusals> = {
  'report/asks': ({ words }) =>
    `报告不得夹带请示事项，正文中有“${words}”，没有报送。请删去；需要上级批准的，另行发送：/请示 新建 事项。`,
  'report/old-revision': ({ number, revision }) =>
    `报告 ${number} 已重新报送第${revision}稿，这是旧稿的卡片，没有办理。请在新卡片上办理。`,
  'report/handled': ({ number, by, at, how }) =>
    `报告 ${number} 已由${by}于${at}办理：${how}，没有重复办理。`,
  'report/own': ({ number }) => `报告 ${number} 由您本人报送，不能由您签收。请由上级组织的其他人员办理。`,
  'report/comment-missing': ({ number }) => `退回报告 ${number} 须写明意见，例如：请补充存在的问题。`,
  'report/not-returned': ({ number, state }) =>
    `报告 ${number} 现在的状态是“${reportStateWords[state]}”，只有退回修改的才能重新报送。`,
  'report/in-system': ({ number, superior }) =>
    `报告 ${number} 由“${superior}”在群里的卡片上签收，不需要登记。`,
  'report/in-future': ({ date }) => `报送日期 ${date} 还没有到，请核对。`,
}
