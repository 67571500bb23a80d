import { z } from 'zod'
import { fromOption } from '../../cards/meeting-actions.ts'
import { evidenceChoose } from '../../cards/paper-actions.ts'
import { chooseStepCard } from '../../cards/paper-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { addEvidence, refuseOverCase, stepOfCase, visibilityOfStep } from '../../domain/papers/evidence.ts'
import { isRestricted } from '../../domain/papers/visibility.ts'
import type { AttachmentSubject, FilePurpose, ProcessCase, SentCard } from '../../domain/ports/index.ts'
import { checklist } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reminderViews, stepRef } from '../../domain/reminders/refs.ts'
import { mayRead } from '../cases/find-case.ts'
import { defineAction } from '../define/action.ts'
import type { Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import type { Incoming, IncomingHandler } from '../define/incoming.ts'
import { receiveAttachment } from './attachments.ts'
import { receiveDocument } from './receive-document.ts'
import { jobView } from './views.ts'
import { answersFor } from './who.ts'

/** The case that one of our cards shows; null where it shows none. */
async function caseShown(ctx: Ctx, { view, ref }: SentCard): Promise<ProcessCase | null> {
  const [id = ''] = ref.split('|')
  if (view.startsWith('case.') || view === reminderViews.step) return ctx.unit.processes.get(id)
  const meeting =
    view.startsWith('meeting.') || view === reminderViews.meeting ? await ctx.unit.meetings.get(id) : null
  return meeting?.instanceId ? ctx.unit.processes.get(meeting.instanceId) : null
}

/** The request, report or rectification item that one of our cards shows; null where it shows none. */
function attachmentShown({ view, ref }: SentCard): { subject: AttachmentSubject; ref: string } | null {
  const subjects: Readonly<Record<string, AttachmentSubject>> = {
    approval: 'request',
    report: 'report',
    rectification: 'rectification',
  }
  const subject = subjects[view.split('.')[0] ?? '']
  return subject ? { subject, ref: ref.split('|')[0] ?? '' } : null
}

/** Files, pictures and links that come instead of a command. */
export const incoming: IncomingHandler = {
  async run(given, ctx) {
    const { repliedTo } = given
    const documentId = repliedTo && /^document:(.+)$/.exec(repliedTo.ref)?.[1]
    if (documentId) return receiveDocument(ctx, documentId, given)
    const subject = repliedTo && attachmentShown(repliedTo)
    if (subject) return receiveAttachment(ctx, subject, given)
    const found = repliedTo && (await caseShown(ctx, repliedTo))
    if (found && (await mayRead(ctx, found))) return receiveForCase(ctx, found, repliedTo, given)
    const purpose = await requested(ctx)
    if (purpose?.for === 'document') return receiveDocument(ctx, purpose.documentId, given)
    if (purpose?.for === 'attachment') return receiveAttachment(ctx, purpose, given)
    if (purpose) {
      const asked = await ctx.unit.processes.get(purpose.caseId)
      if (!asked) throw new Refusal('card/not-ours', {})
      return take(ctx, asked, purpose.step, purpose.item, given)
    }
    return ctx.chat.type === 'group'
      ? null
      : {
          card: noteCard(
            '收到文件',
            '还不知道这份材料属于哪件事项。请回复相应的清单卡片发送，或在清单上选择步骤后点“上传资料”。',
          ),
        }
  },
}

/** In private only, where the person was asked; a file in a group answers no such request. */
const requested = async (ctx: Ctx): Promise<FilePurpose | null> =>
  ctx.chat.type === 'private' && ctx.actor.member ? ctx.unit.evidence.takeRequest(ctx.actor.member.id) : null

const pending = z.object({
  caseId: z.uuid(),
  messageId: z.string(),
  attachments: z.array(
    z.object({ key: z.string(), kind: z.enum(['file', 'image']), name: z.string().nullable() }),
  ),
  links: z.array(z.string()),
})

/** A reply to a card of a case. Where the card names a step, or one alone can be done, it is that one; else the person is asked. */
async function receiveForCase(ctx: Ctx, found: ProcessCase, card: SentCard, given: Incoming): Promise<Reply> {
  refuseOverCase(found)
  ctx.me()
  if (card.view === reminderViews.step) {
    const { step, item } = stepRef.read(card.ref)
    return take(ctx, found, step, item === '' ? null : item, given)
  }
  const rows = checklist(found.instance, ctx.now)
  const [only, ...others] = rows.filter((row) => row.state === 'open')
  if (only && others.length === 0) return take(ctx, found, only.step, only.item, given)
  const id = ctx.unit.newId()
  const { messageId, attachments, links } = given
  await ctx.unit.proposals.insert({
    id,
    kind: 'evidence.choose',
    data: { caseId: found.instance.id, messageId, attachments: [...attachments], links: [...links] },
    proposedBy: ctx.me().id,
    state: 'open',
    proposedAt: ctx.now,
    expiresAt: new Date(+ctx.now + 24 * 60 * 60 * 1000),
  })
  const names = [...attachments.map(({ name }) => name ?? '图片'), ...links]
  return { card: chooseStepCard({ proposal: id, number: found.number, names, rows }), privately: true }
}

/** 提交: the step to which the files belong. The files are fetched from the message that brought them. */
export const clickChooseStep = defineAction(evidenceChoose, async ({ proposal: id }, ctx, { form }) => {
  const proposal = await ctx.unit.proposals.get(id)
  if (proposal?.kind !== 'evidence.choose' || proposal.proposedBy !== ctx.me().id)
    throw new Refusal('card/not-yours', {})
  if (!(await ctx.unit.proposals.decide(id, 'confirmed', ctx.me().id, ctx.now)))
    return { toast: '已经提交过了', tone: 'info' }
  const data = pending.parse(proposal.data)
  const found = await ctx.unit.processes.get(data.caseId)
  if (!found) throw new Refusal('card/not-ours', {})
  const { step, item } = fromOption(form.step)
  const reply = await take(ctx, found, step, item ?? null, { ...data, repliedTo: null })
  if ('view' in reply)
    ctx.unit.send({
      key: `evidence:${id}`,
      kind: 'reply',
      platform: ctx.platform,
      recipient: { memberId: ctx.me().id },
      content: { view: reply.view, ref: reply.ref },
      priority: 'reply',
    })
  return {
    toast: '已提交',
    card: noteCard('已提交', `${found.number} ${stepOfCase(found, step, item ?? null).step.label}`),
  }
})

/** Takes files and links for a step: links at once, files by a job that fetches them after the commit. */
async function take(
  ctx: Ctx,
  found: ProcessCase,
  stepId: string,
  item: string | null,
  { messageId, attachments, links }: Incoming,
): Promise<Reply> {
  refuseOverCase(found)
  const { step } = stepOfCase(found, stepId, item)
  await ctx.allow('paper.submit', found.organisationId, await answersFor(ctx, found, stepId))
  if (isRestricted(visibilityOfStep(found, step)) && ctx.chat.type === 'group')
    throw new Refusal('paper/private-only', { label: step.label })
  const me = ctx.me().id
  for (const url of links)
    await addEvidence(
      ctx.unit,
      found,
      { step: stepId, item, title: '云文档', url, documentId: null, submittedBy: me },
      null,
    )
  if (attachments.length === 0)
    return {
      card: noteCard('已记录材料', `${found.number} ${step.label}：云文档链接${links.length}条。`, 'success'),
    }
  const id = ctx.unit.newId()
  await ctx.unit.paperJobs.add({
    id,
    key: `evidence:${messageId}`,
    organisationId: found.organisationId,
    kind: 'evidence',
    params: { messageId, attachments: [...attachments], caseId: found.instance.id, step: stepId, item },
    requestedBy: me,
    platform: ctx.platform,
  })
  return { view: jobView, ref: id }
}
