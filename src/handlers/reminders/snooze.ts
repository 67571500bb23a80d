import { reminderSnooze, reminderSnoozeFor, type snoozeLengths } from '../../cards/reminder-actions.ts'
import { snoozeCard } from '../../cards/snooze-card.ts'
import { dateWords } from '../../cards/wording.ts'
import { momentOn } from '../../domain/cadence/reminders.ts'
import { Refusal } from '../../domain/refusals.ts'
import { periodRef, reminderViews } from '../../domain/reminders/refs.ts'
import { AGAIN, snoozeDay } from '../../domain/reminders/snooze.ts'
import { defineAction } from '../define/action.ts'
import { answer } from './buttons.ts'
import { findDuty } from './duty.ts'

/** 稍后提醒: asks for how long. */
export const clickSnooze = defineAction(reminderSnooze, async (value, ctx) => {
  const duty = await findDuty(ctx, value)
  if (!duty) throw new Refusal('card/not-ours', {})
  const { organisation, obligation } = duty
  answer(ctx, {
    card: snoozeCard({ label: obligation.label, branch: organisation.name, duty: pickDuty(value) }),
  })
  return { toast: '请在新卡片中选择时间' }
})

const pickDuty = ({ organisation, obligation, period }: Parameters<typeof reminderSnooze>[0]) => ({
  organisation,
  obligation,
  period,
})

/** 明天, 3天后, 下周一: the matter is silent for this person until then, and comes once more on that day if it is still open. */
export const clickSnoozeFor = defineAction(reminderSnoozeFor, async (value, ctx) => {
  const duty = await findDuty(ctx, value)
  if (!duty?.state) throw new Refusal('card/not-ours', {})
  const { organisation, obligation, period, state } = duty
  const last = ctx.today <= state.end ? state.end : state.makeUpUntil
  const length: (typeof snoozeLengths)[number] = value.length
  const day = snoozeDay(length, ctx.today, ctx.catalogue.calendar)
  if (day > last) throw new Refusal('reminder/no-later', { day, last, obligation: obligation.label })
  const me = ctx.me().id
  const matter = `${organisation.id}|${obligation.id}|${period.label}`
  await ctx.unit.preferences.snooze(me, matter, day)
  ctx.unit.send({
    key: `remind:${organisation.id}:${obligation.id}:${period.label}:${AGAIN}@${day}:${me}`,
    kind: 'reminder',
    platform: ctx.platform,
    recipient: { memberId: me },
    content: {
      view: reminderViews.period,
      ref: periodRef.write({
        organisationId: organisation.id,
        obligation: obligation.id,
        period: period.label,
        stage: AGAIN,
      }),
    },
    priority: 'duty',
    dueAt: momentOn(day, { calendar: ctx.catalogue.calendar, zone: ctx.zone }),
    organisationId: organisation.id,
  })
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: me,
    action: 'reminder.snooze',
    object: organisation.id,
    facts: { obligation: obligation.id, period: period.label, until: day },
  })
  return { toast: `将于${dateWords(day, ctx.today)}再次提醒您` }
})
