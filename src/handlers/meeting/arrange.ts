import { startCase } from '../../domain/cases/start-case.ts'
import { meetingWord } from '../../domain/meetings/kinds.ts'
import { agendaFor, isImportant } from '../../domain/meetings/topics.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { ProcessCase, Topic } from '../../domain/ports/index.ts'
import type { Item, ProcessTemplate } from '../../domain/process/index.ts'
import { kindOf } from '../../domain/process/kinds/index.ts'
import { declaredOutputs } from '../../domain/process/outputs.ts'
import { Refusal } from '../../domain/refusals.ts'
import { obligationNamed } from '../cadence/obligation-named.ts'
import type { Base, Ctx } from '../define/context.ts'
import {
  ledGroups,
  type NamedMeeting,
  type PlacedMeeting,
  placeMeeting,
  refuseOthersMeeting,
} from './place.ts'

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

/** Arranges a meeting as whoever acts may: group leaders only that of their own group. */
export async function arrangeMeeting(
  ctx: Ctx,
  organisation: Organisation,
  given: Arrangement,
): Promise<ProcessCase> {
  const placed = await placeMeeting(ctx, organisation, given, () => ledGroups(ctx, organisation.id))
  await refuseOthersMeeting(ctx, organisation, placed)
  return arrangePlaced(ctx, organisation, { ...given, ...placed, by: ctx.me().id })
}

/** A meeting that has its place among the duties, and who arranges it. */
export type PlacedArrangement = Omit<Arrangement, 'group'> & PlacedMeeting & { by: string }

/**
 * Arranges a meeting: its case with its checklist, number and reminders. The first step is done by the act itself,
 * since it names topics and time. The audit entry is this act's own. Who may was asked before.
 */
export async function arrangePlaced(
  ctx: Base,
  organisation: Organisation,
  asked: PlacedArrangement,
): Promise<ProcessCase> {
  const template = templateOf(ctx, asked.kind)
  const given = { ...asked, agenda: agendaFor(template, asked.agenda) }
  if (!given.topicsLater) refuseTopicCount(template, given)
  await refuseDouble(ctx, organisation, given)
  const items = itemsOf(given.agenda)
  const leader = given.group ? await leaderOf(ctx, given.group) : undefined
  const found = await startCase(
    ctx,
    {
      template,
      organisation,
      title: given.title,
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
      known: given.topicsLater ? {} : knownLater(template, { has_vote_items: items.length > 0 }),
      ...(leader && { holders: { group_leader: leader } }),
      startedBy: given.by,
      meeting: {
        kinds: given.kinds,
        startsAt: given.at,
        startsOn: given.date,
        place: given.place ?? '',
        topics: [...given.agenda],
        hostId: given.hostId ?? leader ?? null,
        groups: given.group ? [given.group.id] : null,
        participants: given.participants ?? null,
        makeUpFor: given.makeUpFor,
        attributedTo: given.attributedTo,
      },
    },
    'of-the-caller',
  )
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: given.by,
    action: 'meeting.create',
    object: found.instance.id,
    facts: {
      number: found.number,
      kind: given.kinds.join('+'),
      starts: given.at.toISOString(),
      topics: given.agenda.length,
      serves: given.makeUpFor ?? given.attributedTo,
    },
  })
  return found
}

const leaderOf = async (ctx: Base, group: Organisation): Promise<string | undefined> =>
  (await ctx.unit.rosters.offices(group.id, ctx.today)).find(({ office }) => office === 'group_leader')
    ?.memberId

function templateOf(ctx: Base, kind: string): ProcessTemplate {
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
  ctx: Base,
  organisation: Organisation,
  { kinds, group, at }: PlacedArrangement,
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

/** What the agenda says to later steps that declare it: whether anything is put to the vote at a staff assembly. */
export function knownLater(
  template: ProcessTemplate,
  facts: Record<string, boolean>,
): Record<string, Record<string, boolean>> {
  const later = template.steps
    .slice(1)
    .map((step): [string, Record<string, boolean>] => [
      step.id,
      Object.fromEntries(
        Object.entries(facts).filter(([name]) => declaredOutputs(step).some((one) => one.name === name)),
      ),
    ])
  return Object.fromEntries(later.filter(([, outputs]) => Object.keys(outputs).length > 0))
}

/** Values of the agenda step, where it declares them. */
export function outputsOf(
  template: ProcessTemplate,
  facts: Record<string, boolean>,
): Record<string, boolean> {
  const declared = template.steps[0]?.outputs ?? []
  const names = declared.map((one) => one.split(':')[0] ?? one)
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))
}
