import { z } from 'zod'
import type { Report, ReportState } from '../domain/ports/index.ts'
import { reportKinds } from '../domain/reports/kinds.ts'
import { reportLimits, reportTitle } from '../domain/reports/report-text.ts'
import { reportStateWords } from '../domain/reports/states.ts'
import { cardAction, refId } from './actions.ts'
import { type AttachmentFacts, attachmentBlocks } from './attachment-blocks.ts'
import type { Block, Card, Tag, Tone } from './card.ts'
import {
  commentForm,
  decisionForm,
  outcomeNewsCard,
  replacedCard,
  returnedCard,
  revisionForm,
  revisionNo,
  type Upward,
  upwardCard,
  upwardListCard,
} from './upward-cards.ts'
import { dateWords, timeWords } from './wording.ts'

const revisionOf = z.object({ report: refId, revision: revisionNo })
export const reportReceive = cardAction('report.receive', revisionOf, commentForm)
export const reportReturn = cardAction('report.return', revisionOf, commentForm)
export const reportResubmit = cardAction('report.resubmit', revisionOf, revisionForm)

const tones: Record<ReportState, Tone> = {
  sent: 'info',
  received: 'success',
  returned: 'attention',
  drafted: 'attention',
  delivered: 'success',
}

export const reportTag = ({ state }: Pick<Report, 'state'>): Tag & { tone: Tone } => ({
  text: reportStateWords[state],
  tone: tones[state],
})

/** What the cards of a report need. Names are empty where nobody is meant; `meeting` and `instruction` are numbers. */
export interface ReportCardFacts {
  report: Report
  branch: string
  author: string
  handler: string
  meeting: string | null
  instruction: string | null
  files: AttachmentFacts
  zone: string
}

const upward = (given: ReportCardFacts): Upward => {
  const { report, branch, author, meeting, instruction, zone } = given
  const { matter, number, body, revision } = report
  return {
    word: '报告',
    title: reportTitle(matter),
    matter,
    number,
    body,
    revision,
    state: reportTag(report),
    facts: [
      { label: '报告单位', value: branch },
      { label: '主送', value: report.addressee },
      { label: '类型', value: reportKinds[report.kind].label },
      { label: '报送人', value: author },
      { label: '提交', value: timeWords(report.submittedAt, zone) },
      ...(meeting ? [{ label: '会议', value: meeting }] : []),
      ...(instruction ? [{ label: '上级指示', value: instruction }] : []),
      ...(revision > 1 ? [{ label: '稿次', value: `第${revision}稿` }] : []),
    ],
    outcome: receiptWords(given),
  }
}

/** 「谁于何时签收」; for a superior outside the system how it was handed over. */
export function receiptWords({ report, handler, zone }: ReportCardFacts): string {
  const { state, handledAt, comment, addressee, sentOn, sentBy, sentNumber } = report
  if (state === 'drafted') return `“${addressee}”不在系统内，请按原渠道报送后登记。`
  if (state === 'delivered')
    return `已于${sentOn ? dateWords(sentOn) : ''}报送“${addressee}”${sentBy ? `，方式：${sentBy}` : ''}${sentNumber ? `，文号：${sentNumber}` : ''}。`
  if (state === 'sent' || !handledAt) return `已报送“${addressee}”群，等待签收。`
  const said = comment ? `意见：${comment}` : ''
  return `${handler}于${timeWords(handledAt, zone)}${state === 'received' ? '签收' : '退回修改'}。${said}`
}

/** The card in the superior's group for one revision: the text, 签收 and 退回修改 until it is handled. */
export function superiorReportCard(given: ReportCardFacts, revision: number): Card {
  const { report, files, zone } = given
  if (revision !== report.revision) return replacedCard(upward(given), revision)
  const waiting = report.state === 'sent'
  const outcome = waiting ? '请签收；需要更正的，写明意见后退回修改。' : receiptWords(given)
  return upwardCard(upward(given), {
    below: [
      ...attachmentBlocks(files, zone),
      { type: 'text', text: outcome },
      ...(waiting ? [receiptForm(report)] : []),
    ],
    note: '报告不需要批复；其中不得夹带请示事项。',
  })
}

const receiptForm = ({ id: report, revision }: Report): Block =>
  decisionForm({ placeholder: '签收可以不写；退回修改须写明', most: reportLimits.comment }, [
    { text: '签收', style: 'primary', action: reportReceive({ report, revision }) },
    { text: '退回修改', action: reportReturn({ report, revision }) },
  ])

/** The report as its branch sees it. */
export const branchReportCard = (given: ReportCardFacts): Card =>
  upwardCard(upward(given), {
    below: [
      { type: 'text', text: receiptWords(given) },
      ...attachmentBlocks(given.files, given.zone, '上传附件'),
    ],
    note:
      given.report.state === 'drafted'
        ? `报送后登记：/报告 登记 ${given.report.number} 方式=机要交换 日期=日期`
        : undefined,
  })

/** A returned report in its branch, with the form to correct and submit it again. */
export const returnedReportCard = (given: ReportCardFacts, revision: number): Card => {
  const { report } = given
  return returnedCard(upward(given), {
    waiting: report.state === 'returned' && report.revision === revision,
    limits: reportLimits,
    action: reportResubmit({ report: report.id, revision }),
    note: '由书记或副书记修改后提交，编号不变。',
  })
}

/** News to the branch: its report was signed for. */
export const receiptNewsCard = (given: ReportCardFacts): Card => outcomeNewsCard(upward(given))

/** The latest reports of a branch, or those addressed to a superior; `other` is the party that the reader is not. */
export const reportListCard = (list: {
  title: string
  other: { label: string; of: (report: Report) => string }
  reports: readonly Report[]
  zone: string
}): Card =>
  upwardListCard({
    title: list.title,
    other: list.other.label,
    rows: list.reports.map((one) => ({
      number: one.number,
      matter: one.matter,
      other: list.other.of(one),
      at: one.submittedAt,
      state: reportTag(one),
    })),
    empty: '还没有报告。支部书记可以发送：/报告 新建 工作报告 事项=… 正文=…',
    zone: list.zone,
  })
