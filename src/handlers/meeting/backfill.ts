import { backfillCard } from '../../cards/backfill-cards.ts'
import { attendanceSuffices } from '../../domain/cadence/counting.ts'
import { dutyWords } from '../../domain/cadence/overrides.ts'
import { atLocalTime } from '../../domain/calendar/local-time.ts'
import { parsePeriod, periodOf } from '../../domain/calendar/periods.ts'
import { expectedAt } from '../../domain/meetings/attendees.ts'
import { heldWords, meetingForms } from '../../domain/meetings/kinds.ts'
import { refuseBackdating } from '../../domain/meetings/make-up.ts'
import { readTopic } from '../../domain/meetings/topics.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, dateOnly, list, member, period, text, wholeNumber } from '../arguments/index.ts'
import { obligationStates } from '../cadence/states.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { ledGroups, type PlacedMeeting, placeMeeting, refuseOthersMeeting } from './place.ts'
import { checklistView } from './views.ts'

/** The hour of a meeting of which only the day is known. */
const hourOfDay = '09:00'

/**
 * `/会议 补录 支委会 11月10日 补开=2026-10 应到=5 实到=4`: a meeting that was held, recorded afterwards. One that was arranged
 * for the day is recorded as held; otherwise it gets a number of its own and no checklist.
 */
export const backfillMeeting = defineCommand({
  name: '会议 补录',
  aliases: ['补录'],
  summary: '补录已召开的会议；补开上一周期的，写明“补开=周期”',
  example: '/会议 补录 支委会 11月10日 补开=2026-10 应到=5 实到=5',
  permission: 'meeting.backfill',
  scope: 'branch-or-union',
  args: {
    kind: positional(choice({ label: '类型', words: heldWords })),
    date: positional(dateOnly({ label: '日期', past: true })),
    serves: optional(keyed(period({ label: '补开', keys: ['归属'] }))),
    eligible: optional(keyed(wholeNumber({ label: '应到', min: 1, max: 100_000 }))),
    attended: optional(keyed(wholeNumber({ label: '实到', min: 0, max: 100_000 }))),
    topics: optional(keyed(list({ label: '议题', keys: ['主题', '内容'], max: 10, maxLength: 100 }))),
    place: optional(keyed(text({ label: '地点', max: 60 }))),
    host: optional(keyed(member({ label: '主持' }))),
    form: optional(keyed(choice({ label: '形式', words: meetingForms }))),
    group: optional(keyed(text({ label: '党小组', max: 20 }))),
  },
  async run(args, ctx, { organisation }) {
    const { kind, date, serves, form, group } = args
    refuseWrongDay(organisation, date, ctx.today)
    const placed = await placeMeeting(ctx, organisation, { kind, form, group, date, serves }, () =>
      ledGroups(ctx, organisation.id),
    )
    await refuseOthersMeeting(ctx, organisation, placed)
    await refuseTooLate(ctx, organisation, placed, date)
    const figures = await figuresOf(ctx, organisation, placed, args)
    const meeting = await record(ctx, organisation, placed, {
      startsOn: date,
      startsAt: atLocalTime(date, hourOfDay, ctx.zone),
      topics: (args.topics ?? []).map(readTopic),
      place: args.place ?? '',
      hostId: args.host?.memberId ?? null,
      ...figures,
    })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'meeting.backfill',
      object: meeting.id,
      facts: {
        number: meeting.number,
        kind: placed.kinds.join('+'),
        on: date,
        serves: placed.makeUpFor ?? placed.attributedTo,
        eligible: figures.eligible,
        attended: figures.attended,
      },
    })
    const { config } = ctx.catalogue.cadences
    return {
      card: backfillCard({
        number: meeting.number,
        title: placed.title,
        date,
        today: ctx.today,
        ...figures,
        suffices: attendanceSuffices(attendanceOf(meeting, figures), config),
        counts: await countsFor(ctx, organisation, placed, date),
      }),
    }
  },
})

type Figures = Pick<Meeting, 'eligible' | 'attended'>

const attendanceOf = ({ kinds, startsAt, status }: Meeting, { eligible, attended }: Figures) => ({
  kinds,
  start: startsAt,
  state: status,
  ...(eligible !== null && attended !== null ? { eligible, attended } : {}),
})

function refuseWrongDay({ foundedOn }: Organisation, date: string, today: string): void {
  if (date > today) throw new Refusal('backfill/ahead', { date })
  if (foundedOn && date < foundedOn) throw new Refusal('backfill/before-foundation', { founded: foundedOn })
}

