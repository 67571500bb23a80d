import type { DuesRefusals } from '../../domain/dues/refusals.ts'
import type { Replies } from './replies.ts'

export const duesReplies: Replies<DuesRefusals> = {
  'dues/nobody': ({ names }) => `工会名册中没有：${names.join('、')}。请核对姓名，没有登记任何一笔。`,
  'dues/nothing-said': () => '请写明缴费（例如：张三:20；李四:15.5）或应缴标准（例如：应缴=20）。',
  'dues/no-case': ({ period }) =>
    `${period}没有待登记会费的事项，请先启用或新建：/事项 启用 会费管理和公示公开。`,
}
