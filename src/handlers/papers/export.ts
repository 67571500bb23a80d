import { periodOf } from '../../domain/calendar/periods.ts'
import { circleOf, isRestricted } from '../../domain/cases/case-people.ts'
import { type Ledger, ledgers, ledgerWithId } from '../../domain/ledgers/index.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, choice, period, text } from '../arguments/index.ts'
import { caseLetters, caseNumbered } from '../cases/find-case.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand, type Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { type ExportOrder, planExport } from './export-order.ts'
import { askAgain } from './export-restricted.ts'

const plan = (ctx: Ctx, given: ExportOrder): Promise<Reply> =>
  planExport(ctx, given, { memberId: ctx.me().id, platform: ctx.platform })

const formats = {
  zip: 'zip',
  docx: 'docx',
  Word: 'docx',
  pdf: 'pdf',
  PDF: 'pdf',
  xlsx: 'xlsx',
  Excel: 'xlsx',
} as const

/** Whether papers that only named persons may see come too. */
const scopes = { 不含限定: 'named', 含限定: 'in' } as const

/** `/导出 D2026-014`: the dossier of a case, or its documents in one format. */
export const exportCaseCommand = defineCommand({
  name: '导出',
  aliases: ['打印', '归档'],
  summary: '导出一件事项的归档包（zip），或其文书（docx、pdf）、目录（xlsx）',
  example: '/导出 D2026-001',
  permission: 'paper.export',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'D', letters: caseLetters })),
    format: optional(keyed(choice({ label: '格式', words: formats }))),
    scope: optional(keyed(choice({ label: '范围', words: scopes }))),
  },
  async run({ number, format = 'zip', scope = 'named' }, ctx, { organisation }) {
    const found = await caseNumbered(ctx, organisation.id, number)
    const restricted = isRestricted(found.instance.template)
    const own = restricted && (await circleOf(ctx, found)).includes(ctx.me().id)
    // Papers that only named persons may see leave with two people, also those of a case that everybody knows.
    const withClosed = restricted || scope === 'in'
    if (!restricted) await ctx.allow('paper.export', organisation.id)
    if (withClosed) await ctx.allow('paper.read.restricted', organisation.id, own)
    const given: ExportOrder = {
      organisationId: found.organisationId,
      kind: 'export.case',
      params: { caseId: found.instance.id, format, closed: withClosed ? 'in' : 'named' },
      what: `${found.number} ${found.title}（${format}${scope === 'in' ? '，含限定人员可见的材料' : ''}）`,
    }
    return withClosed ? askAgain(ctx, given) : plan(ctx, given)
  },
})

const ledgerWords = Object.fromEntries(
  ledgers.flatMap((one) => [one.label, ...one.aliases].map((word) => [word, one.id])),
)

const ledgerFormats = { xlsx: 'xlsx', Excel: 'xlsx', docx: 'docx', Word: 'docx' } as const

/** `/导出 台账 三会一课 2026`: a ledger as an Excel file. */
export const exportLedgerCommand = defineCommand({
  name: '导出 台账',
  aliases: ['导出台账', '台账 导出'],
  summary: '把台账导出为 Excel 或 Word 文件，私聊发送',
  example: '/导出 台账 三会一课 2026',
  permission: 'ledger.open',
  scope: 'branch-or-union',
  args: {
    ledger: positional(choice({ label: '种类', words: ledgerWords })),
    period: optional(positional(period({ label: '时段' }))),
    format: optional(keyed(choice({ label: '格式', words: ledgerFormats }))),
  },
  async run(given, ctx, { organisation }) {
    const ledger = ledgerWithId(given.ledger)
    if (!ledger) throw new Refusal('card/not-readable', {})
    await ctx.allow(ledger.permission, organisation.id)
    const { label } = given.period ?? periodOf(ctx.today, 'year')
    return orderLedger(ctx, organisation.id, ledger, label, given.format)
  },
})

/** Orders the file of a ledger that the actor may see, with the columns that they may see; a restricted one after 确认. */
export async function orderLedger(
  ctx: Ctx,
  organisationId: string,
  ledger: Ledger,
  label: string,
  format: 'xlsx' | 'docx' = 'xlsx',
): Promise<Reply> {
  const roster = await ctx.unit.rosters.roster(organisationId, ctx.today)
  const committee = ['committee', 'union_committee'].some((body) =>
    holdersOf(roster, body).includes(ctx.me().id),
  )
  const ordered: ExportOrder = {
    organisationId,
    kind: 'export.ledger',
    params: { ledger: ledger.id, period: label, committee, format },
    what: `${ledger.label}台账 ${label}（${format}）`,
  }
  return ledger.restricted ? askAgain(ctx, ordered) : plan(ctx, ordered)
}

/** `/导出 年度 2026`: the pack of a year; a superior gets those of its branches with an overview. */
export const exportYearCommand = defineCommand({
  name: '导出 年度',
  aliases: ['导出年度', '年度档案'],
  summary: '导出一个年度的档案：各项组织生活、表决、事项和材料，带首页和校验清单',
  example: '/导出 年度 2026',
  permission: 'paper.export.year',
  scope: 'organisation',
  args: { year: optional(positional(text({ label: '年度', max: 5 }))) },
  async run(given, ctx, { organisation }) {
    const year = (given.year ?? ctx.today.slice(0, 4)).replace(/年$/, '')
    if (!/^20\d{2}$/.test(year))
      throw new Refusal('form/field', { label: '年度', sentence: '年度请写成 2026 的样子。' })
    return plan(ctx, {
      organisationId: organisation.id,
      kind: 'export.year',
      params: { year },
      what: `${organisation.name}${year}年度档案`,
    })
  },
})
