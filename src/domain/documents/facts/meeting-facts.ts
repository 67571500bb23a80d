import { localDate, localTime } from '../../calendar/local-time.ts'
import { attendeesOf, attendeeWords, expectedAt } from '../../meetings/attendees.ts'
import { meetingWord } from '../../meetings/kinds.ts'
import { figuresOf, figureWords } from '../../opinions/figures.ts'
import { officeWords, standingWords } from '../../organisation/words.ts'
import type { Attendance, Meeting, OpinionCall } from '../../ports/index.ts'
import type { FactRow, Facts } from '../fill.ts'
import { ballotRow } from './ballot-row.ts'
import type { FactContext } from './context.ts'
import { organisationFacts } from './organisation-facts.ts'
import { momentFacts } from './words.ts'

/** What a meeting's documents say: when and where, who, the agenda, votes, opinions; figures with their record's number. */
export async function meetingFacts(ctx: FactContext, meetingId: string): Promise<Facts> {
  const meeting = await ctx.unit.meetings.get(meetingId)
  if (!meeting) return {}
  const { obligations } = ctx.catalogue.cadences
  const expected = await expectedAt(ctx.unit, meeting, obligations, meeting.startsOn)
  const attendance = await ctx.unit.attendance.ofMeeting(meeting.id)
  const of = (memberId: string) => attendance.find((one) => one.memberId === memberId)
  const came = expected.filter(({ memberId }) => of(memberId)?.signedInAt)
  const away = expected.filter(({ memberId }) => !of(memberId)?.signedInAt)
  const calls = await ctx.unit.opinions.ofMeeting(meeting.id)
  const ballots = await ctx.unit.ballots.ofMeeting(meeting.id)
  const [host] = meeting.hostId ? await ctx.unit.rosters.members([meeting.hostId]) : []
  const base = await organisationFacts(ctx, meeting.organisationId)
  return {
    ...base,
    ...momentFacts(meeting.startsAt, ctx.zone),
    number: meeting.number,
    meeting: meeting.kinds.map(meetingWord).join('暨'),
    place: meeting.place,
    host: host?.name ?? String(base.secretary ?? ''),
    attendees: attendeeWords[attendeesOf(meeting.kinds, obligations)],
    observers: meeting.participants ?? '',
    topics: meeting.topics.map(({ text }) => ({ text })),
    due: String(meeting.eligible ?? expected.length),
    present: String(meeting.attended ?? came.length),
    absent: away.map(({ name, memberId }) => ({ name, reason: reasonOf(of(memberId)) })),
    people: expected.map((entry) => personRow(ctx, entry, of(entry.memberId))),
    opinions: await opinionRows(ctx, calls),
    ballots: await Promise.all(ballots.map((ballot) => ballotRow(ctx, ballot))),
    served: servedPeriod(meeting),
  }
}

const reasonOf = (one: Attendance | undefined): string =>
  one?.reason ?? (one?.reply === 'leave' ? '请假' : '未说明')

const servedPeriod = (meeting: Meeting): string => meeting.makeUpFor ?? meeting.attributedTo ?? ''

function personRow(
  { zone }: FactContext,
  { name, offices, standing }: Awaited<ReturnType<typeof expectedAt>>[number],
  one: Attendance | undefined,
): FactRow {
  const at = one?.signedInAt
  return {
    name,
    office: offices.map((office) => officeWords[office]).join('、'),
    standing: standingWords[standing],
    signed: at ? `${localDate(at, zone).slice(5)} ${localTime(at, zone)}` : '',
    remark: at ? '' : reasonOf(one),
  }
}

async function opinionRows(ctx: FactContext, calls: readonly OpinionCall[]): Promise<FactRow[]> {
  const rows: FactRow[] = []
  for (const call of calls)
    rows.push({
      call: call.number,
      topic: call.topic,
      figures: figureWords(call, figuresOf(await ctx.unit.opinions.opinions(call.id))),
      summary: call.summary ?? '',
    })
  return rows
}
