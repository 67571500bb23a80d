import { partsOf } from '../calendar/dates.ts'

/** Longest parts of a report, in characters: what a card's inputs take. */
export const reportLimits = { matter: 60, body: 1000, comment: 500, way: 40, number: 40 } as const

/** What a report is written from. `date` is local. */
export interface ReportFacts {
  matter: string
  branch: string
  addressee: string
  date: string
  attachments: readonly string[]
}

/** 「关于…的报告」, whatever of it was typed. */
export function reportTitle(matter: string): string {
  const core = matter.replace(/^关于/, '').replace(/的报告$/, '')
  return `关于${core}的报告`
}

/** How every report ends: it informs, and asks for nothing. */
const closingWords = '特此报告。'

/** A report around a text: title, addressee, closing words and signature are added where missing (DOMAIN §6.2). */
export function writtenReport(
  { matter, branch, addressee, date, attachments }: ReportFacts,
  text: string,
): string {
  const { year, month, day } = partsOf(date)
  return [
    reportTitle(matter),
    `${addressee}：`,
    text,
    ...(/(特此|专此)报告。?$/.test(text.trimEnd()) ? [] : [closingWords]),
    ...(attachments.length > 0
      ? [`附件：${attachments.map((one, at) => `${at + 1}.${one}`).join('；')}`]
      : []),
    branch,
    `${year}年${month}月${day}日`,
  ].join('\n')
}

/** Words by which a text asks for a decision. */
const asking = /请(?:予以?|尽快|上级|审议)?(?:批示|批准|审批|批复|审示|核准|审定)|妥否|当否|(?:可否|是否)同意/

/**
 * The words with which a report asks for something; null = it only informs. 报告不得夹带请示事项 (党政机关公文处理工作条例
 * art. 15(4)).
 */
export const requestIn = (text: string): string | null => asking.exec(text)?.[0] ?? null
