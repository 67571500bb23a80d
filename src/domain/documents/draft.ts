import { bindToStep, recordIsReady } from '../cases/step-records.ts'
import { addEvidence } from '../papers/evidence.ts'
import type { DocumentVersion, PaperDocument, VersionOrigin } from '../ports/index.ts'
import { isFinished } from '../process/instance.ts'
import { Refusal } from '../refusals.ts'
import { type FactContext, factsOf } from './facts/index.ts'
import { type Facts, type Filled, fillLayout } from './fill.ts'
import type { DocumentLayout } from './layout.ts'
import { signersOf, stepOfDocument } from './signers.ts'

/** The view of a document; ref = its id. */
export const documentView = 'paper.document'

/** The job that makes the file of a version. */
export const buildJob = 'document.build'

/** The job that makes the copy of a version which somebody takes out. */
export const copyJob = 'document.copy'

/** A document as its layout fills it now: from the records, with what people filled in before it. */
export async function filledNow(
  ctx: FactContext,
  document: Pick<PaperDocument, 'subject' | 'subjectId'>,
  layout: DocumentLayout,
  fields: Record<string, string>,
): Promise<Filled & { facts: Facts }> {
  const records = await factsOf[document.subject](ctx, document.subjectId)
  const given = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))
  const facts = { ...records, ...given }
  return { ...fillLayout(layout, facts), facts }
}

/** The labels of the fields that the final version may not leave blank and that are. */
export const requiredBlanks = (layout: DocumentLayout, blanks: readonly string[]): string[] =>
  layout.fields.filter(({ id, optional }) => !optional && blanks.includes(id)).map(({ label }) => label)

export type Draft = Pick<
  PaperDocument,
  'organisationId' | 'subject' | 'subjectId' | 'instanceId' | 'caseNumber' | 'visibility'
>

/**
 * Drafts a document from the records, or drafts it again: what people filled in stays, an earlier version is kept. A final
 * one is left as it is. Answers its id.
 */
export async function draftDocument(
  ctx: FactContext,
  layout: DocumentLayout,
  given: Draft,
  by: DraftedBy,
): Promise<string> {
  const known = await ctx.unit.documents.of(given.subject, given.subjectId, layout.id)
  if (known?.state === 'final') return known.id
  const last = known && (await ctx.unit.documents.version(known.id, known.version))
  // What a person wrote themselves is replaced by a person only.
  if (last?.origin === 'upload' && by.memberId === null) return last.documentId
  const fields = last?.fields ?? {}
  const { content } = await filledNow(ctx, given, layout, fields)
  if (last && last.origin !== 'upload' && JSON.stringify(last.content) === JSON.stringify(content)) {
    await planBuild(ctx, known, last.version, by)
    return known.id
  }
  const document: PaperDocument = known ?? {
    ...given,
    id: ctx.unit.newId(),
    kind: layout.id,
    title: content.title,
    state: 'draft',
    version: 0,
    signedBy: null,
    signedAt: null,
    createdBy: by.memberId,
    createdAt: ctx.now,
  }
  if (!known) {
    await ctx.unit.documents.insert(document)
    await bindDraft(ctx, document)
  }
  await addVersion(
    ctx,
    document,
    { origin: 'records', fields, content, title: content.title, fileId: null },
    by,
  )
  return document.id
}

/** Who asks for a draft; `memberId` null = nobody, the records themselves did. */
export interface DraftedBy {
  memberId: string | null
  platform: string
}

/** The step that names this kind of document is served by it from now on. */
async function bindDraft(ctx: FactContext, document: PaperDocument): Promise<void> {
  const found = document.instanceId ? await ctx.unit.processes.get(document.instanceId) : null
  const named = found && stepOfDocument(found, document.kind)
  if (!named || isFinished(named.state) || named.step.kind !== 'document') return
  const link = { caseId: found.instance.id, step: named.step.id, item: named.state.item }
  await bindToStep(ctx, link, { kind: 'document', ref: document.id, label: document.title })
}

/** Corrects a draft with what people filled in on its card. */
export async function correctDocument(
  ctx: FactContext,
  layout: DocumentLayout,
  document: PaperDocument,
  fields: Record<string, string>,
  by: DraftedBy,
): Promise<void> {
  refuseFinal(document)
  const { content } = await filledNow(ctx, document, layout, fields)
  await addVersion(ctx, document, { origin: 'form', fields, content, title: content.title, fileId: null }, by)
}

