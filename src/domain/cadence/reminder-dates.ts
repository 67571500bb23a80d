import { addDays, type LocalDate } from '../calendar/dates.ts'
import type { Period } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'

type StageAnchor = 'PS' | 'PE' | 'WS'
type StageFunction = 'first_workday' | 'prev_workday' | 'last_workday' | 'next_workday'

/** A line of a reminder policy, `stage:function(anchor[±N d][,working days])`. */
export interface StageRule {
  stage: string
  apply: StageFunction
  anchor: StageAnchor
  /** Natural days added to the anchor before the function. */
  days: number
  /** Working days for `next_workday`. */
  workdays: number
}

const LINE =
  /^([a-z][a-z0-9_]*):(first_workday|prev_workday|last_workday|next_workday)\((PS|PE|WS)(?:([+-]\d{1,3})d)?(?:,(\d{1,2}))?\)$/

/** Reads a line of a reminder policy; undefined when it is none. */
export function parseStageLine(line: string): StageRule | undefined {
  const parts = LINE.exec(line)
  if (!parts?.[1]) return undefined
  const [, stage, apply, anchor, days, workdays] = parts
  return {
    stage,
    apply: apply as StageFunction,
    anchor: anchor as StageAnchor,
    days: Number(days ?? 0),
    workdays: Number(workdays ?? 1),
  }
}

const functions: Record<
  StageFunction,
  (day: LocalDate, workdays: number, calendar: WorkingCalendar) => LocalDate
> = {
  first_workday: (day, _, calendar) => calendar.nextWorkingDay(day),
  prev_workday: (day, _, calendar) => calendar.previousWorkingDay(day),
  last_workday: (day, _, calendar) => calendar.previousWorkingDay(day),
  next_workday: (day, workdays, calendar) => calendar.addWorkingDays(day, workdays),
}

/**
 * The day of every stage of a policy for one period (or, with a moved end, for the days up to it). Stages that
 * hang on the preferred window are left out where there is none. Throws RangeError for a line that is no rule;
 * lines of a parsed cadence file are rules.
 */
export function reminderDates(
  period: Pick<Period, 'start' | 'end'>,
  policyLines: readonly string[],
  calendar: WorkingCalendar,
  window?: Pick<Period, 'start'>,
): Record<string, LocalDate> {
  const anchors: Record<StageAnchor, LocalDate | undefined> = {
    PS: period.start,
    PE: period.end,
    WS: window?.start,
  }
  const dates: Record<string, LocalDate> = {}
  for (const line of policyLines) {
    const rule = parseStageLine(line)
    if (!rule) throw new RangeError(`no reminder rule: ${line}`)
    const anchor = anchors[rule.anchor]
    if (anchor) dates[rule.stage] = functions[rule.apply](addDays(anchor, rule.days), rule.workdays, calendar)
  }
  return dates
}
