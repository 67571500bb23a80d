import { branchesCard, type ProgressRow, progressCard } from '../../cards/cadence-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { ALL_GROUPS, type ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { type CadenceStatus, severity } from '../../domain/cadence/status-words.ts'
import { periodOf, previousPeriod } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { choice } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { obligationStates, periodsIn } from './states.ts'

const spans = { 本季度: 'quarter', 本月: 'month', 本年: 'year', 今年: 'year' } as const

/** `/进度 本季度`: every obligation with its state; in a superior's group its branches. */
export const showProgress = defineCommand({
  name: '进度',
  aliases: ['情况', '完成了没有'],
  summary: '查看应开会议的完成状态',
  example: '/进度 本季度',
  permission: 'cadence.show',
  scope: 'organisation',
  args: { span: optional(positional(choice({ label: '时段', words: spans }))) },
  async run({ span = 'quarter' }, ctx, { organisation }) {
    const shown = periodOf(ctx.today, span)
    const words = `${shown.start} 至 ${shown.end}`
    if (organisation.kind === 'superior')
      return {
        card: branchesCard({
          name: organisation.name,
          span: words,
          rows: await branchRows(ctx, organisation, span),
        }),
      }
    const states = await rowsOf(ctx, organisation, span)
    return {
      card: progressCard({
        name: organisation.name,
        span: words,
        today: ctx.today,
        rows: states.map((state) => toRow(ctx, state)),
        provisional: ctx.catalogue.calendar.isProvisional(shown.end),
      }),
    }
  },
})

/** States in which a period that has ended still asks for something, or did not get it. */
const unsettled: readonly CadenceStatus[] = ['unconfirmed', 'overdue', 'missed']

/**
 * One row an obligation and period: of the groups the roll-up; what does not exist here is left out. The period before
 * comes first where it is not settled: on 4 January nobody would ask for last year's fourth quarter.
 */
async function rowsOf(
  ctx: Ctx,
  branch: Organisation,
  span: 'month' | 'quarter' | 'year',
): Promise<ObligationState[]> {
  const shown = periodsIn(ctx.today, span)
  const before = (['month', 'quarter', 'year'] as const)
    .map((kind) => previousPeriod(periodOf(ctx.today, kind)))
    .filter((period) => !shown.some(({ label }) => label === period.label))
  const labels = new Set(before.map(({ label }) => label))
  const states = await obligationStates(ctx, branch, [...before, ...shown])
  return states
    .filter((state) => state.group === undefined || state.group === ALL_GROUPS)
    .filter(({ period, status }) =>
      labels.has(period.label) ? unsettled.includes(status) : status !== 'not_applicable',
    )
    .sort((a, b) => Number(labels.has(b.period.label)) - Number(labels.has(a.period.label)))
}

async function branchRows(ctx: Ctx, superior: Organisation, span: 'month' | 'quarter' | 'year') {
  const rows = []
  for (const branch of await ctx.unit.organisations.children(superior.id, 'branch'))
    for (const state of await rowsOf(ctx, branch, span))
      rows.push({ branch: branch.name, status: state.status, label: labelOf(ctx, state) })
  return rows.sort((a, b) => severity(b.status) - severity(a.status))
}

const obligationOf = (ctx: Ctx, state: ObligationState) =>
  ctx.catalogue.cadences.obligations.find((one) => one.id === state.obligation)

const labelOf = (ctx: Ctx, state: ObligationState): string => {
  const label = obligationOf(ctx, state)?.label ?? state.obligation
  return state.period.kind === 'month' ? `${label}（${Number(state.period.label.slice(5))}月）` : label
}

function toRow(ctx: Ctx, state: ObligationState): ProgressRow {
  const meetings = state.meetings.join('、')
  const remark =
    meetings !== ''
      ? meetings
      : state.status === 'overdue' && state.makeUpUntil
        ? `可在${dateWords(state.makeUpUntil, ctx.today)}前补开`
        : ['pending', 'due_soon', 'upcoming'].includes(state.status)
          ? `${dateWords(state.end, ctx.today)}前召开`
          : '—'
  return { label: labelOf(ctx, state), period: state.period.label, status: state.status, remark }
}
