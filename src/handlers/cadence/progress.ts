import { type ProgressRow, progressCard } from '../../cards/cadence-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { type YearRow, yearBlocks } from '../../cards/year-blocks.ts'
import { ALL_GROUPS, type ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { periodsAsked, rowsToShow } from '../../domain/cadence/overview.ts'
import type { CadenceStatus } from '../../domain/cadence/status-words.ts'
import { type Period, periodOf } from '../../domain/calendar/periods.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { meetingWord } from '../../domain/meetings/kinds.ts'
import { caseNumber, choice } from '../arguments/index.ts'
import { caseLetters, caseNumbered } from '../cases/find-case.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { overviewOf } from './overview.ts'
import { obligationStates } from './states.ts'

const spans = { 本季度: 'quarter', 本月: 'month', 本年: 'year', 今年: 'year' } as const

/** `/进度 本季度`: every obligation with its state; in a superior's group its branches. `/进度 D2026-014`: how far a case is. */
export const showProgress = defineCommand({
  name: '进度',
  aliases: ['情况', '完成了没有'],
  summary: '查看应开会议的完成状态；写编号则查看该事项的进度',
  example: '/进度 本季度',
  permission: 'cadence.show',
  scope: 'organisation',
  args: {
    number: optional(positional(caseNumber({ letter: 'D', letters: caseLetters }))),
    span: optional(positional(choice({ label: '时段', words: spans }))),
  },
  async run({ number, span = 'quarter' }, ctx, { organisation }) {
    if (number !== undefined) {
      const found = await caseNumbered(ctx, organisation.id, number)
      const privately = isRestricted(found.instance.template)
      return { view: checklistView, ref: found.instance.id, privately }
    }
    const shown = periodOf(ctx.today, span)
    const words = `${shown.start} 至 ${shown.end}`
    if (organisation.kind === 'superior') return { card: await overviewOf(ctx, organisation, span, 0) }
    const asked = periodsAsked(ctx.today, span)
    const all = await obligationStates(ctx, organisation, asked.all)
    const states = rowsToShow(all, asked)
    return {
      card: progressCard({
        name: organisation.name,
        span: words,
        today: ctx.today,
        rows: states.map((state) => toRow(ctx, state)),
        provisional: ctx.catalogue.calendar.isProvisional(shown.end),
        example: meetingWord(states[0]?.obligation ?? ''),
        above: span === 'year' ? yearBlocks(shown.label, yearRows(ctx, all, shown)) : [],
      }),
    }
  },
})

/**
 * Each duty with the state of each of its periods, in the month in which the period ends; of groups the roll-up. A duty
 * that the organisation had in no period of the year is left out. Twelve columns leave room for the short names.
 */
function yearRows(ctx: Ctx, states: readonly ObligationState[], { start, end }: Period): YearRow[] {
  const rows = new Map<string, Map<number, CadenceStatus>>()
  for (const { obligation, period, status, group } of states) {
    if (period.end < start || period.end > end || (group !== undefined && group !== ALL_GROUPS)) continue
    const months = rows.get(obligation) ?? new Map<number, CadenceStatus>()
    rows.set(obligation, months.set(Number(period.end.slice(5, 7)), status))
  }
  const { obligations } = ctx.catalogue.cadences
  return obligations.flatMap(({ id, wording }) => {
    const months = rows.get(id)
    const exists = months && [...months.values()].some((status) => status !== 'not_applicable')
    return exists ? [{ label: meetingWord(id), wording, months }] : []
  })
}

const obligationOf = (ctx: Ctx, state: ObligationState) =>
  ctx.catalogue.cadences.obligations.find((one) => one.id === state.obligation)

const labelOf = (ctx: Ctx, state: ObligationState): string => {
  const label = obligationOf(ctx, state)?.label ?? state.obligation
  return state.period.kind === 'month' ? `${label}（${Number(state.period.label.slice(5))}月）` : label
}

function toRow(ctx: Ctx, state: ObligationState): ProgressRow {
  const meetings = state.meetings.join('、')
  const { registered } = state
  const remark =
    meetings !== ''
      ? meetings
      : registered && registered.done > 0
        ? `已登记${registered.done}人，应${registered.due}人`
        : state.status === 'overdue' && state.makeUpUntil
          ? `可在${dateWords(state.makeUpUntil, ctx.today)}前${state.wording.makeUp}`
          : ['pending', 'due_soon', 'upcoming'].includes(state.status)
            ? `${dateWords(state.end, ctx.today)}前${state.wording.fulfil}`
            : '—'
  const { status, wording } = state
  return { label: labelOf(ctx, state), period: state.period.label, status, wording, remark }
}
