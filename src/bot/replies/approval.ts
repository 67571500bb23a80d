import type { ApprovalRefusals } from '../../domain/approval/refusals.ts'
import { approvalStateWords } from '../../domain/approval/states.ts'
import type { Replies } from './replies.ts'

export const approvalReplies: Replies<ApprovalRefusals> = {
  'approval/no-addressee': () => '本支部没有登记上级，请写明主送，例如：主送=局党委。',
  'approval/skips-level': ({ addressee, superior }) =>
    `应报送直接上级“${superior}”，不能越级报送“${addressee}”。可以不写“主送=”。`,
  'approval/too-long': ({ what, most, found }) => `${what}不能超过${most}字，现有${found}字，请缩短。`,
  'approval/old-revision': ({ number, revision }) =>
    `请示 ${number} 已重新报送第${revision}稿，这是旧稿的卡片，没有办理。请在新卡片上办理。`,
  'approval/own': ({ number }) => `请示 ${number} 由您本人报送，不能由您审批。请由上级组织的其他人员办理。`,
  'approval/decided': ({ number, by, at, how }) =>
    `请示 ${number} 已由${by}于${at}办理：${how}，没有重复办理。`,
  'approval/comment-missing': ({ what, example }) => `${what}须写明意见，例如：${example}。`,
  'approval/not-returned': ({ number, state }) =>
    state === 'rejected'
      ? `请示 ${number} 未获同意，不能再报送。情况有变化的，请另行请示。`
      : `请示 ${number} 现在的状态是“${approvalStateWords[state]}”，只有退回修改的才能重新报送。`,
  'approval/superior-in-system': ({ number, superior }) =>
    `请示 ${number} 由“${superior}”在群里的卡片上审批，不需要登记批复。`,
  'approval/no-reply': ({ number }) =>
    `请示 ${number} 还没有登记纸质批复，不能补充扫描件。请先登记：/批复 登记 ${number} 文号=… 意见=同意。`,
  'approval/reply-in-future': ({ date }) => `批复日期 ${date} 还没有到，请核对。`,
}
