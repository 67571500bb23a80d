import type { Draft } from '../../domain/documents/draft.ts'
import type { DocumentLayout } from '../../domain/documents/layout.ts'
import {
  draftAbout,
  type Subject,
  subjectOfBallot,
  subjectOfMeeting,
} from '../../domain/documents/subjects.ts'
import type { Approval, Ballot, Meeting, PaperDocument } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { readersOfBallot } from '../../domain/voting/confidential.ts'
import { caseNumbered } from '../cases/find-case.ts'
import type { Ctx } from '../define/context.ts'

const unknown = (number: string, what: string) => new Refusal('case/unknown', { number, what })

/** What a document of this kind is made from, by the number that was typed. Refuses with `case/unknown`. */
export async function subjectOf(
  ctx: Ctx,
  organisationId: string,
  layout: DocumentLayout,
  number: string,
): Promise<Draft> {
  const subject = layout.instead[number.slice(0, 1)] ?? layout.subject
  const found = await finders[subject](ctx, organisationId, number)
  return { ...(await draftAbout(ctx.unit, organisationId, layout, found)), subject }
}

type Finder = (ctx: Ctx, organisationId: string, number: string) => Promise<Subject>

const finders: Record<PaperDocument['subject'], Finder> = {
  async meeting(ctx, organisationId, number) {
    const meeting =
      (await ctx.unit.meetings.byNumber(organisationId, number)) ??
      (await meetingOfCase(ctx, organisationId, number))
    if (!meeting) throw unknown(number, '会议')
    return subjectOfMeeting(meeting)
  },
  async request(ctx, organisationId, number) {
    const approval =
      (await ctx.unit.approvals.byNumber(organisationId, number)) ??
      (await requestOfCase(ctx, organisationId, number))
    if (!approval) throw unknown(number, '请示')
    const record = await ctx.unit.stepRecords.of('approval', approval.id)
    return {
      subjectId: approval.id,
      instanceId: record?.caseId ?? null,
      caseNumber: approval.number,
    }
  },
  async ballot(ctx, organisationId, number) {
    const ballot = await ballotNumbered(ctx, organisationId, number)
    return subjectOfBallot(ctx.unit, ballot)
  },
  async case(ctx, organisationId, number) {
    const found = await caseNumbered(ctx, organisationId, number)
    return { subjectId: found.instance.id, instanceId: found.instance.id, caseNumber: found.number }
  },
  async notice(ctx, organisationId, number) {
    const notice = await ctx.unit.publicNotices.byNumber(organisationId, number)
    // What is only kept on record was shown to nobody, and has no paper to be hung up.
    if (!notice || notice.state === 'filed') throw unknown(number, '公示')
    return { subjectId: notice.id, instanceId: notice.caseId, caseNumber: notice.number }
  },
}

/** The request that was last made for a step of the case with the number. */
async function requestOfCase(ctx: Ctx, organisationId: string, number: string): Promise<Approval | null> {
  const found = await ctx.unit.processes.byNumber(organisationId, number)
  const records = found ? await ctx.unit.stepRecords.ofCase(found.instance.id) : []
  const last = records.findLast(({ kind }) => kind === 'approval')
  return last ? ctx.unit.approvals.get(last.ref) : null
}

/** The meeting that a case convened for itself. */
async function meetingOfCase(ctx: Ctx, organisationId: string, number: string): Promise<Meeting | null> {
  const found = await ctx.unit.processes.byNumber(organisationId, number)
  return found ? ctx.unit.meetings.byInstance(found.instance.id) : null
}

/** The ballot that was last held for a step of the case with the number. */
async function ballotOfCase(ctx: Ctx, organisationId: string, number: string): Promise<Ballot | null> {
  const found = await ctx.unit.processes.byNumber(organisationId, number)
  const records = found ? await ctx.unit.stepRecords.ofCase(found.instance.id) : []
  const last = records.findLast(({ kind }) => kind === 'ballot')
  return last ? ctx.unit.ballots.get(last.ref) : null
}

/** A ballot by its own number, the last one of a case, or the only adopted one of the meeting with the number. */
async function ballotNumbered(ctx: Ctx, organisationId: string, number: string): Promise<Ballot> {
  if (!/^D/.test(number)) {
    const ballot =
      (await ctx.unit.ballots.byNumber(organisationId, number)) ??
      (await ballotOfCase(ctx, organisationId, number))
    const readers = ballot && (await readersOfBallot(ctx, ballot))
    if (!ballot || readers?.includes(ctx.me().id) === false) throw unknown(number, '表决')
    return ballot
  }
  const meeting: Meeting | null = await ctx.unit.meetings.byNumber(organisationId, number)
  const passed = (meeting ? await ctx.unit.ballots.ofMeeting(meeting.id) : []).filter(
    ({ verdict }) => verdict?.outcome === 'passed',
  )
  const [only, ...others] = passed
  if (!only || others.length > 0)
    throw unknown(
      others.length > 0 ? passed.map((one) => one.number).join('、') : number,
      others.length > 0 ? '唯一的决议（请写明表决编号）' : '通过的表决',
    )
  return only
}
