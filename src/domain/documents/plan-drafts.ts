import type { Catalogue } from '../catalogue.ts'
import type { Unit } from '../ports/index.ts'
import type { DocumentLayout, DraftCause } from './layout.ts'

/** The job that drafts a document from the records without anybody having asked. */
export const draftJob = 'document.draft'

/** Which document is drafted from which record. `layout` is the id of its layout. */
export interface PlannedDraft {
  layout: string
  organisationId: string
  subjectId: string
}

/** The kinds of documents that are drafted about a record when something happens to it. */
export const layoutsDrafted = (
  { documents }: Pick<Catalogue, 'documents'>,
  when: DraftCause,
  subject: DocumentLayout['subject'],
): DocumentLayout[] =>
  [...documents.values()].filter((one) => one.subject === subject && one.drafted_when.includes(when))

/**
 * Plans the documents that an event calls for, as jobs of the same unit: the act that leads to them waits for no document,
 * and cannot fail because of one. `occasion` tells this event from others of the subject; the same one plans once.
 */
export async function planDrafts(
  { unit, catalogue }: { unit: Unit; catalogue: Catalogue },
  when: DraftCause,
  about: { organisationId: string; subject: DocumentLayout['subject']; subjectId: string; occasion: string },
): Promise<void> {
  const { organisationId, subject, subjectId, occasion } = about
  const chat = await unit.organisations.chatOf(organisationId)
  for (const { id: layout, label } of layoutsDrafted({ documents: catalogue.documents }, when, subject))
    await unit.paperJobs.add({
      id: unit.newId(),
      key: `${draftJob}:${layout}:${subjectId}:${occasion}`,
      organisationId,
      kind: draftJob,
      params: { layout, organisationId, subjectId, title: label } satisfies PlannedDraft & { title: string },
      requestedBy: null,
      platform: chat?.platform ?? '',
    })
}
