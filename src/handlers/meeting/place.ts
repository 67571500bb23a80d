import { countingKinds } from '../../domain/cadence/counting.ts'
import type { Obligation } from '../../domain/cadence/obligation.ts'
import type { Period } from '../../domain/calendar/periods.ts'
import { meetingTitle, meetingWord } from '../../domain/meetings/kinds.ts'
import { type Tag, tagFor } from '../../domain/meetings/make-up.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { organisationWords } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { obligationNamed } from '../cadence/obligation-named.ts'
import { obligationStates } from '../cadence/states.ts'
import type { Base, Ctx } from '../define/context.ts'
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
 * not be combined, a group that is not there, and a tag that the rules do not take. `ownGroups` are those that the actor
 * leads: one of them is meant where none is named.
 */
export async function placeMeeting(
  ctx: Base,
  organisation: Organisation,
  named: NamedMeeting,
  ownGroups: () => Promise<readonly Organisation[]> = async () => [],
): Promise<PlacedMeeting> {
  const kinds = kindsOf(ctx, named)
  const obligations = kinds.map((kind) => obligationNamed(ctx, kind))
  const form = obligations.at(-1) as Obligation // there is at least the kind itself
  if (organisation.kind === 'union' && form.per !== 'unit')
    throw new Refusal('meeting/not-here', { kind: meetingWord(named.kind), where: organisationWords.branch })
  const group = await groupOf(ctx, organisation, form, { ...named, ownGroups })
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

function kindsOf(ctx: Base, { kind, form }: NamedMeeting): string[] {
  if (form === undefined || form === kind) return [kind]
  const kinds = countingKinds([kind, form], ctx.catalogue.cadences.config)
  if (kinds.length < 2) throw new Refusal('meeting/no-form', { kind: meetingWord(kind) })
  return kinds
}

/** The group that meets: the named one, else the one that the actor leads, else the only one. */
async function groupOf(
  ctx: Base,
  organisation: Organisation,
  form: Obligation,
  { group: name, date, ownGroups }: NamedMeeting & { ownGroups: () => Promise<readonly Organisation[]> },
): Promise<Organisation | null> {
  if (form.per !== 'group') return null
  const [own, ...others] = name === undefined ? await ownGroups() : []
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

/** The groups of a branch that the actor leads. */
export async function ledGroups(ctx: Ctx, branchId: string): Promise<Organisation[]> {
  const roster = await ctx.unit.rosters.roster(branchId, ctx.today)
  const mine = roster.filter((entry) => entry.memberId === ctx.me().id && entry.group?.leads)
  const groups = await groupsOn(ctx, branchId, ctx.today)
  return groups.filter(({ id }) => mine.some((entry) => entry.group?.id === id))
}

/** The tag by which a meeting serves an earlier period, judged by the state of the duty that is counted by such periods. */
async function servedTag(
  ctx: Base,
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
