/**
 * Spreading in time: reminders of many organisations do not fall on one minute. Planned messages take 72 % of what the
 * platform takes a minute (the rest is for replies), and never leave within a minute of a full or half hour, when
 * everybody's do.
 */
export const PLANNED_SHARE = { num: 72, den: 100 } as const

/** Messages a minute that are planned, of a limit. */
export const plannedPerMinute = (perMinute: number): number =>
  Math.floor((perMinute * PLANNED_SHARE.num) / PLANNED_SHARE.den)

/** Of each half hour the minutes 02 to 28 are used. */
export const USABLE_IN_HALF_HOUR = 27
const HALF_HOUR = 30
const FIRST = 2

/** The minute of the clock (from a full hour on) of the n-th usable minute, n from 0. */
export const minuteOfSlot = (n: number): number =>
  FIRST + Math.floor(n / USABLE_IN_HALF_HOUR) * HALF_HOUR + (n % USABLE_IN_HALF_HOUR)

/** Whether planned messages may leave in this minute of the hour. */
export const isUsableMinute = (minute: number): boolean => {
  const part = minute % HALF_HOUR
  return part >= FIRST && part < FIRST + USABLE_IN_HALF_HOUR
}

/** Usable minutes between 09:00 and 18:00. */
const SLOTS_A_DAY = 18 * USABLE_IN_HALF_HOUR

/**
 * Over how many usable minutes so many messages are spread: 0 = they all fit into one minute and leave together, at the
 * instant itself. At most a day: what is more waits its turn in the queue.
 */
export const spreadOver = (messages: number, perMinute: number): number =>
  messages <= perMinute ? 0 : Math.min(SLOTS_A_DAY, Math.ceil(messages / perMinute))