/** A period whose make-up time is over keeps its gap: nothing is recorded into it any more. */
async function refuseTooLate(
  ctx: Ctx,
  organisation: Organisation,
  placed: PlacedMeeting,
  date: string,
): Promise<void> {
  for (const obligation of placed.obligations) {
    const at = periodOf(date, obligation.period)
    const states = await obligationStates(ctx, organisation, [at])
    const state = states.find((one) => one.obligation === obligation.id)
    if (state) refuseBackdating(at, state, obligation, ctx.today)
  }
}

/** 应到 and 实到 as given; 应到 alone can be counted from the roster of that day. */
async function figuresOf(
  ctx: Ctx,
  organisation: Organisation,
  placed: PlacedMeeting,
  { eligible, attended }: { eligible?: number | undefined; attended?: number | undefined },
): Promise<Figures> {
  if (attended === undefined) return { eligible: null, attended: null }
  const sitting = {
    organisationId: organisation.id,
    kinds: placed.kinds,
    groups: placed.group ? [placed.group.id] : null,
  }
  const expected =
    eligible ?? (await expectedAt(ctx.unit, sitting, ctx.catalogue.cadences.obligations, ctx.today)).length
  if (attended > expected) throw new Refusal('backfill/figures', { eligible: expected, attended })
  return { eligible: expected, attended }
}

type Recorded = Figures & Pick<Meeting, 'startsOn' | 'startsAt' | 'topics' | 'place' | 'hostId'>

/** The meeting of that day becomes held; without one it is inserted. A second record only brings missing figures. */
async function record(
  ctx: Ctx,
  organisation: Organisation,
  placed: PlacedMeeting,
  given: Recorded,
): Promise<Meeting> {
  const { kinds, group, makeUpFor, attributedTo } = placed
  const day = await ctx.unit.meetings.between(organisation.id, given.startsOn, given.startsOn)
  const present = day.find(
    (one) =>
      one.status !== 'cancelled' &&
      one.kinds[0] === kinds[0] &&
      (!group || (one.groups?.includes(group.id) ?? true)),
  )
  if (!present) return insert(ctx, organisation, placed, given)
  if (present.status === 'held' && (given.attended === null || present.attended !== null))
    throw new Refusal('backfill/recorded', { number: present.number })
  const change = {
    status: 'held' as const,
    kinds,
    attended: given.attended,
    eligible: given.eligible,
    ...(makeUpFor || attributedTo ? { makeUpFor, attributedTo } : {}),
  }
  await ctx.unit.meetings.update(present.id, change)
  if (present.instanceId) ctx.unit.touch(checklistView, present.instanceId)
  return { ...present, ...change }
}

async function insert(
  ctx: Ctx,
  organisation: Organisation,
  { kinds, group, makeUpFor, attributedTo }: PlacedMeeting,
  given: Recorded,
): Promise<Meeting> {
  const meeting: Meeting = {
    id: ctx.unit.newId(),
    organisationId: organisation.id,
    instanceId: null,
    number: await ctx.unit.nextNumber(organisation.id, 'D', Number(given.startsOn.slice(0, 4))),
    kinds,
    status: 'held',
    reason: null,
    noticedAt: null,
    groups: group ? [group.id] : null,
    participants: null,
    makeUpFor,
    attributedTo,
    createdBy: ctx.me().id,
    createdAt: ctx.now,
    ...given,
  }
  await ctx.unit.meetings.insert(meeting)
  return meeting
}

/** The duties that the meeting counts for, with their state as it now is. */
async function countsFor(ctx: Ctx, organisation: Organisation, placed: PlacedMeeting, date: string) {
  const served = parsePeriod(placed.makeUpFor ?? placed.attributedTo ?? '')
  const periods = placed.obligations.map((one) =>
    served?.kind === one.period ? served : periodOf(date, one.period),
  )
  const states = await obligationStates(ctx, organisation, periods)
  return placed.obligations.flatMap((obligation, place) => {
    const state = states.find(
      (one) =>
        one.obligation === obligation.id &&
        one.period.label === periods[place]?.label &&
        (obligation.per !== 'group' || one.group === placed.group?.id),
    )
    if (!state) return []
    const { status, wording } = state
    return [{ duty: dutyWords(obligation, state.period.label), status, wording }]
  })
}
