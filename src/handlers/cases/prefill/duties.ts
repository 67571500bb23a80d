import type { ObligationState } from '../../../domain/cadence/obligation-statuses.ts'
import { ALL_GROUPS } from '../../../domain/cadence/obligation-statuses.ts'
import { type CadenceStatus, statusWords } from '../../../domain/cadence/status-words.ts'
import { localDate } from '../../../domain/calendar/local-time.ts'
import { type PeriodKind, periodOf, periodsBetween } from '../../../domain/calendar/periods.ts'
import type { ProcessCase } from '../../../domain/ports/index.ts'
import { obligationStates } from '../../cadence/states.ts'
import type { Base } from '../../define/context.ts'
import type { Prefill } from './source.ts'

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'year']
const fallsShort: readonly CadenceStatus[] = ['overdue', 'missed', 'unconfirmed']

/** The days that a case is about: its own period, else the quarter in which it was started. */
export function spanOfCase(
  { zone }: Pick<Base, 'zone'>,
  { instance }: ProcessCase,
): { start: string; end: string } {
  const { PS, PE, S } = instance.anchors
  return PS && PE ? { start: PS, end: PE } : periodOf(localDate(new Date(S), zone), 'quarter')
}

async function statesOf(ctx: Base, found: ProcessCase): Promise<ObligationState[]> {
  const organisation = await ctx.unit.organisations.get(found.organisationId)
  if (!organisation) return []
  const { start, end } = spanOfCase(ctx, found)
  const periods = kinds.flatMap((kind) => periodsBetween(start, end, kind))
  const states = await obligationStates(ctx, organisation, periods)
  return states.filter(
    ({ group, status }) =>
      (group === undefined || group === ALL_GROUPS) && status !== 'not_applicable' && status !== 'upcoming',
  )
}

const lineOf = (ctx: Base, { obligation, period, status, meetings, registered }: ObligationState): string => {
  const { obligations } = ctx.catalogue.cadences
  const label = obligations.find(({ id }) => id === obligation)?.label ?? obligation
  const how = registered
    ? `（${registered.done}/${registered.due}人）`
    : meetings.length > 0
      ? `（${meetings.join('、')}）`
      : ''
  return `${label} ${period.label}：${statusWords[status].label}${how}`
}

/** How every duty of the period stands: 三会一课, and what is registered person by person (党费, 谈心谈话, 民主评议). */
export const allDuties: Prefill = async (ctx, found) =>
  (await statesOf(ctx, found)).map((state) => lineOf(ctx, state)).join('\n')

/** The duties of the period that were not fulfilled: the findings of an inspection. */
export const missedDuties: Prefill = async (ctx, found) => {
  const missed = (await statesOf(ctx, found)).filter(({ status }) => fallsShort.includes(status))
  return missed.length === 0
    ? '本期应开会议和应完成工作没有缺项。'
    : missed.map((one) => lineOf(ctx, one)).join('\n')
}
