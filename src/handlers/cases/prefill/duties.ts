import { type DutyWording, meetingWording, stateWords } from '../../../domain/cadence/duty-wording.ts'
import type { ObligationState } from '../../../domain/cadence/obligation-statuses.ts'
import { ALL_GROUPS } from '../../../domain/cadence/obligation-statuses.ts'
import type { CadenceStatus } from '../../../domain/cadence/status-words.ts'
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

/** A line a duty, with the state of each of its periods: 支部委员会会议：2026-10 按期完成、2026-11 待安排. */
function linesOf(ctx: Base, states: readonly ObligationState[]): string {
  const ids = [...new Set(states.map(({ obligation }) => obligation))]
  return ids
    .map((id) => {
      const duty = ctx.catalogue.cadences.obligations.find((one) => one.id === id)
      const own = states.filter(({ obligation }) => obligation === id)
      const stands = own.map((state) => standOf(state, duty?.wording ?? meetingWording))
      return `${duty?.label ?? id}：${stands.join('、')}`
    })
    .join('\n')
}

const standOf = ({ period, status, meetings, registered }: ObligationState, wording: DutyWording): string => {
  const how = registered
    ? `（${registered.done}/${registered.due}人）`
    : meetings.length > 0
      ? `（${meetings.join('、')}）`
      : ''
  return `${period.label} ${stateWords(status, wording).label}${how}`
}

/** How every duty of the period stands: 三会一课, and what is registered person by person (党费, 谈心谈话, 民主评议). */
export const allDuties: Prefill = async (ctx, found) => linesOf(ctx, await statesOf(ctx, found))

/** The duties of the period that were not fulfilled: the findings of an inspection. */
export const missedDuties: Prefill = async (ctx, found) => {
  const missed = (await statesOf(ctx, found)).filter(({ status }) => fallsShort.includes(status))
  return missed.length === 0 ? '本期应开会议和应完成工作没有缺项。' : linesOf(ctx, missed)
}