/** Refuses what would change a final document. */
export function refuseFinal(document: PaperDocument): void {
  if (document.state === 'final') throw new Refusal('paper/final', { title: document.title })
}

/** Adds a version, with its audit entry, and plans its file unless it came as one. */
export async function addVersion(
  ctx: Pick<FactContext, 'unit' | 'now'>,
  document: PaperDocument,
  given: Pick<DocumentVersion, 'fields' | 'content' | 'fileId'> & { origin: VersionOrigin; title: string },
  by: DraftedBy,
): Promise<void> {
  const version = document.version + 1
  const { title, ...rest } = given
  await ctx.unit.documents.addVersion({
    ...rest,
    documentId: document.id,
    version,
    createdBy: by.memberId,
    createdAt: ctx.now,
  })
  await ctx.unit.documents.update(document.id, { version, title })
  ctx.unit.record({
    organisationId: document.organisationId,
    actorId: by.memberId,
    action: 'document.version',
    object: document.id,
    facts: { kind: document.kind, version, origin: given.origin, case: document.caseNumber },
  })
  ctx.unit.touch(documentView, document.id)
  if (given.fileId === null) await planBuild(ctx, { ...document, title }, version, by)
}

/** Plans the file of a version, which is then sent to the one who asked, if anybody did. */
async function planBuild(
  { unit }: Pick<FactContext, 'unit'>,
  document: PaperDocument,
  version: number,
  by: DraftedBy,
): Promise<void> {
  await unit.paperJobs.add({
    id: unit.newId(),
    // Whoever asks gets the file, also of a version that somebody else had made before.
    key: `${buildJob}:${document.id}:${version}:${by.memberId ?? 'drafted'}`,
    organisationId: document.organisationId,
    kind: buildJob,
    params: { documentId: document.id, version, title: document.title },
    requestedBy: by.memberId,
    platform: by.platform,
  })
}

/**
 * Makes the current version final: by whom the process names, with nothing left blank. It becomes what proves its step,
 * and completes it.
 */
export async function signDocument(
  ctx: FactContext,
  layout: DocumentLayout,
  document: PaperDocument,
  memberId: string,
): Promise<void> {
  refuseFinal(document)
  const signers = await signersOf(ctx.unit, ctx.today, document, layout)
  if (!signers.memberIds.includes(memberId))
    throw new Refusal('paper/not-the-signer', { roles: signers.words })
  const version = await ctx.unit.documents.version(document.id, document.version)
  if (!version?.fileId) throw new Refusal('paper/being-made', { title: document.title })
  if (version.origin !== 'upload') {
    const { blanks } = await filledNow(ctx, document, layout, version.fields)
    const missing = requiredBlanks(layout, blanks)
    if (missing.length > 0) throw new Refusal('paper/blanks', { blanks: missing })
  }
  await ctx.unit.documents.update(document.id, { state: 'final', signedBy: memberId, signedAt: ctx.now })
  ctx.unit.record({
    organisationId: document.organisationId,
    actorId: memberId,
    action: 'document.sign',
    object: document.id,
    facts: { kind: document.kind, version: version.version, case: document.caseNumber },
  })
  ctx.unit.touch(documentView, document.id)
  await proveStep(ctx, document, version.fileId, memberId)
  await recordIsReady(ctx, { kind: 'document', ref: document.id }, {}, memberId)
}

async function proveStep(
  ctx: FactContext,
  document: PaperDocument,
  fileId: string,
  memberId: string,
): Promise<void> {
  const found = document.instanceId ? await ctx.unit.processes.get(document.instanceId) : null
  const named = found && stepOfDocument(found, document.kind)
  const file = await ctx.unit.files.get(fileId)
  if (!named || !file || (found.instance.state !== 'open' && found.instance.state !== 'held')) return
  await addEvidence(
    ctx.unit,
    found,
    {
      step: named.step.id,
      item: named.state.item,
      title: document.title,
      url: null,
      documentId: document.id,
      submittedBy: memberId,
    },
    file,
  )
}
