import type { Card } from '../../cards/card.ts'
import { commandOpen } from '../../cards/form-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { openWorkCount } from '../../domain/cases/hand-over.ts'
import type { Organisation, StandingKind } from '../../domain/organisation/types.ts'
import { standingWords } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { flagCorrections } from '../../domain/voting/corrections.ts'
import { choice, dateOnly, member, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { flaggedWords } from './roster.ts'

const from = optional(keyed(dateOnly({ label: '日期', past: true })))
const document = optional(keyed(text({ label: '文号', keys: ['依据'], max: 60 })))

/** `/党员 转正 李四 日期=2026-12-10`: a probationary member is a full one from the day of the decision on. */
export const convertMember = defineCommand({
  name: '党员 转正',
  aliases: ['转正'],
  summary: '预备党员按期转为正式党员',
  example: '/党员 转正 李四 日期=2026-12-10',
  permission: 'roster.change',
  scope: 'branch',
  args: { who: positional(member({ label: '姓名' })), from, document },
  async run({ who, from: day, document: number }, ctx, { organisation }) {
    if (who.standing !== 'probationary')
      throw new Refusal('standing/not-probationary', {
        name: who.name,
        standing: standingWords[who.standing],
      })
    const date = day ?? ctx.today
    const basis = { document: number }
    await ctx.unit.rosters.setStanding(organisation.id, who.memberId, 'formal', date, ctx.me().id, basis)
    return changed(ctx, organisation, who, date, 'standing.convert', `${date} 转正`, {
      title: '转正已登记',
      says: '起为正式党员，有表决权。',
    })
  },
})

/** `/党员 转出 王五 日期=…`: in no base from that day on; offices end with the membership. */
export const transferOut = defineCommand({
  name: '党员 转出',
  aliases: ['转出'],
  summary: '登记组织关系转出，自当日起不在名册',
  example: '/党员 转出 王五 日期=2026-12-10 文号=局党介〔2026〕8号',
  permission: 'roster.change',
  scope: 'branch',
  args: { who: positional(member({ label: '姓名' })), from, document },
  async run({ who, from: day }, ctx, { organisation }) {
    const date = day ?? ctx.today
    const { rosters } = ctx.unit
    await rosters.endStanding(organisation.id, who.memberId, date)
    for (const office of who.offices) await rosters.endOffice(organisation.id, who.memberId, office, date)
    if (who.group) {
      await rosters.endStanding(who.group.id, who.memberId, date)
      await rosters.endOffice(who.group.id, who.memberId, 'group_leader', date)
    }
    const ended = who.offices.length > 0 ? '所任职务同日终止，请登记接任的人。' : ''
    const open = await openWorkCount(ctx, organisation.id, who.memberId)
    const reply = await changed(ctx, organisation, who, date, 'standing.leave', `${date} 转出`, {
      title: '转出已登记',
      says: `起不在本支部名册。${ended}${open === 0 ? '' : `名下还有${open}项任务没有办结，请移交。`}`,
    })
    return open === 0 ? reply : { card: withHandOver(reply.card, who.name, open) }
  },
})

/** `/党员 转入 钱九 日期=…`: on the roster from the day of acceptance on. The person is found among the group's people. */
export const transferIn = defineCommand({
  name: '党员 转入',
  aliases: ['转入'],
  summary: '登记组织关系转入，自接收之日起列入名册',
  example: '/党员 转入 钱九 日期=2026-12-10 文号=局党介〔2026〕9号',
  permission: 'roster.change',
  scope: 'branch',
  args: {
    name: positional(text({ label: '姓名', max: 30 })),
    from,
    document,
    standing: optional(
      keyed(choice({ label: '状态', words: { 正式党员: 'formal', 预备党员: 'probationary' } })),
    ),
  },
  look: async (directory, chat) => (chat.type === 'group' && chat.id ? directory.chatMembers(chat.id) : []),
  async run({ name, from: day, document: number, standing = 'formal' }, ctx, { organisation, looked }) {
    if (ctx.chat.type !== 'group') throw new Refusal('place/group-only', {})
    const meant = looked.filter((one) => one.name === name)
    const [person] = meant
    if (!person) throw new Refusal('member/not-in-group', { name })
    if (meant.length > 1) throw new Refusal('member/several-in-group', { name, count: meant.length })
    const date = day ?? ctx.today
    const { id } = await ctx.unit.rosters.ensureMember(person.name, person.identities)
    const kind: StandingKind = standing
    const basis = { document: number }
    if (!(await ctx.unit.rosters.setStanding(organisation.id, id, kind, date, ctx.me().id, basis)))
      throw new Refusal('member/already', { name, what: standingWords[kind] })
    const who = { memberId: id, name }
    return changed(ctx, organisation, who, date, 'standing.join', `${date} 转入`, {
      title: '转入已登记',
      says: `起列入本支部名册，为${standingWords[kind]}。`,
    })
  },
})

/** What whoever leaves still has to do can be handed over in one act, then and later. */
const withHandOver = (card: Card, name: string, open: number): Card => ({
  ...card,
  blocks: [
    ...card.blocks,
    {
      type: 'buttons',
      items: [
        {
          text: `移交${name}的${open}项任务`,
          action: commandOpen({ command: '任务 移交', texts: { from: name } }),
        },
      ],
    },
  ],
})

/** Records the change, flags the decisions it touches, and says both. */
async function changed(
  ctx: Ctx,
  organisation: Organisation,
  who: { memberId: string; name: string },
  date: string,
  action: string,
  summary: string,
  { title, says }: { title: string; says: string },
) {
  const me = ctx.me().id
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: me,
    action,
    object: who.memberId,
    facts: { from: date },
  })
  const flagged = await flagCorrections(ctx, organisation.id, [who.memberId], date, me)
  const words = `${who.name}自${dateWords(date, ctx.today)}${says}${flaggedWords(flagged)}`
  return { card: { ...noteCard(title, words, 'success'), summary: `${who.name} ${summary}` } }
}
