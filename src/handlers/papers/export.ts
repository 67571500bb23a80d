import { type Period, periodOf } from '../../domain/calendar/periods.ts'
import { circleOf, isRestricted } from '../../domain/cases/case-people.ts'
import { type Ledger, ledgers, ledgerWithId } from '../../domain/ledgers/index.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, choice, period, text } from '../arguments/index.ts'
import { caseLetters, caseNumbered } from '../cases/find-case.ts'
import { keyed, optional, positional, unless } from '../define/argument.ts'
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

const ledgerWords = Object.fromEntries(
  ledgers.flatMap((one) => [one.label, ...one.aliases].map((word) => [word, one.id])),
)

/** A ledger where the text begins with its name. */
const leadingLedger = {
  ...choice({ label: '台账', words: ledgerWords }),
  take(free: string) {
    const word = Object.keys(ledgerWords)
      .filter((one) => free.startsWith(one))
      .sort((a, b) => b.length - a.length)[0]
    return word === undefined ? null : { text: word, rest: free.slice(word.length).trim() }
  },
}

/** `/导出 D2026-014`: the dossier of a case, or its documents in one format; `/导出 三会一课 2026年`: a ledger. */
export const exportCaseCommand = defineCommand({
  name: '导出',
  aliases: ['打印', '归档'],
  summary: '导出一件事项的归档包（zip），或其文书（docx、pdf）、目录（xlsx）；写台账名称则导出台账',
  example: '/导出 D2026-001 格式=docx',
  permission: 'ledger.open',
  scope: 'branch-or-union',
  args: {
    number: unless(positional(caseNumber({ letter: 'D', letters: caseLetters })), 'ledger'),
    ledger: optional(leadingLedger),
    period: optional(positional(period({ label: '时段' }))),
    format: optional(keyed(choice({ label: '格式', words: formats }))),
    scope: optional(keyed(choice({ label: '范围', words: scopes }))),
  },
  async run({ number, ledger, period: span, format, scope = 'named' }, ctx, { organisation }) {
    if (number === undefined) return exportLedger(ctx, organisation.id, ledger ?? '', span, format)
    return exportCase(ctx, organisation.id, { number, format: format ?? 'zip', scope })
  },
})

/** The dossier of a case or its documents, to those who may have them. */
async function exportCase(
  ctx: Ctx,
  organisationId: string,
  {
    number,
    format,
    scope,
  }: {
    number: string
    format: (typeof formats)[keyof typeof formats]
    scope: (typeof scopes)[keyof typeof scopes]
  },
): Promise<Reply> {
  const found = await caseNumbered(ctx, organisationId, number)
  const restricted = isRestricted(found.instance.template)
  const own = restricted && (await circleOf(ctx, found)).includes(ctx.me().id)
  // Papers that only named persons may see leave with two people, also those of a case that everybody knows.
  const withClosed = restricted || scope === 'in'
  if (!restricted) await ctx.allow('paper.export', organisationId)
  if (withClosed) await ctx.allow('paper.read.restricted', organisationId, own)
  const what = `${found.number}${restricted ? '' : ` ${found.title}`}`
  const given: ExportOrder = {
    organisationId: found.organisationId,
    kind: 'export.case',
    params: { caseId: found.instance.id, format, closed: withClosed ? 'in' : 'named' },
    what: `${what}（${format}${scope === 'in' ? '，含限定人员可见的材料' : ''}）`,
  }
  return withClosed ? askAgain(ctx, given) : plan(ctx, given)
}

/** The file of a ledger; a format that ledgers have not is refused with those that they have. */
async function exportLedger(
  ctx: Ctx,
  organisationId: string,
  id: string,
  span: Period | undefined,
  format: string | undefined,
): Promise<Reply> {
  const ledger = ledgerWithId(id)
  if (!ledger) throw new Refusal('card/not-readable', {})
  await ctx.allow(ledger.permission, organisationId)
  const file = format === undefined ? 'xlsx' : Object.values(ledgerFormats).find((one) => one === format)
  if (!file)
    throw new Refusal('form/field', {
      label: '格式',
      sentence: `台账可以导出为${Object.keys(ledgerFormats).join('、')}，请重新选择格式。`,
    })
  return orderLedger(ctx, organisationId, ledger, (span ?? periodOf(ctx.today, 'year')).label, file)
}

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
    return exportLedger(ctx, organisation.id, given.ledger, given.period, given.format)
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
