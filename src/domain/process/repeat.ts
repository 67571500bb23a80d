import { addMonths, type LocalDate, laterOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { type Item, isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { settled, statesOf } from './reading.ts'
import type { StepTemplate } from './template.ts'
import { stepNamed } from './template-parts.ts'

/** Of what there are several. */
type Over = 'items' | 'members' | 'groups' | 'committee'

/** How a step stands more than once: for each of several things at the same time, or month after month. */
export type Repeat =
  /** Once for each agenda item, member, group or member of the committee that there was when the case was started. */
  | { over: Over }
  /** Each month again until the named step is finished. */
  | { until: string }

const overs: Readonly<Record<string, Over>> = {
  per_item: 'items',
  per_member: 'members',
  per_group: 'groups',
  per_committee_member: 'committee',
}

/** Reads `per_item`, `per_member`, `per_group`, `per_committee_member` or `monthly until <step>`; undefined where it is none of them. */
export function parseRepeat(text: string): Repeat | undefined {
  const over = overs[text]
  if (over) return { over }
  const [, until] = /^monthly until ([a-z][a-z0-9_]*)$/.exec(text) ?? []
  return until === undefined ? undefined : { until }
}

const repeatOf = ({ config }: StepTemplate): Repeat | undefined =>
  config.repeat === undefined ? undefined : parseRepeat(config.repeat)

/** What steps may stand for. */
export type Repeated = Pick<ProcessInstance, Over>

/** For whom or what a step stands: once for each where it repeats and there is any, otherwise once (null). */
export function itemsOf(step: StepTemplate, all: Repeated): (string | null)[] {
  const repeat = repeatOf(step)
  const over = repeat && 'over' in repeat ? all[repeat.over] : []
  return over.length > 0 ? over.map(({ id }) => id) : [null]
}

/** Whether a step stands once for each agenda item. */
export const repeatsOverItems = (step: StepTemplate): boolean => {
  const repeat = repeatOf(step)
  return repeat !== undefined && 'over' in repeat && repeat.over === 'items'
}

/** The member who does a step that stands for each member, of the branch or of its committee, where it is their own. */
export const ownerOfRepeated = (step: StepTemplate, item: string | null): string | null => {
  const repeat = repeatOf(step)
  const over = repeat && 'over' in repeat ? repeat.over : undefined
  return over !== undefined && ownersOf[over]?.includes(step.role) ? item : null
}

/** Roles whose holders each do their own. */
const ownersOf: Readonly<Partial<Record<Over, readonly string[]>>> = {
  members: ['member', 'formal_member', 'staff'],
  committee: ['committee'],
}

/** What a state of a repeated step stands for: an agenda item, a member, a group. */
export const itemNamed = (
  { items, members, groups, committee }: Repeated,
  id: string | null,
): Item | undefined => [...items, ...members, ...groups, ...committee].find((one) => one.id === id)

/** The step until which another comes round each month. */
const endOf = (instance: ProcessInstance, step: StepTemplate): StepTemplate | undefined => {
  const repeat = repeatOf(step)
  return repeat && 'until' in repeat ? stepNamed(instance.template, repeat.until) : undefined
}

/** A monthly step that was done is there again, until the step that ends it is finished. */
export function nextRound(
  instance: ProcessInstance,
  step: StepTemplate,
  state: StepState,
  act: { at: string; by: string | null },
): void {
  const end = endOf(instance, step)
  if (!end || state.state !== 'done' || settled(instance, end)) return
  state.rounds += 1
  state.state = 'waiting'
  state.record = null
  state.extendedTo = null
  state.history.push({ ...act, act: 'reopened', detail: end.id })
}

/** The rounds are over once the step that ends them is finished: the last one done counts. */
export function endRounds(instance: ProcessInstance, step: StepTemplate): void {
  const end = endOf(instance, step)
  if (!end || !statesOf(instance, end.id).every(isFinished)) return
  for (const state of statesOf(instance, step.id))
    if (state.rounds > 0 && !isFinished(state)) state.state = 'done'
}

/** When the next round is due: a month after the last was done, on a working day; undefined before the first. */
export function dueOfRound(
  { rounds, doneAt }: StepState,
  { calendar, zone }: { calendar: WorkingCalendar; zone: string },
  planned: LocalDate,
): LocalDate | undefined {
  if (rounds === 0 || doneAt === null) return undefined
  return laterOf(calendar.nextWorkingDay(addMonths(localDate(new Date(doneAt), zone), 1)), planned)
}
