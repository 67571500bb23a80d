import type { Ballot, Meeting, ProcessCase, Resolution } from '../../../domain/ports/index.ts'
import type { Base } from '../../define/context.ts'
import type { Prefill } from './source.ts'

interface Adopted {
  meeting: Meeting
  all: { resolution: Resolution; ballot: Ballot }[]
}

/** What the meeting adopted out of which the case was started; null where it did not come of a meeting. */
async function adoptedBefore({ unit }: Base, { parent }: ProcessCase): Promise<Adopted | null> {
  const meeting = parent && (await unit.meetings.byInstance(parent.caseId))
  if (!meeting) return null
  const all = []
  for (const ballot of await unit.ballots.ofMeeting(meeting.id)) {
    const resolution = await unit.resolutions.ofBallot(ballot.id)
    if (resolution) all.push({ resolution, ballot })
  }
  return { meeting, all }
}

const each =
  (words: (one: Adopted['all'][number]) => string): Prefill =>
  async (ctx, found) =>
    ((await adoptedBefore(ctx, found))?.all ?? []).map(words).join('\n')

export const resolutionNumbers = each(({ resolution }) => resolution.number)
export const resolutionMatters = each(({ resolution }) => resolution.matter)
export const resolutionVotes = each(({ ballot }) => ballot.verdict?.arithmetic ?? '')

/** The meeting's number and day. */
export const resolutionMeeting: Prefill = async (ctx, found) => {
  const adopted = await adoptedBefore(ctx, found)
  return adopted ? `${adopted.meeting.number}（${adopted.meeting.startsOn}）` : ''
}

/** The day of adoption, once where all were adopted on one day. */
export const resolutionDays: Prefill = async (ctx, found) =>
  [
    ...new Set(((await adoptedBefore(ctx, found))?.all ?? []).map(({ resolution }) => resolution.adoptedOn)),
  ].join('、')
