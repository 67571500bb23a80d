import {
  preferenceCard,
  preferenceSave,
  reminderPause,
  reminderResume,
} from '../../cards/preference-cards.ts'
import { addDays } from '../../domain/calendar/dates.ts'
import type { ReminderPreference } from '../../domain/reminders/preference.ts'
import {
  checkPreference,
  readPauseDays,
  readQuiet,
  readSendAt,
} from '../../domain/reminders/read-preference.ts'
import { choice, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

const acts = { 查看: 'show', 暂停: 'pause', 恢复: 'resume', 设置: 'show' } as const
/** How long a pause is when nothing is said. */
const USUAL_PAUSE_DAYS = 1

/** `/提醒`: how I am reminded; `/提醒 暂停 3天`, `/提醒 恢复`, `/提醒 时间=10:30 免打扰=12:00-14:00`. */
export const reminderCommand = defineCommand({
  name: '提醒',
  aliases: ['提醒我', '提醒 设置'],
  summary: '查看或更改自己的提醒：时间、免打扰、暂停',
  example: '/提醒 暂停 3天',
  permission: 'reminder.own',
  scope: 'none',
  args: {
    act: optional(positional(choice({ label: '操作', words: acts }))),
    days: optional(positional(text({ label: '天数', max: 20, placeholder: '例如：3天' }))),
    time: optional(keyed(text({ label: '时间', max: 20, placeholder: '例如：10:30' }))),
    quiet: optional(keyed(text({ label: '免打扰', max: 40, placeholder: '例如：12:00-14:00' }))),
  },
  async run({ act, days, time, quiet }, ctx) {
    if (act === 'pause') await pause(ctx, days === undefined ? USUAL_PAUSE_DAYS : readPauseDays(days))
    else if (act === 'resume') await change(ctx, { pausedUntil: null })
    if (time !== undefined || quiet !== undefined) await setHours(ctx, time, quiet)
    return { card: await cardOf(ctx), privately: true }
  },
})

/** 保存. */
export const clickPreference = defineAction(preferenceSave, async (_value, ctx, { form }) => {
  await setHours(ctx, form.time?.trim() || undefined, form.quiet?.trim() || undefined)
  return { toast: '已保存', card: await cardOf(ctx) }
})

/** 暂停1天, 3天, 7天. */
export const clickPause = defineAction(reminderPause, async ({ days }, ctx) => {
  await pause(ctx, days)
  return { toast: `已暂停${days}天`, card: await cardOf(ctx) }
})

/** 恢复提醒. */
export const clickResume = defineAction(reminderResume, async (_value, ctx) => {
  await change(ctx, { pausedUntil: null })
  return { toast: '已恢复', card: await cardOf(ctx) }
})

const pause = (ctx: Ctx, days: number) => change(ctx, { pausedUntil: addDays(ctx.today, days) })

const setHours = (ctx: Ctx, time: string | undefined, quiet: string | undefined) =>
  change(ctx, {
    ...(time === undefined ? {} : { sendAt: readSendAt(time) }),
    ...(quiet === undefined ? {} : readQuiet(quiet)),
  })

/** Keeps the choice; what was put off by an earlier one is looked at again. */
async function change(ctx: Ctx, chosen: Partial<ReminderPreference>): Promise<void> {
  const { id } = ctx.me()
  const preference = checkPreference({ ...(await ctx.unit.preferences.get(id)), ...chosen })
  await ctx.unit.preferences.set(id, preference)
  await ctx.unit.preferences.releaseHeld(id)
}

async function cardOf(ctx: Ctx) {
  const me = ctx.me()
  const { sendAt, quietFrom, quietUntil, pausedUntil } = await ctx.unit.preferences.get(me.id)
  const quiet = quietFrom && quietUntil ? `${quietFrom}-${quietUntil}` : null
  return preferenceCard({ name: me.name, sendAt, quiet, pausedUntil, today: ctx.today })
}
