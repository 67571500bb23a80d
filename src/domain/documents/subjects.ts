import { isRestricted } from '../cases/case-people.ts'
import { narrower, type Visibility } from '../papers/visibility.ts'
import type { Ballot, Meeting, PaperDocument, Unit } from '../ports/index.ts'
import type { Draft } from './draft.ts'
import type { DocumentLayout } from './layout.ts'

/** What a document is made from: the id of the record, its case and the number that people call it by. */
export type Subject = Pick<PaperDocument, 'subjectId' | 'instanceId' | 'caseNumber'>

export const subjectOfMeeting = ({ id, instanceId, number }: Meeting): Subject => ({
  subjectId: id,
  instanceId,
  caseNumber: number,
})

/** A ballot belongs to its meeting's case, else to the case for whose step it was opened. */
export async function subjectOfBallot(unit: Unit, ballot: Ballot): Promise<Subject> {
  const meeting = ballot.meetingId ? await unit.meetings.get(ballot.meetingId) : null
  const record = await unit.stepRecords.of('ballot', ballot.id)
  return {
    subjectId: ballot.id,
    instanceId: meeting?.instanceId ?? record?.caseId ?? null,
    caseNumber: ballot.number,
  }
}

/** A draft of a kind about a subject, as closed as the case that the subject belongs to. */
export async function draftAbout(
  unit: Unit,
  organisationId: string,
  { subject, visibility }: DocumentLayout,
  found: Subject,
): Promise<Draft> {
  const ofCase = await visibilityOfCase(unit, found.instanceId)
  return { ...found, organisationId, subject, visibility: narrower(visibility, ofCase) }
}

async function visibilityOfCase(unit: Unit, instanceId: string | null): Promise<Visibility> {
  const found = instanceId ? await unit.processes.get(instanceId) : null
  return found && isRestricted(found.instance.template) ? 'restricted' : 'branch'
}
