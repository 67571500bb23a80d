import { countingKinds } from '../../domain/cadence/counting.ts'
import type { Obligation } from '../../domain/cadence/obligation.ts'
import type { Period } from '../../domain/calendar/periods.ts'
import { startCase } from '../../domain/cases/start-case.ts'
import { meetingTitle, meetingWord } from '../../domain/meetings/kinds.ts'
import { type Tag, tagFor } from '../../domain/meetings/make-up.ts'
import { isImportant } from '../../domain/meetings/topics.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { organisationWords } from '../../domain/organisation/words.ts'
import type { ProcessCase, Topic } from '../../domain/ports/index.ts'
import type { Item, ProcessTemplate } from '../../domain/process/index.ts'
import { kindOf } from '../../domain/process/kinds/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { obligationNamed } from '../cadence/obligation-named.ts'
import { obligationStates } from '../cadence/states.ts'
import type { Ctx } from '../define/context.ts'
import { groupNamed, groupsOn } from '../organisation/find-group.ts'

/** A meeting of an organisation as people name it, before it has a place among the duties. */
export interface NamedMeeting {
  kind: string
  /** The kind in whose form it is held (an organisational-life meeting as a general, committee or group meeting). */
  form?: string | undefined
  group?: string | undefined
  /** Local date. */
  date: string
  /** The earlier period that it is to serve (补开=). */
  serves?: Period | undefined
}

/** What the meeting is among the duties: the kinds it is minuted as, its group, and the period that it serves. */
export interface PlacedMeeting extends Tag {
  kinds: string[]
  obligations: Obligation[]
  group: Organisation | null
  title: string
}

/**
 * Finds the place of a meeting among the organisation's duties. Refuses a kind that is held elsewhere, a form that may
 * not be combined, a group that is not there, and a tag that the rules do not take.
 */
export async function placeMeeting(
  ctx: Ctx,
  organisation: Organisation,
  named: NamedMeeting,
): Promise<PlacedMeeting> {
  const kinds = kindsOf(ctx, named)
  const obligations = kinds.map((kind) => obligationNamed(ctx, kind))
  const form = obligations.at(-1) as Obligation // there is at least the kind itself
  if (organisation.kind === 'union' && form.per !== 'unit')
    throw new Refusal('meeting/not-here', { kind: meetingWord(named.kind), where: organisationWords.branch })
  const group = await groupOf(ctx, organisation, form, named)
  const tag = named.serves
    ? await servedTag(ctx, organisation, { ...named, serves: named.serves, obligations, group })
    : { makeUpFor: null, attributedTo: null }
  const title = meetingTitle(named.kind, named.date, {
    group: group?.name,
    form: named.form,
    serves: tag.makeUpFor ?? tag.attributedTo,
  })
  return { kinds, obligations, group, title, ...tag }
}

function kindsOf(ctx: Ctx, { kind, form }: NamedMeeting): string[] {
  if (form === undefined || form === kind) return [kind]
  const kinds = countingKinds([kind, form], ctx.catalogue.cadences.config)
  if (kinds.length < 2) throw new Refusal('meeting/no-form', { kind: meetingWord(kind) })
  return kinds
}

/** The group that meets: the named one, else the one that the actor leads, else the only one. */
async function groupOf(
  ctx: Ctx,
  organisation: Organisation,
  form: Obligation,
  { group: name, date }: NamedMeeting,
): Promise<Organisation | null> {
  if (form.per !== 'group') return null
  const [own, ...others] = await ledGroups(ctx, organisation.id)
  const wanted = name ?? (own && others.length === 0 ? own.name : undefined)
  return groupNamed(ctx, organisation.id, wanted, date < ctx.today ? date : ctx.today)
}

/** Whoever leads a group and has no other office arranges and records the meetings of the own group only. */
export async function refuseOthersMeeting(
  ctx: Ctx,
  organisation: Organisation,
  { group }: Pick<PlacedMeeting, 'group'>,
): Promise<void> {
  if (may(await ctx.rolesIn(organisation.id), 'meeting.create')) return
  const led = await ledGroups(ctx, organisation.id)
  if (!group || !led.some(({ id }) => id === group.id))
    throw new Refusal('meeting/own-group-only', { groups: led.map((one) => one.name) })
}

async function ledGroups(ctx: Ctx, branchId: string): Promise<Organisation[]> {
  const roster = await ctx.unit.rosters.roster(branchId, ctx.today)
  const mine = roster.filter((entry) => entry.memberId === ctx.me().id && entry.group?.leads)
  const groups = await groupsOn(ctx, branchId, ctx.today)
  return groups.filter(({ id }) => mine.some((entry) => entry.group?.id === id))
}

/** The tag by which a meeting serves an earlier period, judged by the state of the duty that is counted by such periods. */
async function servedTag(
  ctx: Ctx,
  organisation: Organisation,
  given: { serves: Period; date: string; obligations: Obligation[]; group: Organisation | null },
): Promise<Tag> {
  const { serves, obligations, group, date } = given
  const obligation = obligations.find((one) => one.period === serves.kind)
  const [first] = obligations
  if (!obligation) {
    const example = { month: '2026-10', quarter: '2026-Q3', year: '2026' }[first?.period ?? 'month']
    throw new Refusal('obligation/wrong-period', { label: first?.label ?? '', example })
  }
  const states = await obligationStates(ctx, organisation, [serves])
  const state = states.find(
    (one) =>
      one.obligation === obligation.id && (obligation.per === 'group' ? one.group === group?.id : true),
  )
  if (!state)
    throw new Refusal('obligation/not-applicable', { label: obligation.label, period: serves.label })
  return tagFor(serves, state, obligation, { date, today: ctx.today })
}

