import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Effect } from './effects.ts'
import type { ProcessInstance } from './instance.ts'
import { draftOf, settle } from './settle.ts'

/** Computes the dates of unfinished steps anew because the calendar has changed; finished ones keep theirs. */
export function replan(
  instance: ProcessInstance,
  now: Date,
  calendar: WorkingCalendar,
  zone: string,
): { instance: ProcessInstance; effects: Effect[] } {
  const draft = draftOf(instance)
  const effects = settle(draft, { now, calendar, zone }, 'calendar')
  return { instance: draft, effects }
}
