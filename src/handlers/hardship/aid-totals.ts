import { noteCard } from '../../cards/plain-cards.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import { periodOf } from '../../domain/calendar/periods.ts'
import { ledgerWithId } from '../../domain/ledgers/index.ts'
import { linkedTo } from '../../domain/organisation/linked-rosters.ts'
import type { CaseOutputs } from '../../domain/ports/index.ts'
import { period } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

/** Fewer cases than this would point at persons (DOMAIN §7.3). */
const fewest = 3

/** `/帮扶 汇总 2026年`: how many cases of help there were and what they came to: no names, no numbers, nothing of a few. */
export const aidTotals = defineCommand({
  name: '帮扶 汇总',
  aliases: ['帮扶汇总'],
  summary: '查看困难帮扶的件数和金额合计，不含个人信息（私聊）',
  example: '/帮扶 汇总 2026年',
  permission: 'aid.totals',
  scope: 'branch-or-union',
  args: { period: optional(positional(period({ label: '时段' }))) },
  async run({ period: given }, ctx, { organisation }) {
    const { label, ...days } = given ?? periodOf(ctx.today, 'year')
    const source = ledgerWithId('hardship')?.source
    const processes = source?.from === 'cases' ? source.processes : []
    const cases: CaseOutputs[] = []
    for (const { id } of [organisation, ...(await linkedTo(ctx.unit, organisation))])
      cases.push(
        ...(await ctx.unit.ledgerRows.cases(processes, {
          organisationId: id,
          period: days,
          zone: ctx.zone,
        })),
      )
    const sum = cases.reduce(
      (all, { outputs: { aid_amount: one } }) => all + (typeof one === 'number' ? one : 0),
      0,
    )
    const text =
      cases.length < fewest
        ? `${periodWords(label)}不足${fewest}件，为保护个人信息不显示件数和金额。`
        : `${periodWords(label)}共${cases.length}件，帮扶金额合计${sum.toFixed(2)}元。`
    return { card: noteCard('困难帮扶汇总', text), privately: true }
  },
})
