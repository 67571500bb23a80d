import type { Unit } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { draftDocument } from './draft.ts'
import type { FactContext } from './facts/index.ts'
import type { DocumentLayout } from './layout.ts'
import type { PlannedDraft } from './plan-drafts.ts'
import { draftAbout, type Subject, subjectOfBallot, subjectOfMeeting } from './subjects.ts'

/** Drafts what was planned, from the records as they are now. Nothing where the record or the layout is gone. */
export async function draftPlanned(ctx: FactContext, planned: PlannedDraft): Promise<void> {
  const layout = ctx.catalogue.documents.get(planned.layout)
  const found = layout && (await recordOf(ctx.unit, layout.subject, planned.subjectId))
  if (!layout || !found) return
  const known = await ctx.unit.documents.of(layout.subject, planned.subjectId, layout.id)
  // Two drafts of one document come one after the other.
  if (known) await ctx.unit.documents.getForUpdate(known.id)
  const draft = await draftAbout(ctx.unit, planned.organisationId, layout, found)
  await draftDocument(ctx, layout, draft, { memberId: null, platform: '' })
}

async function recordOf(unit: Unit, subject: DocumentLayout['subject'], id: string): Promise<Subject | null> {
  if (subject === 'meeting') {
    const meeting = await unit.meetings.get(id)
    return meeting && subjectOfMeeting(meeting)
  }
  if (subject === 'ballot') {
    const ballot = await unit.ballots.get(id)
    return ballot && subjectOfBallot(unit, ballot)
  }
  throw new Refusal('paper/no-such-document', { kind: subject, known: [] })
}
