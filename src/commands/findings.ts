/** What an examination found out about one thing. */
export interface Finding {
  /** `hint` = nothing wrong, but somebody should know or do something. */
  level: 'ok' | 'hint' | 'fault'
  subject: string
  /** What is the case; with a fault also why it matters. */
  sentence: string
  /** What to do about it. */
  mend?: string
}

const marks = { ok: '正常', hint: '提示', fault: '故障' } as const

/** A finding as lines of text. */
export const describeFinding = ({ level, subject, sentence, mend }: Finding): string =>
  `[${marks[level]}] ${subject}：${sentence}\n${mend === undefined ? '' : `       处理：${mend}\n`}`

/** The closing line. */
export function summaryOf(findings: readonly Finding[]): string {
  const faults = findings.filter(({ level }) => level === 'fault').length
  return faults === 0
    ? `检查了 ${findings.length} 项，没有发现故障\n`
    : `检查了 ${findings.length} 项，${faults} 项有故障\n`
}
