import { rosterCard } from '../../cards/organisation-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import type { StandingKind } from '../../domain/organisation/types.ts'
import { organisationWords, standingsIn, standingWords } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, dateOnly, member } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

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

const withoutVote = '会议可以参加，表决时不计入应到会有表决权人数。'
const standingNotes: Record<StandingKind, string> = {
  formal: '有表决权。',
  probationary: withoutVote,
  discipline_probation: withoutVote,
  rights_suspended: withoutVote,
  excluded_approved: withoutVote,
  union_member: '参加工会会员大会和职工大会的表决。',
  staff: '参加职工大会的表决，不参加工会会员大会的表决。',
  belongs: '列入名册。',
}

export const setStanding = defineCommand({
  name: '党员 状态',
  aliases: ['党员状态'],
  summary: '登记正式、预备、留党察看、权利中止等状态；工会名册：工会会员、职工',
  example: '/党员 状态 王五 预备党员',
  permission: 'roster.change',
  scope: 'branch-or-union',
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
          工会会员: 'union_member',
          职工: 'staff',
        },
      }),
    ),
    from: optional(keyed(dateOnly({ label: '日期', past: true }))),
  },
  async run({ who, standing, from }, ctx, { organisation }) {
    const date = from ?? ctx.today
    const offered: readonly StandingKind[] = standingsIn[organisation.kind]
    if (!offered.includes(standing))
      throw new Refusal('standing/not-here', {
        standing: standingWords[standing],
        kind: organisationWords[organisation.kind],
        offered: offered.filter((one) => one !== 'excluded_approved').map((one) => standingWords[one]),
      })
    if (!(await ctx.unit.rosters.setStanding(organisation.id, who.memberId, standing, date, ctx.me().id)))
      throw new Refusal('member/already', { name: who.name, what: standingWords[standing] })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'standing.set',
      object: who.memberId,
      facts: { standing, from: date },
    })
    return {
      card: noteCard(
        '状态已登记',
        `${who.name}自${dateWords(date, ctx.today)}起为${standingWords[standing]}，${standingNotes[standing]}`,
        'success',
      ),
    }
  },
})
