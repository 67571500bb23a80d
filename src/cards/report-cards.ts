import { z } from 'zod'
import type { Report, ReportState } from '../domain/ports/index.ts'
import { reportKinds } from '../domain/reports/kinds.ts'
import { reportLimits, reportTitle } from '../domain/reports/report-text.ts'
import { reportStateWords } from '../domain/reports/states.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card, Tag, Tone } from './card.ts'
import { dateWords, shortened, stampWords, timeWords } from './wording.ts'

const revisionOf = z.object({ report: refId, revision: z.number().int().min(1).max(1000) })
/** Far above the limits of the rules, which refuse in words. */
const typed = z.string().max(40_000).optional()

export const reportReceive = cardAction('report.receive', revisionOf, z.object({ comment: typed }))
export const reportReturn = cardAction('report.return', revisionOf, z.object({ comment: typed }))
export const reportResubmit = cardAction(
  'report.resubmit',
  revisionOf,
  z.object({ matter: typed, body: typed }),
)

const tones: Record<ReportState, Tone> = {
  sent: 'info',
  received: 'success',
  returned: 'attention',
  drafted: 'attention',
  delivered: 'success',
}

export const reportTag = ({ state }: Pick<Report, 'state'>): Tag => ({
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
  zone: string
}

const facts = ({ report, branch, author, meeting, instruction, zone }: ReportCardFacts): Block => ({
  type: 'facts',
  items: [
    { label: '报告单位', value: branch },
    { label: '主送', value: report.addressee },
    { label: '类型', value: reportKinds[report.kind].label },
    { label: '报送人', value: author },
    { label: '提交', value: timeWords(report.submittedAt, zone) },
    ...(meeting ? [{ label: '会议', value: meeting }] : []),
    ...(instruction ? [{ label: '上级指示', value: instruction }] : []),
    ...(report.revision > 1 ? [{ label: '稿次', value: `第${report.revision}稿` }] : []),
  ],
})

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
  const { report } = given
  if (revision !== report.revision) return replacedCard(report, revision)
  const waiting = report.state === 'sent'
  return {
    title: shortened(reportTitle(report.matter), 40),
    tone: tones[report.state],
    subtitle: report.number,
    tags: [reportTag(report)],
    blocks: [
      facts(given),
      { type: 'text', text: report.body },
      { type: 'text', text: waiting ? '请签收；需要更正的，写明意见后退回修改。' : receiptWords(given) },
      ...(waiting ? [receiptForm(report)] : []),
    ],
    note: '报告不需要批复；其中不得夹带请示事项。',
    summary: `${reportTitle(report.matter)}（${report.number}）`,
  }
}

const receiptForm = ({ id, revision }: Report): Block => ({
  type: 'form',
  id: 'receipt',
  fields: {
    comment: {
      kind: 'area',
      label: '意见',
      maxLength: reportLimits.comment,
      placeholder: '签收可以不写；退回修改须写明',
    },
  },
  buttons: [
    { text: '签收', style: 'primary', action: reportReceive({ report: id, revision }) },
    { text: '退回修改', action: reportReturn({ report: id, revision }) },
  ],
})

const replacedCard = (report: Report, revision: number): Card => ({
  title: shortened(`已退回修改：${report.matter}`, 40),
  tone: 'neutral',
  subtitle: report.number,
  blocks: [{ type: 'text', text: `第${revision}稿已退回修改，现为第${report.revision}稿，请看新的卡片。` }],
  summary: `第${revision}稿已退回修改：${report.number}`,
})

/** The report as its branch sees it. */
export const branchReportCard = (given: ReportCardFacts): Card => {
  const { report } = given
  return {
    title: shortened(reportTitle(report.matter), 40),
    tone: tones[report.state],
    subtitle: report.number,
    tags: [reportTag(report)],
    blocks: [facts(given), { type: 'text', text: report.body }, { type: 'text', text: receiptWords(given) }],
    ...(report.state === 'drafted'
      ? { note: `报送后登记：/报告 登记 ${report.number} 方式=机要交换 日期=日期` }
      : {}),
    summary: `${reportTitle(report.matter)}（${report.number}）：${reportStateWords[report.state]}`,
  }
}

/** A returned report in its branch, with the form to correct and submit it again. */
export function returnedReportCard(given: ReportCardFacts, revision: number): Card {
  const { report } = given
  const waiting = report.state === 'returned' && report.revision === revision
  const { id, matter, body } = report
  return {
    title: shortened(`报告退回修改：${matter}`, 40),
    tone: waiting ? 'attention' : 'neutral',
    subtitle: report.number,
    blocks: waiting
      ? [
          { type: 'text', text: receiptWords(given) },
          {
            type: 'form',
            id: 'report',
            fields: {
              matter: {
                kind: 'line',
                label: '事项',
                required: true,
                maxLength: reportLimits.matter,
                value: matter,
              },
              body: {
                kind: 'area',
                label: '正文',
                required: true,
                maxLength: reportLimits.body,
                value: body,
              },
            },
            buttons: [{ text: '提交', style: 'primary', action: reportResubmit({ report: id, revision }) }],
          },
        ]
      : [
          {
            type: 'text',
            text: `已修改并重新报送，现为第${report.revision}稿：${reportStateWords[report.state]}。`,
          },
        ],
    summary: `报告退回修改：${report.number}`,
  }
}

/** News to the branch: its report was signed for. */
export const receiptNewsCard = (given: ReportCardFacts): Card => ({
  title: shortened(`报告${reportStateWords[given.report.state]}：${given.report.matter}`, 40),
  tone: tones[given.report.state],
  subtitle: given.report.number,
  tags: [reportTag(given.report)],
  blocks: [{ type: 'text', text: receiptWords(given) }],
  summary: `报告 ${given.report.number}：${reportStateWords[given.report.state]}`,
})

/** The latest reports of a branch, or those addressed to a superior; `other` is the party that the reader is not. */
export const reportListCard = (list: {
  title: string
  other: { label: string; of: (report: Report) => string }
  reports: readonly Report[]
  zone: string
}): Card => ({
  title: list.title,
  tone: 'info',
  tags: [{ text: `${list.reports.length}件`, tone: 'neutral' }],
  blocks:
    list.reports.length === 0
      ? [{ type: 'text', text: '还没有报告。支部书记可以发送：/报告 新建 工作报告 事项=… 正文=…' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              { key: 'matter', label: '事项' },
              { key: 'other', label: list.other.label },
              { key: 'at', label: '提交' },
              { key: 'state', label: '状态' },
            ],
            rows: list.reports.map((one) => ({
              number: one.number,
              matter: shortened(one.matter, 30),
              other: list.other.of(one),
              at: stampWords(one.submittedAt, list.zone),
              state: reportTag(one),
            })),
            pageSize: 10,
          },
        ],
  summary: `${list.title}，共${list.reports.length}件`,
})
