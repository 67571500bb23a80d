import { previewCard } from '../../cards/preview-card.ts'
import { addDays } from '../../domain/calendar/dates.ts'
import { atLocalTime, localDate, localTime } from '../../domain/calendar/local-time.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import type { SentMessage } from '../../domain/ports/index.ts'
import { stageWords } from '../../domain/reminders/stage-words.ts'
import { defineCommand } from '../define/command.ts'
import type { Base } from '../define/context.ts'
import { defineView } from '../define/view.ts'

const DAYS = 30

/** `/提醒 预告`: what I shall be reminded of in the coming month, by the very code that will send it. */
export const reminderPreview = defineCommand({
  name: '提醒 预告',
  aliases: ['提醒预告'],
  summary: '查看今后一个月将收到哪些提醒',
  example: '/提醒 预告',
  permission: 'reminder.own',
  scope: 'none',
  args: {},
  // The answer is worked out when it is sent: whoever asks does not wait at the platform's limit for it.
  run: async (_args, ctx) => ({ view: previewView, ref: ctx.me().id, privately: true }),
})

const previewView = 'reminder.preview'

/** The answer, for the person who asked and nobody else. */
export const previewOfReminders = defineView(previewView, async (memberId, ctx) => {
  const me = await ctx.unit.rosters.member(memberId)
  if (!me || ctx.viewerId !== memberId) return null
  const mine = await ctx.unit.organisations.ofMember(me.id, ctx.today)
  const until = atLocalTime(addDays(ctx.today, DAYS), '23:59', ctx.zone)
  const sent =
    mine.length === 0 ? [] : await ctx.foresee({ organisationIds: mine.map(({ id }) => id), until })
  const own = sent.filter(({ kind, key }) => kind === 'reminder' && key.endsWith(`:${me.id}`))
  const names = new Map(mine.map(({ id, name }) => [id, name]))
  const rows = []
  for (const one of own) {
    const day = localDate(one.at, ctx.zone)
    rows.push({
      day,
      time: localTime(one.at, ctx.zone),
      provisional: ctx.catalogue.calendar.isProvisional(day),
      ...(await wordsOf(ctx, one, names)),
    })
  }
  return {
    card: previewCard({ name: me.name, days: DAYS, rows, today: ctx.today }),
    open: false,
    frozen: true,
  }
})

async function wordsOf(
  ctx: Base,
  { key }: SentMessage,
  names: Map<string, string>,
): Promise<{ what: string; where: string }> {
  const [, subject = '', ref = '', third = '', stage = ''] = key.split(':')
  const staged = stageWords(third.split('@')[0] ?? '')
  if (subject === 'step') {
    const found = await ctx.unit.processes.get(ref.split('|')[0] ?? '')
    // A case that the calendar has yet to start is there in the rehearsal only.
    if (!found) return { what: `例行事项　${staged}`, where: '届时自动开始' }
    return { what: `事项${found.number}　${staged}`, where: found.title }
  }
  if (subject === 'meeting') {
    const meeting = await ctx.unit.meetings.get(ref)
    return { what: `会议${meeting?.number ?? ''}　${staged}`, where: await nameOf(meeting?.organisationId) }
  }
  const duty = ctx.catalogue.cadences.obligations.find(({ id }) => id === ref)
  return duty
    ? { what: `${periodWords(third)}${duty.label}　${stageWords(stage)}`, where: await nameOf(subject) }
    : { what: '提醒', where: '' }

  async function nameOf(id: string | undefined): Promise<string> {
    if (id === undefined) return ''
    return names.get(id) ?? (await ctx.unit.organisations.get(id))?.name ?? ''
  }
}
