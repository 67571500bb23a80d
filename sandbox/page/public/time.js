const zone = 'Asia/Shanghai'

/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat('zh-CN', { timeZone: zone, hourCycle: 'h23', ...options })
const parts = {
  time: format({ hour: '2-digit', minute: '2-digit' }),
  clock: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  day: format({ month: 'long', day: 'numeric' }),
  year: format({ year: 'numeric', month: 'long', day: 'numeric' }),
  weekday: format({ weekday: 'long' }),
  sortable: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }),
}

/** `09:05`. @param {number} at milliseconds */
export const timeOf = (at) => parts.time.format(at)
/** `09:05:30`. @param {number} at milliseconds */
export const clockOf = (at) => parts.clock.format(at)
/** `12月3日`. @param {number} at milliseconds */
export const dayOf = (at) => parts.day.format(at)
/** `2026年12月3日`. @param {number} at milliseconds */
export const dateOf = (at) => parts.year.format(at)
/** `星期四`. @param {number} at milliseconds */
export const weekdayOf = (at) => parts.weekday.format(at)
/** `2026-12-03`. @param {number} at milliseconds */
export const isoDayOf = (at) => parts.sortable.format(at)

/** Day and time as a chat shows them: today only the time. @param {number} at @param {number} now milliseconds */
export function momentOf(at, now) {
  if (isoDayOf(at) === isoDayOf(now)) return timeOf(at)
  return `${dayOf(at)} ${weekdayOf(at)} ${timeOf(at)}`
}
