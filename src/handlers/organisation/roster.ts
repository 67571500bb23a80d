import { rosterCard } from '../../cards/organisation-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import type { OfficeKind, Organisation } from '../../domain/organisation/types.ts'
import { committeeOffices, officeWords, standingWords } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, dateOnly, member } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

export const showRoster = defineCommand({
  name: '党员 名册',
  aliases: ['名册', '成员 名册'],
  summary: '查看名册：状态、职务、党小组',
  example: '/党员 名册',
  permission: 'roster.show',
  scope: 'organisation',
  args: {},
  async run(_args, ctx, { organisation }) {
    return {
      card: rosterCard(organisation, ctx.today, await ctx.unit.rosters.roster(organisation.id, ctx.today)),
    }
  },
})

/** Offices of a branch that one person holds at a time. */
const exclusive: readonly OfficeKind[] = [
  'secretary',
  'deputy_secretary',
  'org_member',
  'publicity_member',
  'discipline_member',
]

export const appoint = defineCommand({
  name: '党员 任职',
  aliases: ['任职'],
  summary: '登记书记、副书记、组织委员、宣传委员、纪检委员',
  example: '/党员 任职 李四 组织委员',
  permission: 'office.change',
  scope: 'branch',
  args: {
    who: positional(member({ label: '姓名' })),
    office: positional(
      choice({
        label: '职务',
        words: {
          组织委员: 'org_member',
          书记: 'secretary',
          副书记: 'deputy_secretary',
          宣传委员: 'publicity_member',
          纪检委员: 'discipline_member',
          支部书记: 'secretary',
          党支部书记: 'secretary',
        },
      }),
    ),
    from: optional(keyed(dateOnly({ label: '日期', past: true }))),
  },
  async run({ who, office, from }, ctx, { organisation }) {
    const date = from ?? ctx.today
    const changed = await ctx.unit.rosters.setOffice(
      organisation.id,
      who.memberId,
      office,
      date,
      ctx.me().id,
      exclusive.includes(office),
    )
    if (!changed) throw new Refusal('member/already', { name: who.name, what: officeWords[office] })
    await foundCommittee(ctx, organisation, date)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'office.set',
      object: who.memberId,
      facts: { office, from: date },
    })
    return {
      card: noteCard(
        '任职已登记',
        `${who.name}自${dateWords(date, ctx.today)}起任${officeWords[office]}。`,
        'success',
      ),
    }
  },
})

/** The committee exists from the day on which three of its offices are held (支部工作条例: 3–5 members). */
async function foundCommittee(ctx: Ctx, organisation: Organisation, date: string): Promise<void> {
  if (organisation.committeeFrom) return
  const offices = await ctx.unit.rosters.offices(organisation.id, ctx.today)
  const people = new Set(
    offices.filter((one) => committeeOffices.includes(one.office)).map((one) => one.memberId),
  )
  if (people.size >= 3) await ctx.unit.organisations.update(organisation.id, { committeeFrom: date })
}

export const setStanding = defineCommand({
  name: '党员 状态',
  aliases: ['党员状态'],
  summary: '登记正式、预备、留党察看、权利中止等状态',
  example: '/党员 状态 王五 预备党员',
  permission: 'roster.change',
  scope: 'branch',
  args: {
    who: positional(member({ label: '姓名' })),
    standing: positional(
      choice({
        label: '状态',
        words: {
          正式党员: 'formal',
          预备党员: 'probationary',
          留党察看: 'discipline_probation',
          权利中止: 'rights_suspended',
        },
      }),
    ),
    from: optional(keyed(dateOnly({ label: '日期', past: true }))),
  },
  async run({ who, standing, from }, ctx, { organisation }) {
    const date = from ?? ctx.today
    if (!(await ctx.unit.rosters.setStanding(organisation.id, who.memberId, standing, date, ctx.me().id)))
      throw new Refusal('member/already', { name: who.name, what: standingWords[standing] })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'standing.set',
      object: who.memberId,
      facts: { standing, from: date },
    })
    const note = standing === 'formal' ? '有表决权。' : '会议可以参加，表决时不计入应到会有表决权人数。'
    return {
      card: noteCard(
        '状态已登记',
        `${who.name}自${dateWords(date, ctx.today)}起为${standingWords[standing]}，${note}`,
        'success',
      ),
    }
  },
})
