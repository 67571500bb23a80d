import { z } from 'zod'
import { cardAction, refId } from './actions.ts'

const duty = z.object({
  organisation: refId,
  obligation: z.string().max(60),
  /** Period label: `2026`, `2026-Q4`, `2026-10`. */
  period: z.string().max(10),
})

/** The duty of an organisation in a period, as a button carries it. */
export type DutyValue = z.output<typeof duty>

/** 安排会议, 安排补开: opens the form of a new meeting, filled in. */
export const reminderArrange = cardAction('reminder.arrange', duty)
/** 已召开，补录: opens the form that records a meeting already held. */
export const reminderBackfill = cardAction('reminder.backfill', duty)
/** 登记: opens the form that counts people (谈心谈话, 党费收缴). */
export const reminderRegister = cardAction('reminder.register', duty)
/** 登记上级同意免开或延期. */
export const reminderExempt = cardAction('reminder.exempt', duty)
export const reminderProgress = cardAction('reminder.progress', z.object({ organisation: refId }))
/** 稍后提醒: asks for how long. */
export const reminderSnooze = cardAction('reminder.snooze', duty)
export const snoozeLengths = ['tomorrow', 'three_days', 'next_monday'] as const
export const reminderSnoozeFor = cardAction(
  'reminder.snooze-for',
  duty.extend({ length: z.enum(snoozeLengths) }),
)
/** 打开清单 of a case. */
export const reminderChecklist = cardAction('reminder.checklist', z.object({ case: refId }))
