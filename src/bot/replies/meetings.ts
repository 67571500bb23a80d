import type { MeetingRefusals } from '../../domain/meetings/refusals.ts'
import type { Replies } from './replies.ts'

export const meetingReplies: Replies<MeetingRefusals> = {
  'meeting/cancelled': ({ number }) => `会议 ${number} 已取消，不能再办理。需要召开的请重新安排：/会议 新建`,
  'meeting/held': ({ number }) => `会议 ${number} 已召开，不能再办理此项。`,
  'meeting/kind-not-served': ({ kind }) => `没有“${kind}”的办理流程，请管理员检查流程模板。`,
  'meeting/exists': ({ number }) =>
    `同一时间的同类会议已经安排（${number}）。如需更改，请用：/会议 改期 ${number} 新时间`,
  'meeting/same-time': ({ number }) => `会议 ${number} 本来就是这个时间，没有改动。`,
  'meeting/nothing-to-publish': ({ number }) =>
    `会议 ${number} 没有待公布的决议：没有通过的表决，或已经公布。`,
  'attendance/already': ({ at }) => `您已于${at}签到，没有重复登记。`,
  'attendance/not-opened': ({ number }) => `会议 ${number} 还没有开始签到，请书记或组织委员先发送：/签到`,
}
