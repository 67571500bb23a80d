import type { InstructionRefusals } from '../../domain/instructions/refusals.ts'
import type { WorkRefusals } from '../../domain/work/refusals.ts'
import type { Replies } from './replies.ts'

export const instructionReplies: Replies<InstructionRefusals> = {
  'instruction/number-missing': () => '涉密文件只登记编号和日期，请写明文号，例如：文号=局密〔2026〕3号。',
  'instruction/classified': ({ number }) =>
    `${number} 是涉密文件，系统不保存任何内容，没有办理。请撤回含有涉密内容的消息，按保密规定办理。`,
  'instruction/open-items': ({ number, items }) =>
    `${number} 还有整改事项没有销号：${items.join('、')}，请先办结销号，再登记落实情况。`,
  'instruction/done': ({ number, state }) => `${number} 现在的状态是“${state}”，没有重复办理。`,
  'instruction/not-executed': ({ number }) =>
    `${number} 还没有登记落实情况，请先发送：/上级指示 落实 ${number} 情况=…`,
}

export const workReplies: Replies<WorkRefusals> = {
  'task/done': ({ number }) => `任务 ${number} 已经办结，没有重复办理。`,
}
