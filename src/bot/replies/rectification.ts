import type { RectificationRefusals } from '../../domain/rectification/refusals.ts'
import type { Replies } from './replies.ts'

export const rectificationReplies: Replies<RectificationRefusals> = {
  'rectification/closed': ({ number }) =>
    `整改事项 ${number} 已销号，没有重复办理。情况有反复的，可以重开：/整改 重开 ${number} 原因=…`,
  'rectification/own': ({ number }) =>
    `整改事项 ${number} 由您本人负责或登记了进展，不能由您验收。请由纪检委员或书记等其他人员验收销号。`,
  'rectification/no-progress': ({ number }) =>
    `整改事项 ${number} 还没有登记整改进展，不能销号。请责任人先发送：/整改 进展 ${number} 说明=… 佐证=…`,
  'rectification/not-yours': ({ number }) =>
    `整改事项 ${number} 的问题仅责任人和班子成员可以查看；整改措施见：/整改 列表。`,
  'rectification/open': ({ number }) => `整改事项 ${number} 正在整改，不需要重开。`,
}
