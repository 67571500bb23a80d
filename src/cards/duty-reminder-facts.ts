import type { DutyWording } from '../domain/cadence/duty-wording.ts'
import type { Fulfilment } from '../domain/cadence/obligation.ts'
import type { Button } from './card.ts'
import { type DutyValue, reminderArrange, reminderBackfill, reminderRegister } from './reminder-actions.ts'

/** A period's meeting that is not arranged yet, or is overdue (DOMAIN §5.2 cards 1 and 7). */
export interface PeriodReminderFacts {
  branch: string
  label: string
  duty: DutyValue
  /** 一般每季度召开一次. */
  rule: string
  period: string
  periodEnd: string
  daysLeft: number
  workdaysLeft: number
  makeUpUntil: string
  overdue: boolean
  /** Local day on which the superior will be told; null when it is not, or has been. */
  escalateOn: string | null
  /** Whether the superior has been told. */
  escalated: boolean
  /** Number of an arranged meeting whose date has passed without a record; null where there is none. */
  unrecorded: string | null
  fulfilled: Fulfilment
  wording: DutyWording
  /** Of a duty that is registered person by person: how many of how many. */
  registered: { done: number; due: number } | null
  soon: boolean
  provisional: boolean
  /** Local day of the last meeting of this kind; null when there was none. */
  lastHeld: string | null
  today: string
}

/** What can be done about it now: only a duty with a process can be arranged as a case. */
export function fulfilButtons(
  { duty, fulfilled }: PeriodReminderFacts,
  words: { arrange: string; backfill: string },
): Button[] {
  if (fulfilled === 'registered') return [{ text: '登记', action: reminderRegister(duty), style: 'primary' }]
  if (fulfilled === 'recorded')
    return [{ text: words.backfill, action: reminderBackfill(duty), style: 'primary' }]
  return [
    { text: words.arrange, action: reminderArrange(duty), style: 'primary' },
    { text: words.backfill, action: reminderBackfill(duty) },
  ]
}
