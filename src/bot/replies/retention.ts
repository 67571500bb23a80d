import type { RetentionRefusals } from '../../domain/retention/refusals.ts'
import type { Replies } from './replies.ts'

export const retentionReplies: Replies<RetentionRefusals> = {
  'retention/decided': () => '这份销毁清单已经办结，不能再操作。',
  'retention/second-person': () => '销毁须由两人分别确认。您已确认过，请由另一位有权限的人员确认。',
  'retention/no-hold': ({ what }) => `${what}没有处于保全状态，无需解除。`,
  'retention/held': ({ what }) => `${what}已经处于保全状态，其档案不会被列入销毁清单。`,
}
