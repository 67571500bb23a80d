import type { Instruction, InstructionState } from '../ports/reports.ts'

/** The states of an instruction in the words of cards. */
export const instructionStateWords = {
  registered: '落实中',
  executed: '已落实，待报告',
  reported: '已报告',
} as const satisfies Record<InstructionState, string>

/** What stands for the title: of a classified document nothing is kept. */
export const titleOf = ({ title }: Pick<Instruction, 'title'>): string =>
  title ?? '涉密文件（只登记编号和日期）'
