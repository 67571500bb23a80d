import { provisionalWords } from '../calendar/provisional.ts'
import type { TimeHint, TimeRefusal } from './reading.ts'

/** Why a time was not read, and what to write instead, as users see it (a sentence without its full stop). */
export const timeRefusalWords: Record<TimeRefusal, string> = {
  'not-understood': '时间无法识别，请写成：11月25日15:00',
  past: '这个时间已经过去',
  'ambiguous-hour': '请写明上午或下午',
  'ambiguous-day': '请写明是哪一天',
  'no-such-day': '没有这一天',
  'no-such-time': '没有这个时刻',
  'weekday-mismatch': '日期与星期不一致',
  'end-before-start': '结束时间应晚于开始时间，并在同一天',
  'holiday-unknown': '该节日的放假安排尚未公布，请写明日期',
  'too-far': '日期在五年以后，请核对年份',
  'too-long-ago': '日期在一百年以前，请核对年份',
}

/** What to tell, or ask, about a time that was read, as users see it. */
export const timeHintWords: Record<TimeHint, string> = {
  'day-off': '当天是休息日。',
  today: '按今天理解，请确认。',
  'next-week': '本周该时间已过，按下周理解，请确认。',
  'next-month': '本月没有该日或该日已过，按下月理解，请确认。',
  'next-quarter': '本季度末工作日已过，按下季度理解，请确认。',
  'next-year': '今年该日已过，按明年理解，请确认。',
  'last-year': '今年该日未到，按去年理解，请确认。',
  provisional: `${provisionalWords}按双休和固定节假日推算，请确认。`,
  'proposed-time': '没有写明上午或下午，按办公时间理解，请确认。',
  'next-day': '按次日零点理解，请确认。',
  'short-date': '按月、日理解，请确认。',
}