/** What else an arranged meeting has. */
export interface Arrangement extends NamedMeeting {
  at: Date
  agenda: readonly Topic[]
  place?: string | undefined
  hostId?: string | undefined
  participants?: string | undefined
  important?: boolean | undefined
  /** Only the date is known yet: topics are named later, in the checklist's first step. */
  topicsLater?: boolean
}

/**
 * Arranges a meeting: its case with its checklist, number and reminders. The first step is done by the act itself,
 * since it names topics and time. The audit entry is this act's own.
 */
export async function arrangeMeeting(
  ctx: Ctx,
  organisation: Organisation,
  given: Arrangement,
): Promise<ProcessCase> {
  const template = templateOf(ctx, given.kind)
  const placed = await placeMeeting(ctx, organisation, given)
  await refuseOthersMeeting(ctx, organisation, placed)
  if (!given.topicsLater) refuseTopicCount(template, given)
  await refuseDouble(ctx, organisation, placed, given.at)
  const items = itemsOf(given.agenda)
  const leader = placed.group ? await leaderOf(ctx, placed.group) : undefined
  const found = await startCase(
    ctx,
    {
      template,
      organisation,
      title: placed.title,
      year: Number(given.date.slice(0, 4)),
      anchors: { T: given.at },
      items,
      ...(!given.topicsLater &&
        namesAgenda(template) && {
          first: outputsOf(template, {
            has_vote_items: items.length > 0,
            has_important_item: given.important ?? isImportant(given.agenda),
          }),
        }),
      ...(leader && { holders: { group_leader: leader } }),
      startedBy: ctx.me().id,
      meeting: {
        kinds: placed.kinds,
        startsAt: given.at,
        startsOn: given.date,
        place: given.place ?? '',
        topics: [...given.agenda],
        hostId: given.hostId ?? leader ?? null,
        groups: placed.group ? [placed.group.id] : null,
        participants: given.participants ?? null,
        makeUpFor: placed.makeUpFor,
        attributedTo: placed.attributedTo,
      },
    },
    'of-the-caller',
  )
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: ctx.me().id,
    action: 'meeting.create',
    object: found.instance.id,
    facts: {
      number: found.number,
      kind: placed.kinds.join('+'),
      starts: given.at.toISOString(),
      topics: given.agenda.length,
      serves: placed.makeUpFor ?? placed.attributedTo,
    },
  })
  return found
}

const leaderOf = async (ctx: Ctx, group: Organisation): Promise<string | undefined> =>
  (await ctx.unit.rosters.offices(group.id, ctx.today)).find(({ office }) => office === 'group_leader')
    ?.memberId

function templateOf(ctx: Ctx, kind: string): ProcessTemplate {
  const { process } = obligationNamed(ctx, kind)
  const template = process ? ctx.catalogue.processes.get(process) : undefined
  if (!template) throw new Refusal('meeting/kind-not-served', { kind: meetingWord(kind) })
  return template
}

/** The number of items that the template's first step asks for (民主生活会：一至二个议题). */
export function refuseTopicCount(
  template: ProcessTemplate,
  { kind, agenda }: Pick<Arrangement, 'kind' | 'agenda'>,
): void {
  const { min_items: min, max_items: max } = template.steps[0]?.config ?? {}
  if (typeof min !== 'number' || typeof max !== 'number') return
  if (agenda.length < min || agenda.length > max)
    throw new Refusal('meeting/topics', { kind: meetingWord(kind), min, max, given: agenda.length })
}

async function refuseDouble(
  ctx: Ctx,
  organisation: Organisation,
  { kinds, group }: PlacedMeeting,
  at: Date,
): Promise<void> {
  const [kind = ''] = kinds
  const latest = await ctx.unit.meetings.latest(organisation.id, 50)
  const same = latest.find(
    (one) =>
      one.status === 'scheduled' &&
      one.kinds.includes(kind) &&
      +one.startsAt === +at &&
      (group === null || one.groups?.includes(group.id)),
  )
  if (same) throw new Refusal('meeting/exists', { number: same.number })
}

/** Agenda items that are put to the vote, as the engine knows them. */
export const itemsOf = (topics: readonly Topic[]): Item[] =>
  topics.flatMap((topic, index) =>
    topic.vote ? [{ id: `t${index + 1}`, title: topic.text, kind: topic.kind }] : [],
  )

/** Whether the first step is one that the act of arranging fulfils: nothing but topics and time is asked for. */
export const namesAgenda = ({ steps: [first] }: ProcessTemplate): boolean =>
  first !== undefined && kindOf(first).record === null

/** Values of the agenda step, where it declares them. */
export function outputsOf(
  template: ProcessTemplate,
  facts: Record<string, boolean>,
): Record<string, boolean> {
  const declared = template.steps[0]?.outputs ?? []
  const names = declared.map((one) => one.split(':')[0] ?? one)
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))
}
