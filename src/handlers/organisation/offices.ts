import type { Button } from '../../cards/card.ts'
import { commandOpen } from '../../cards/form-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { openWorkCount } from '../../domain/cases/hand-over.ts'
import { linkedTo } from '../../domain/organisation/linked-rosters.ts'
import {
  isExclusive,
  officeSpellings,
  officesIn,
  officesOfBody,
  offices as table,
} from '../../domain/organisation/offices.ts'
import type {
  OfficeKind,
  Organisation,
  OrganisationKind,
  RosterEntry,
} from '../../domain/organisation/types.ts'
import { officeWords, organisationWords } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { flagCorrections } from '../../domain/voting/corrections.ts'
import { choice, dateOnly, member } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

/** Leading a group is part of the group (`/党小组`); everything else is given here. */
const given = (Object.keys(table) as OfficeKind[]).filter((office) => office !== 'group_leader')
const officeArg = positional(choice({ label: '职务', words: officeSpellings(given) }))

/** Where an office is held: here, or, said in a branch, in its only union. */
export async function placeOf(
  ctx: Ctx,
  organisation: Organisation,
  office: OfficeKind,
): Promise<Organisation> {
  const kinds: readonly OrganisationKind[] = table[office].in
  if (kinds.includes(organisation.kind)) return organisation
  if (organisation.kind === 'branch' && kinds.includes('union')) {
    const [union, ...others] = await linkedTo(ctx.unit, organisation)
    if (union && others.length === 0) return union
    throw new Refusal('office/no-union', {
      office: officeWords[office],
      unions: [union, ...others].flatMap((one) => (one ? [one.name] : [])),
    })
  }
  throw new Refusal('office/not-here', {
    office: officeWords[office],
    kind: organisationWords[organisation.kind],
    offered: officesIn(organisation.kind).map((one) => officeWords[one]),
  })
}

/** `/党员 任职 李四 组织委员 日期=…`: from a date on; an office that one person holds passes to the new holder. */
export const appoint = defineCommand({
  name: '党员 任职',
  aliases: ['任职'],
  summary: '登记书记、委员、工会主席、处领导、人事负责人等职务',
  example: '/党员 任职 李四 组织委员',
  permission: 'office.change',
  scope: 'branch-or-union',
  args: {
    who: positional(member({ label: '姓名' })),
    office: officeArg,
    from: optional(keyed(dateOnly({ label: '日期', past: true }))),
  },
  async run({ who, office, from }, ctx, { organisation }) {
    const date = from ?? ctx.today
    const place = await placeOf(ctx, organisation, office)
    const me = ctx.me().id
    if (place.id !== organisation.id)
      await ctx.unit.rosters.setStanding(place.id, who.memberId, 'union_member', date, me)
    const before = isExclusive(office) ? await holderOf(ctx, place.id, office) : null
    const taken = await ctx.unit.rosters.setOffice(
      place.id,
      who.memberId,
      office,
      date,
      me,
      isExclusive(office),
    )
    if (!taken) throw new Refusal('member/already', { name: who.name, what: officeWords[office] })
    if (place.kind === 'branch') await foundCommittee(ctx, place, date)
    ctx.unit.record({
      organisationId: place.id,
      actorId: me,
      action: 'office.set',
      object: who.memberId,
      facts: { office, from: date },
    })
    await flagCorrections(ctx, place.id, null, date, ctx.me().id)
    return {
      card: noteCard(
        '任职已登记',
        `${who.name}自${dateWords(date, ctx.today)}起任${officeWords[office]}${place.id === organisation.id ? '' : `（${place.name}）`}。`,
        'success',
        await handOverOffer(ctx, place.id, before, who),
      ),
    }
  },
})

const holderOf = async (ctx: Ctx, organisationId: string, office: OfficeKind) =>
  (await ctx.unit.rosters.roster(organisationId, ctx.today)).find((one) => one.offices.includes(office)) ??
  null

/** What the holder before still has to do can be handed over in one act. */
async function handOverOffer(
  ctx: Ctx,
  organisationId: string,
  before: RosterEntry | null,
  after: RosterEntry,
): Promise<Button[]> {
  if (!before || before.memberId === after.memberId) return []
  const open = await openWorkCount(ctx, organisationId, before.memberId)
  if (open === 0) return []
  const texts = { from: before.name, to: after.name }
  return [{ text: `移交${before.name}的${open}项任务`, action: commandOpen({ command: '任务 移交', texts }) }]
}

/** The committee exists from the day on which three of its offices are held (支部工作条例: 3–5 members). */
async function foundCommittee(ctx: Ctx, organisation: Organisation, date: string): Promise<void> {
  if (organisation.committeeFrom) return
  const offices = await ctx.unit.rosters.offices(organisation.id, ctx.today)
  const committee = officesOfBody('committee')
  const people = new Set(offices.filter((one) => committee.includes(one.office)).map((one) => one.memberId))
  if (people.size >= 3) await ctx.unit.organisations.update(organisation.id, { committeeFrom: date })
}

/** `/党员 卸任 李四 组织委员 日期=…`: the date is the first day without the office. */
export const dismiss = defineCommand({
  name: '党员 卸任',
  aliases: ['卸任', '免职'],
  summary: '登记不再担任某项职务',
  example: '/党员 卸任 李四 组织委员 日期=今天',
  permission: 'office.change',
  scope: 'branch-or-union',
  args: {
    who: positional(member({ label: '姓名' })),
    office: officeArg,
    from: optional(keyed(dateOnly({ label: '日期', past: true }))),
  },
  async run({ who, office, from }, ctx, { organisation }) {
    const date = from ?? ctx.today
    const place = await placeOf(ctx, organisation, office)
    if (!(await ctx.unit.rosters.endOffice(place.id, who.memberId, office, date)))
      throw new Refusal('office/not-held', { name: who.name, office: officeWords[office] })
    ctx.unit.record({
      organisationId: place.id,
      actorId: ctx.me().id,
      action: 'office.end',
      object: who.memberId,
      facts: { office, from: date },
    })
    await flagCorrections(ctx, place.id, null, date, ctx.me().id)
    return {
      card: noteCard(
        '卸任已登记',
        `${who.name}自${dateWords(date, ctx.today)}起不再担任${officeWords[office]}。需要时请登记接任的人：/党员 任职`,
        'success',
      ),
    }
  },
})
