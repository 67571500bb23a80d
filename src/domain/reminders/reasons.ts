import { type DutyWording, meetingWording, stateWords } from '../cadence/duty-wording.ts'
import type { CadenceStatus } from '../cadence/status-words.ts'
import { statusWords } from '../cadence/status-words.ts'

/** Why a reminder was put off: by the person's own choice, or because unasked messages keep to working hours. */
export const heldWords = {
  paused: '本人已暂停提醒',
  quiet: '本人设定的免打扰时段',
  time: '本人设定的提醒时间',
  snoozed: '本人选择稍后提醒',
  hours: '不在发送时段，顺延',
} as const

/** A word of `heldWords`. */
export type HeldReason = keyof typeof heldWords

/** Why a reminder was not sent, besides the states of obligations. */
const silentWords = {
  arranged: '发送前已安排会议',
  finished: '事项已办结或不再需要',
  waiting: '尚须等待前面的事项',
  moved: '会议已改期或取消',
  begun: '会议已经开始',
  written: '会议记录已登记',
  superseded: '已由后一次提醒代替',
  outage: '因停机错过（或当时尚未启用），由同一事项的后一次提醒代替',
  nobody: '没有可以通知的人员',
  gone: '组织或事项已不存在',
  settled: '发送前已补开或已处理',
} as const

/** A word of `silentWords`, or the state of the obligation. */
export type SilentReason = keyof typeof silentWords | CadenceStatus

/** A reason in Chinese, states in the words of the duty; an unknown one, of another release, as it is. */
export function reasonWords(reason: string, wording: DutyWording = meetingWording): string {
  if (Object.hasOwn(heldWords, reason)) return heldWords[reason as HeldReason]
  if (Object.hasOwn(silentWords, reason)) return silentWords[reason as keyof typeof silentWords]
  if (Object.hasOwn(statusWords, reason))
    return `状态为“${stateWords(reason as CadenceStatus, wording).label}”`
  return reason
}

/** Whether it was put off by the person's own choice and not by us. */
export const isOwnChoice = (reason: string | null): boolean =>
  reason !== null && reason !== 'hours' && Object.hasOwn(heldWords, reason)
