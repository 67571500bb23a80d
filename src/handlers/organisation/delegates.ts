import { type DelegateRow, delegatesCard } from '../../cards/delegate-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { addDays, addMonths } from '../../domain/calendar/dates.ts'
import { delegateOffices, officeSpellings, offices } from '../../domain/organisation/offices.ts'
import type { OfficeKind, Organisation } from '../../domain/organisation/types.ts'
import { officeWords } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { flagCorrections } from '../../domain/voting/corrections.ts'
import { choice, dateOnly, members } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { placeOf } from './offices.ts'

const officeArg = positional(choice({ label: '类别', words: officeSpellings(delegateOffices) }))

const termWords = {
  '3年': '3',
  '5年': '5',
  '1年': '1',
  '2年': '2',
  '4年': '4',
  三年: '3',
  五年: '5',
} as const

/** `/代表 登记 会员代表 李四、王五 任期起=2026-12-01 任期=5年`: delegates of a congress, each for a term. */
export const registerDelegates = defineCommand({
  name: '代表 登记',
  aliases: ['登记代表'],
  summary: '登记会员代表、职工代表及其任期，作为表决名册的依据',
  example: '/代表 登记 会员代表 李四、王五 任期起=2026-12-01 任期=5年',
  permission: 'office.change',
  scope: 'branch-or-union',
  args: {
    office: officeArg,
    who: positional(members({ label: '姓名' })),
    from: keyed(dateOnly({ label: '任期起', keys: ['自'], past: true })),
    term: keyed(choice({ label: '任期', words: termWords })),
  },
  async run({ office, who, from, term }, ctx, { organisation }) {
    const years = Number(term)
    const { label, mostYears = 0 }: { label: string; mostYears?: number } = offices[office]
    if (years > mostYears)
      throw new Refusal('form/field', {
        label: '任期',
        sentence: `${label}每届任期不超过${mostYears}年，请改任期；连任的另行登记下一届。`,
      })
    const until = addMonths(from, 12 * years)
    const place = await placeOf(ctx, organisation, office)
    for (const { memberId, name } of who) {
      await setTerm(ctx, place, { memberId, name }, office, from, until)
    }
    await flagCorrections(ctx, place.id, null, from, ctx.me().id)
    return { card: await registerCard(ctx, place, office, from > ctx.today ? from : ctx.today) }
  },
})

async function setTerm(
  ctx: Ctx,
  place: Organisation,
  { memberId, name }: { memberId: string; name: string },
  office: OfficeKind,
  from: string,
  until: string,
): Promise<void> {
  const me = ctx.me().id
  const fresh = await ctx.unit.rosters.setOffice(place.id, memberId, office, from, me, false, until)
  if (!fresh) throw new Refusal('member/already', { name, what: officeWords[office] })
  ctx.unit.record({
    organisationId: place.id,
    actorId: me,
    action: 'office.set',
    object: memberId,
    facts: { office, from, until },
  })
}

/** `/代表 名册 会员代表 日期=2027-03-01`: who is a delegate on a day, and whose term is over or to come. */
export const showDelegates = defineCommand({
  name: '代表 名册',
  aliases: ['代表名册'],
  summary: '查看会员代表、职工代表名册和任期',
  example: '/代表 名册 会员代表 日期=2027-03-01',
  permission: 'roster.show',
  scope: 'branch-or-union',
  args: { office: officeArg, day: optional(keyed(dateOnly({ label: '日期', past: true }))) },
  async run({ office, day }, ctx, { organisation }) {
    const place = await placeOf(ctx, organisation, office)
    return { card: await registerCard(ctx, place, office, day ?? ctx.today) }
  },
})

async function registerCard(ctx: Ctx, place: Organisation, office: OfficeKind, day: string) {
  const terms = await ctx.unit.rosters.terms(place.id, office)
  const people = await ctx.unit.rosters.members(terms.map((one) => one.memberId))
  const rows = terms.map(({ memberId, from, to }): DelegateRow => {
    const state = from > day ? 'ahead' : to !== null && to <= day ? 'over' : 'now'
    return {
      name: people.find((one) => one.id === memberId)?.name ?? '',
      from,
      until: to && addDays(to, -1),
      state,
    }
  })
  return delegatesCard({ organisation: place.name, office: officeWords[office], day, rows })
}

/** `/代表 终止 会员代表 李四 日期=今天`: the date is the first day without the mandate. */
export const endDelegates = defineCommand({
  name: '代表 终止',
  aliases: ['终止代表'],
  summary: '登记代表资格终止（罢免、辞职、调离）',
  example: '/代表 终止 会员代表 李四 日期=今天',
  permission: 'office.change',
  scope: 'branch-or-union',
  args: {
    office: officeArg,
    who: positional(members({ label: '姓名' })),
    from: optional(keyed(dateOnly({ label: '日期', past: true }))),
  },
  async run({ office, who, from }, ctx, { organisation }) {
    const day = from ?? ctx.today
    const place = await placeOf(ctx, organisation, office)
    for (const { memberId, name } of who) {
      if (!(await ctx.unit.rosters.endOffice(place.id, memberId, office, day)))
        throw new Refusal('office/not-held', { name, office: officeWords[office] })
      ctx.unit.record({
        organisationId: place.id,
        actorId: ctx.me().id,
        action: 'office.end',
        object: memberId,
        facts: { office, from: day },
      })
    }
    await flagCorrections(ctx, place.id, null, day, ctx.me().id)
    const names = who.map((one) => one.name).join('、')
    return {
      card: noteCard('代表资格已终止', `${names}自${day}起不再是${officeWords[office]}。`, 'success'),
    }
  },
})
