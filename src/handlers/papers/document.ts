import {
  closedDocumentCard,
  documentCard,
  documentCorrect,
  documentFetch,
  documentSign,
} from '../../cards/document-cards.ts'
import { documentContent } from '../../domain/documents/content.ts'
import {
  copyJob,
  correctDocument,
  documentView,
  draftDocument,
  filledNow,
  requiredBlanks,
  signDocument,
} from '../../domain/documents/draft.ts'
import type { DocumentLayout } from '../../domain/documents/layout.ts'
import { signersOf, stepOfDocument } from '../../domain/documents/signers.ts'
import { isMarked, isRestricted } from '../../domain/papers/visibility.ts'
import type { PaperDocument } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, documentKind } from '../arguments/index.ts'
import { mayRead } from '../cases/find-case.ts'
import { defineAction } from '../define/action.ts'
import { positional } from '../define/argument.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import { defineCommand } from '../define/command.ts'
import type { Base, Ctx } from '../define/context.ts'
import type { CaseHas, StepFeature } from '../define/step-feature.ts'
import { defineView } from '../define/view.ts'
import { subjectOf } from './document-subject.ts'
import { handOut, takeable } from './hand-out.ts'
import { answersFor } from './who.ts'

/** Letters of the numbers that documents are made from: cases, requests, ballots, public notices. */
const letters = 'DLQTZBG'

/** `/文书 D2026-014 会议记录`: drafted from the records, sent as a Word file, with a card to correct and sign it. */
export const makeDocument = defineCommand({
  name: '文书',
  aliases: ['生成文书', '写文书'],
  summary: '按记录起草会议记录、通知、决议等文书，发送 Word 文件',
  example: '/文书 D2026-001 会议记录',
  permission: 'paper.write',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'D', letters })),
    kind: positional(documentKind({ label: '种类' })),
  },
  async run({ number, kind }, ctx, { organisation }) {
    const subject = await subjectOf(ctx, organisation.id, kind, number)
    await ctx.allow('paper.write', organisation.id, await writesItsStep(ctx, subject.instanceId, kind.id))
    const by = { memberId: ctx.me().id, platform: ctx.platform }
    const id = await draftDocument(ctx, kind, subject, by)
    return { view: documentView, ref: id, privately: isRestricted(subject.visibility) }
  },
})

/** Whether the actor answers for the step that this kind of document belongs to. */
async function writesItsStep(ctx: Ctx, instanceId: string | null, kind: string): Promise<boolean> {
  const found = instanceId ? await ctx.unit.processes.get(instanceId) : null
  const named = found && stepOfDocument(found, kind)
  return named ? answersFor(ctx, found, named.step.id) : false
}

const layoutOf = ({ catalogue }: Base, { kind }: PaperDocument): DocumentLayout => {
  const layout = catalogue.documents.get(kind)
  if (!layout) throw new Refusal('paper/no-such-document', { kind, known: [] })
  return layout
}

/** A document, from its rows; a restricted one shows nothing in a group. */
export const documentOf = defineView(documentView, async (id, ctx) => {
  const document = await ctx.unit.documents.get(id)
  const version = document && (await ctx.unit.documents.version(id, document.version))
  if (!document || !version) return null
  if (isRestricted(document.visibility) && ctx.viewerId === null)
    return { card: closedDocumentCard(document.caseNumber), open: false }
  const layout = layoutOf(ctx, document)
  const { blanks, facts } = await filledNow(ctx, document, layout, version.fields)
  const [signed] = document.signedBy ? await ctx.unit.rosters.members([document.signedBy]) : []
  const signers = await signersOf(ctx.unit, ctx.today, document, layout)
  const values = Object.fromEntries(
    layout.fields.flatMap(({ id: field }) => {
      const value = facts[field]
      return typeof value === 'string' ? [[field, value]] : []
    }),
  )
  const card = documentCard({
    id,
    layout,
    title: document.title,
    caseNumber: document.caseNumber,
    state: document.state,
    version: document.version,
    origin: version.origin,
    ready: version.fileId !== null,
    signers: signers.words,
    signedBy: signed?.name ?? null,
    blanks: requiredBlanks(layout, blanks),
    values,
    content: documentContent.safeParse(version.content).data ?? null,
  })
  return { card, open: document.state === 'draft' }
})

