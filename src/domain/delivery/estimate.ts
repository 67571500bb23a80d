import { plannedPerMinute, USABLE_IN_HALF_HOUR } from './spread.ts'

/** How long a mass sending takes. */
export interface SendingEstimate {
  messages: number
  /** Messages a minute that leave: the planned share of what the platform takes. */
  perMinute: number
  /** Whole minutes by the clock until the last one has left, the minutes around :00 and :30 left out. */
  minutes: number
  /** Whole minutes if everything that the platform takes were used for it. */
  minutesAtLimit: number
}

const HALF_HOUR = 30

/** The estimate that is shown before a mass sending is confirmed. `limit` = calls a minute that the platform takes. */
export function estimateOf(messages: number, limit: number): SendingEstimate {
  const perMinute = Math.max(1, plannedPerMinute(limit))
  const busy = Math.ceil(messages / perMinute)
  return {
    messages,
    perMinute,
    minutesAtLimit: Math.ceil(messages / Math.max(1, limit)),
    minutes: busy <= 1 ? busy : Math.ceil((busy * HALF_HOUR) / USABLE_IN_HALF_HOUR),
  }
}
