import { partsOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { linkedRosters } from '../organisation/linked-rosters.ts'
import { personNamed } from '../organisation/person-named.ts'
import type { Organisation } from '../organisation/types.ts'
import type { Meeting, ProcessCase } from '../ports/index.ts'
import {
  type Action,
  act,
  type Effect,
  type Item,
  itemNamed,
  type Outputs,
  type ProcessInstance,
  type ProcessTemplate,
  questionsOf,
  type StartContext,
  type StepTemplate,
  start,
} from '../process/index.ts'
import { outputLabel } from '../process/labels.ts'
import { Refusal } from '../refusals.ts'
import { type CaseContext, followUpView } from './case-context.ts'
import { announceCase, askApprovers, isRestricted } from './case-people.ts'
import { keepUp } from './case-reminders.ts'
import { followersOf } from './followers.ts'
import { nextMeetings, planWaiting } from './next-meetings.ts'
import { routinePeriod, spanOf } from './routines.ts'
import { assigneesOf, orgFactsOf } from './starting-facts.ts'

/** The meeting that a case prepares; its number and case are the case's own. */
export type NewMeeting = Pick<Meeting, 'kinds' | 'startsAt' | 'startsOn' | 'place' | 'topics' | 'hostId'> &
  Partial<Pick<Meeting, 'groups' | 'participants' | 'makeUpFor' | 'attributedTo'>>

/** What a new case is started from. */
export interface NewCase {
  template: ProcessTemplate
  organisation: Organisation
  title: string
  /** Its number, where what it is about has one already; else the next of the process's letter. */
  number?: string
  /** Which year its number counts in; default: the local year of today. */
  year?: number
  /** Default: S = now, nothing else known. */
  anchors?: Partial<StartContext['anchors']>
  items?: readonly Item[]
  /** The first step is done by the act of starting, with these outputs; left open where it needs more than these. */
  first?: Outputs
  /** Who answers for a role in this very case, whoever does otherwise: a group meeting's own leader. */
  holders?: Readonly<Record<string, string>>
  /** What was said of the first step: its form is filled with it; where it says all that the step asks, the step is done. */
  said?: { outputs: Outputs; fields: Readonly<Record<string, string>> }
  /** The person whom the case is about. */
  subject?: string | null
  /** What is known of later steps, by step: their forms are filled with it. */
  known?: Readonly<Record<string, Outputs>>
  /** Steps that were done elsewhere, and where: they are waived. */
  waived?: { steps: readonly string[]; reason: string }
  startedBy: string | null
  /** Default: a fresh one. */
  id?: string
  meeting?: NewMeeting
  /** The case and step that led to it. */
  parent?: ProcessCase['parent']
  /** First day of the period for which the calendar starts it: once for each organisation, process and period. */
  periodStart?: string
}

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
  const { instance, effects } = await begin(ctx, given)
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

/** The engine's start, and the first step where the act of starting does it. */
async function begin(ctx: CaseContext, given: NewCase) {
  const { template, organisation, startedBy } = given
  const today = localDate(ctx.now, ctx.zone)
  const roster = await ctx.unit.rosters.roster(organisation.id, today)
  const linked = await linkedRosters(ctx.unit, organisation.id, today)
  const started = start(
    template,
    {
      id: given.id ?? ctx.unit.newId(),
      anchors: {
        S: ctx.now,
        ...periodAnchors(template, today),
        next: await nextMeetings(ctx, organisation, template),
        ...given.anchors,
      },
      org: await orgFactsOf(ctx, organisation),
      items: given.items ?? [],
      members: roster.map(({ memberId: id, name: title }) => ({ id, title })),
      groups: (await ctx.unit.organisations.children(organisation.id, 'group')).map(({ id, name }) => ({
        id,
        title: name,
      })),
      assignees: assigneesOf(template, roster, linked, given.holders, given.subject),
      subject: given.subject ?? null,
      startedBy,
    },
    ctx.now,
    ctx.catalogue.calendar,
    ctx.zone,
  )
  const acting = (on: ProcessInstance, action: Action) =>
    act(on, action, startedBy, ctx.now, ctx.catalogue.calendar, ctx.zone)
  for (const [step, outputs] of Object.entries(given.known ?? {}))
    started.instance = acting(started.instance, { type: 'setOutputs', step, outputs }).instance
  const { steps: elsewhere = [], reason = '' } = given.waived ?? {}
  for (const { id: step } of template.steps.filter(({ id }) => elsewhere.includes(id)))
    started.instance = acting(started.instance, { type: 'waive', step, reason }).instance
  const [first] = template.steps
  const done = first && firstAction(given, first, started.instance)
  if (!done) return started
  try {
    const acted = acting(started.instance, done)
    return { instance: acted.instance, effects: [...started.effects, ...acted.effects] }
  } catch (refusal) {
    // The act of starting does not say all that the step asks for: somebody fills it in on the card.
    if (refusal instanceof Refusal && refusal.code === 'process/needs-outputs') return started
    throw refusal
  }
}

/** The period of what comes round, for whoever starts it by hand: the one that runs. */
function periodAnchors(template: ProcessTemplate, today: string): { PS?: string; PE?: string } {
  const span = spanOf(template)
  if (span === undefined) return {}
  const { start: PS, end: PE } = routinePeriod(span, today)
  return { PS, PE }
}

/** What the act of starting does to the first step; undefined = nothing. */
function firstAction(
  { first: outputs, said }: NewCase,
  step: StepTemplate,
  instance: ProcessInstance,
): Action | undefined {
  if (outputs) return { type: 'complete', step: step.id, outputs }
  const [state] = instance.steps
  const given = said ? Object.keys({ ...said.outputs, ...said.fields }).length : 0
  if (!said || !state || given === 0) return undefined
  const answered = new Set([
    ...Object.keys(said.outputs).map((name) => outputLabel(instance.template, name)),
    ...Object.keys(said.fields),
  ])
  const missing = questionsOf(instance, state).some(({ required, label }) => required && !answered.has(label))
  const type = missing || step.kind !== 'form' ? 'setOutputs' : 'complete'
  return { type, step: step.id, ...said }
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