async function documentOfCard(ctx: Ctx, id: string): Promise<PaperDocument> {
  const document = await ctx.unit.documents.getForUpdate(id)
  await refuseElsewhere(ctx, document?.organisationId ?? null)
  const found = document?.instanceId ? await ctx.unit.processes.get(document.instanceId) : null
  if (!document || (found && !(await mayRead(ctx, found)))) throw new Refusal('card/not-ours', {})
  return document
}

const mine = (ctx: Ctx, document: PaperDocument): boolean => document.createdBy === ctx.me().id

/** 提交: what was filled in makes another version; its file follows in private. */
export const clickCorrect = defineAction(documentCorrect, async ({ document: id }, ctx, { form }) => {
  const document = await documentOfCard(ctx, id)
  const own = mine(ctx, document) || (await writesItsStep(ctx, document.instanceId, document.kind))
  await ctx.allow('paper.write', document.organisationId, own)
  const layout = layoutOf(ctx, document)
  const given = layout.fields.map(({ id: field }) => [field, form[field] ?? ''] as const)
  const by = { memberId: ctx.me().id, platform: ctx.platform }
  await correctDocument(ctx, layout, document, Object.fromEntries(given), by)
  return { toast: '已提交，新的一稿将私聊发送' }
})

/** 定稿: by whom the process names. */
export const clickSign = defineAction(documentSign, async ({ document: id }, ctx) => {
  const document = await documentOfCard(ctx, id)
  await ctx.allow('paper.read', document.organisationId)
  await signDocument(ctx, layoutOf(ctx, document), document, ctx.me().id)
  return { toast: '已定稿' }
})

/** Plans the copy of the current version for the actor: their name and the time stand on it. */
async function planCopy(ctx: Ctx, { id, version, organisationId, title }: PaperDocument): Promise<void> {
  const job = ctx.unit.newId()
  await ctx.unit.paperJobs.add({
    id: job,
    key: `${copyJob}:${job}`,
    organisationId,
    kind: copyJob,
    params: { documentId: id, version, title },
    requestedBy: ctx.me().id,
    platform: ctx.platform,
  })
}

/** 取回: the file of the current version. */
export const clickFetch = defineAction(documentFetch, async ({ document: id }, ctx) => {
  const document = await documentOfCard(ctx, id)
  const version = await ctx.unit.documents.version(id, document.version)
  if (!version?.fileId) throw new Refusal('paper/being-made', { title: document.title })
  const signers = await signersOf(ctx.unit, ctx.today, document, layoutOf(ctx, document))
  const own = mine(ctx, document) || signers.memberIds.includes(ctx.me().id)
  if (version.origin === 'upload' || !isMarked(document.visibility)) {
    await handOut(ctx, version.fileId, { own, about: `document:${id}` })
    return { toast: '文件已私聊发送' }
  }
  await takeable(ctx, version.fileId, own)
  await planCopy(ctx, document)
  return { toast: '带有姓名和时间标记的副本将私聊发送' }
})

/** Whether a case has what a document of a subject is made from. */
const canDraft: Record<DocumentLayout['subject'], (has: CaseHas) => boolean> = {
  case: () => true,
  meeting: ({ meeting }) => meeting,
  request: ({ records }) => records.has('approval'),
  ballot: ({ meeting, records }) => meeting || records.has('ballot'),
  notice: ({ records }) => records.has('notice'),
}

/** Steps that end in a document and say which are served by `/文书`. */
export const documentOfStep: StepFeature = {
  button: '生成文书',
  discreet: true,
  serves: ({ kind, config }) => kind === 'document' && config.doc !== undefined,
  // Of other papers only where they are is recorded: there is no layout to draft them by, or nothing to draft them from.
  offered({ config: { doc } }, { documents }, has) {
    const layout = doc === undefined ? undefined : documents.get(doc)
    return layout !== undefined && canDraft[layout.subject](has)
  },
  command: '文书',
  texts: ({ found, step }) => ({ number: found.number, kind: step.config.doc ?? '' }),
}
