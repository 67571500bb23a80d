import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Meeting, ProcessCase } from '../../domain/ports/index.ts'
import { stepNamed } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseStep, dateTime, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import type { StepFeature } from '../define/step-feature.ts'
import { placeMeeting } from '../meeting/place.ts'

/** A step that convenes the meeting of the case itself; its notice is sent once the meeting has a time. */
export const meetingOfStep: StepFeature = {
  button: '安排会议',
  serves: ({ config }) => config.convenes !== undefined,
  command: '复议 重开',
  texts: () => ({}),
}

/** `/复议 重开 12月28日15:00 事项=T2026-004`: the meeting that decides anew; its notice, sign-in and ballot are the case's steps. */
export const conveneMeeting = defineCommand({
  name: '复议 重开',
  aliases: ['安排复议'],
  summary: '安排重开的党员大会，会议与复议事项关联',
  example: '/复议 重开 2026-12-28 15:00 事项=T2026-004 地点=二楼会议室',
  permission: 'meeting.create',
  scope: 'branch',
  args: {
    when: positional(dateTime({ label: '时间' })),
    forStep: keyed(caseStep(meetingOfStep.serves)),
    place: optional(keyed(text({ label: '地点', max: 60 }))),
  },
  async run({ when, forStep, place }, ctx, { organisation }) {
    const { found, step } = forStep
    const arranged = await ctx.unit.meetings.byInstance(found.instance.id)
    if (arranged && !convenesAgain(found, arranged))
      throw new Refusal('resolution/convened', { meeting: arranged.number })
    const placed = await placeMeeting(ctx, organisation, {
      kind: step.config.convenes ?? '',
      date: when.date,
    })
    const meeting = await newMeeting(ctx, organisation, found)
    await ctx.unit.meetings.insert({
      ...meeting,
      kinds: placed.kinds,
      startsAt: when.at,
      startsOn: when.date,
      place: place ?? '',
    })
    await actOnCase(
      ctx,
      found.instance.id,
      { type: 'reschedule', T: when.at, reason: meeting.number },
      ctx.me().id,
      'of-the-caller',
    )
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'meeting.create',
      object: found.instance.id,
      facts: {
        number: meeting.number,
        kind: placed.kinds.join('+'),
        starts: when.at.toISOString(),
        case: found.number,
      },
    })
    return { view: checklistView, ref: found.instance.id }
  },
})

async function newMeeting(ctx: Ctx, organisation: Organisation, found: ProcessCase) {
  return {
    id: ctx.unit.newId(),
    organisationId: organisation.id,
    instanceId: found.instance.id,
    number: await ctx.unit.nextNumber(organisation.id, 'D', Number(ctx.today.slice(0, 4))),
    topics: [{ text: found.title, kind: 'resolution', vote: true }],
    hostId: null,
    groups: null,
    participants: null,
    makeUpFor: null,
    attributedTo: null,
    attended: null,
    eligible: null,
    status: 'scheduled',
    reason: null,
    noticedAt: null,
    createdBy: ctx.me().id,
    createdAt: ctx.now,
  } satisfies Omit<Meeting, 'kinds' | 'startsAt' | 'startsOn' | 'place'>
}

/** Whether the meeting that was arranged did not come to decide: called off, short of the quorum, or put off. */
export const convenesAgain = (
  { instance }: ProcessCase,
  { status, createdAt }: Pick<Meeting, 'status' | 'createdAt'>,
): boolean => status === 'cancelled' || (isHeldForMeeting(instance) && +createdAt <= heldSince(instance))

/** When a case was held last; what was arranged after it is what it was held for. */
const heldSince = ({ history }: ProcessCase['instance']): number =>
  Date.parse(history.findLast(({ act }) => act === 'held')?.at ?? '')

/** Held until the meeting of the case is convened anew. */
const isHeldForMeeting = ({ hold, template }: ProcessCase['instance']): boolean =>
  hold !== null && hold.target !== null && stepNamed(template, hold.target)?.config.convenes !== undefined
