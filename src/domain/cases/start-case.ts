import { partsOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { personNamed } from '../organisation/person-named.ts'
import type { Organisation } from '../organisation/types.ts'
import type { ProcessCase } from '../ports/index.ts'
import { type Effect, itemNamed, type ProcessTemplate } from '../process/index.ts'
import { Refusal } from '../refusals.ts'
import { beginCase } from './begin-case.ts'
import { type CaseContext, followUpView } from './case-context.ts'
import { announceCase, askApprovers, isRestricted } from './case-people.ts'
import { keepUp } from './case-reminders.ts'
import { followersOf } from './followers.ts'
import type { NewCase, NewMeeting } from './new-case.ts'
import { planWaiting } from './next-meetings.ts'

/**
 * Starts a case and leaves everything consistent: its number, its rows, its meeting, reminders, what follows from it,
 * the audit entry. Its card is the caller's answer, or goes out with {@link announceCase}. Refuses with
 * `process/period-started` when the period has its case already.
 */
export async function startCase(
  ctx: CaseContext,
  given: NewCase,
  entry: 'own' | 'of-the-caller' = 'own',
): Promise<ProcessCase> {
  const { template, organisation, startedBy } = given
  const year = given.year ?? partsOf(localDate(ctx.now, ctx.zone)).year
  const number = given.number ?? (await ctx.unit.nextNumber(organisation.id, template.number, year))
  const { instance, effects } = await beginCase(ctx, given)
  const found: ProcessCase = {
    organisationId: organisation.id,
    number,
    title: given.title,
    startedBy,
    startedAt: ctx.now,
    parent: given.parent ?? null,
    periodStart: given.periodStart ?? null,
    instance,
  }
  if (!(await ctx.unit.processes.insert(found)))
    throw new Refusal('process/period-started', { label: template.label })
  if (given.meeting) {
    await insertMeeting(ctx, found, given.meeting)
    await planWaiting(ctx, found)
  }
  if (entry === 'own')
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: startedBy,
      action: 'case.start',
      object: instance.id,
      facts: {
        number,
        process: template.id,
        version: template.version,
        parent: found.parent?.caseId ?? null,
      },
    })
  await keepUp(ctx, found)
  await takeEffects(ctx, found, effects, startedBy)
  return found
}

async function insertMeeting(ctx: CaseContext, found: ProcessCase, meeting: NewMeeting): Promise<void> {
  await ctx.unit.meetings.insert({
    groups: null,
    participants: null,
    makeUpFor: null,
    attributedTo: null,
    attended: null,
    eligible: null,
    ...meeting,
    id: ctx.unit.newId(),
    organisationId: found.organisationId,
    instanceId: found.instance.id,
    number: found.number,
    status: 'scheduled',
    reason: null,
    noticedAt: null,
    createdBy: found.startedBy ?? '',
    createdAt: ctx.now,
  })
}

/**
 * What a step leads to outside its case. A process that is to follow is started and linked; a meeting is proposed, since
 * its time is a person's choice. A process that is not loaded cannot follow, and one that runs for the same step does
 * not run twice.
 */
export async function takeEffects(
  ctx: CaseContext,
  found: ProcessCase,
  effects: readonly Effect[],
  actorId: string | null,
): Promise<void> {
  for (const effect of effects) {
    if (effect.type === 'step-opened') await askApprovers(ctx, found, effect)
    if (effect.type !== 'start-process') continue
    const template = ctx.catalogue.processes.get(effect.target)
    if (!template) continue
    if (template.number === 'D') await propose(ctx, found, effect)
    else await startFollower(ctx, found, effect, template, actorId)
  }
}

type StartEffect = Extract<Effect, { type: 'start-process' }>

async function startFollower(
  ctx: CaseContext,
  found: ProcessCase,
  { step, item }: StartEffect,
  template: ProcessTemplate,
  actorId: string | null,
): Promise<void> {
  const children = await ctx.unit.processes.children(found.instance.id)
  const organisation = await ctx.unit.organisations.get(found.organisationId)
  if (!organisation) return
  // The title of a restricted case is not carried into one that others read.
  const told = !isRestricted(found.instance.template) || isRestricted(template)
  const about = told ? (itemNamed(found.instance, item)?.title ?? found.title) : found.number
  for (const { entry, fields, done = [] } of followersOf(found.instance, step)) {
    const title = `${template.label}：${entry === null ? about : `${entry}（${about}）`}`
    const runs = children.some(
      (one) =>
        one.parent?.step === step &&
        one.parent.item === item &&
        one.instance.templateId === template.id &&
        (entry === null || one.title === title) &&
        (one.instance.state === 'open' || one.instance.state === 'held'),
    )
    if (runs) continue
    const child = await startCase(ctx, {
      template,
      organisation,
      title,
      startedBy: actorId,
      parent: { caseId: found.instance.id, step, item },
      ...(fields && {
        said: { outputs: {}, fields },
        subject: await subjectOf(ctx, organisation, template, fields),
      }),
      waived: { steps: done, reason: `已在${found.title}（${found.number}）中办理` },
    })
    await announceCase(ctx, child)
  }
}

/** The person whom a case is about, as its first step names them. */
async function subjectOf(
  ctx: CaseContext,
  organisation: Organisation,
  { steps: [first] }: ProcessTemplate,
  fields: Readonly<Record<string, string>>,
): Promise<string | null> {
  const named = first?.config.subject
  const today = localDate(ctx.now, ctx.zone)
  return named === undefined ? null : personNamed(ctx.unit, organisation, fields[named], today)
}

async function propose(ctx: CaseContext, found: ProcessCase, effect: StartEffect): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(found.organisationId)
  if (!chat) return
  ctx.unit.send({
    key: `follow-up:${found.instance.id}:${effect.step}:${effect.target}:${ctx.now.toISOString()}`,
    kind: 'news',
    platform: chat.platform,
    recipient: { chatId: chat.chatId },
    content: { view: followUpView, ref: `${found.instance.id}|${effect.step}|${effect.target}` },
    priority: 'reply',
  })
}
