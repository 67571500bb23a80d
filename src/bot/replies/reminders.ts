import type { ReminderRefusals } from '../../domain/reminders/refusals.ts'
import type { Replies } from './replies.ts'

export const reminderReplies: Replies<ReminderRefusals> = {
  'reminder/no-later': ({ day, last, obligation }) =>
    `${obligation}的期限是${last}，不能推迟到${day}再提醒，请选择更早的时间。`,
  'reminder/time': ({ given }) =>
    `“${given}”不能作为提醒时间，请写09:00至18:00之间的时间，例如：时间=10:30。`,
  'reminder/quiet': ({ given }) =>
    `“${given}”无法识别为免打扰时段，请写成：免打扰=18:00-09:00；取消请写：免打扰=无。`,
  'reminder/no-time-left': () =>
    '这样设置后，工作日09:00至18:00之间没有可以提醒的时间。请缩短免打扰时段，或调整提醒时间。',
  'reminder/pause': ({ given, most }) =>
    `“${given}”无法识别为暂停天数，请写1至${most}天，例如：/提醒 暂停 3天。`,
}
