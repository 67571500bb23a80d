import { noteCard } from '../../cards/plain-cards.ts'
import { dateWords, nameWords } from '../../cards/wording.ts'
import { Refusal } from '../../domain/refusals.ts'
import { dateOnly, member, members, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { groupNamed, groupsOn } from './find-group.ts'

/** `/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八`. A member who is in another group moves. */
export const createGroup = defineCommand({
  name: '党小组 新建',
  aliases: ['新建党小组'],
  summary: '设党小组，指定组长和成员',
  example: '/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八',
  permission: 'group.change',
  scope: 'branch',
  args: {
    name: positional(text({ label: '名称', max: 20, placeholder: '例如：第一党小组' })),
    leader: keyed(member({ label: '组长' })),
    people: optional(keyed(members({ label: '成员' }))),
    from: optional(keyed(dateOnly({ label: '日期', keys: ['成立日期'], past: true }))),
  },
  async run({ name, leader, people, from }, ctx, { organisation }) {
    const date = from ?? ctx.today
    const groups = await groupsOn(ctx, organisation.id, date)
    if (groups.some((group) => group.name === name)) throw new Refusal('group/exists', { name })
    const id = ctx.unit.newId()
    await ctx.unit.organisations.insert({
      id,
      kind: 'group',
      parentId: organisation.id,
      name,
      foundedOn: date,
      committeeFrom: null,
      unionFrom: null,
      dissolvedOn: null,
      createdAt: ctx.now,
    })
    const all = [leader, ...(people ?? []).filter((one) => one.memberId !== leader.memberId)]
    for (const one of all) {
      for (const group of groups) await ctx.unit.rosters.endStanding(group.id, one.memberId, date)
      await ctx.unit.rosters.setStanding(id, one.memberId, 'belongs', date, ctx.me().id)
    }
    await ctx.unit.rosters.setOffice(id, leader.memberId, 'group_leader', date, ctx.me().id, true)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'group.create',
      object: id,
      facts: { members: all.length, leader: leader.memberId },
    })
    return {
      card: noteCard(
        '党小组已设立',
        `${name}：组长${leader.name}，共${all.length}人（${nameWords(all.map((one) => one.name))}）。`,
        'success',
      ),
    }
  },
})

/** `/党小组 撤销 第一党小组 日期=…`: the date is its last day. Its members stay in the branch. */
export const dissolveGroup = defineCommand({
  name: '党小组 撤销',
  aliases: ['撤销党小组'],
  summary: '登记党小组撤销，之后不再要求党小组会',
  example: '/党小组 撤销 第一党小组 日期=2026-12-31',
  permission: 'group.change',
  scope: 'branch',
  args: {
    name: positional(text({ label: '名称', max: 20, placeholder: '例如：第一党小组' })),
    until: optional(keyed(dateOnly({ label: '日期', keys: ['撤销日期'], past: true }))),
  },
  async run({ name, until }, ctx, { organisation }) {
    const last = until ?? ctx.today
    const group = await groupNamed(ctx, organisation.id, name, last)
    await ctx.unit.organisations.update(group.id, { dissolvedOn: last })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'group.dissolve',
      object: group.id,
      facts: { until: last },
    })
    return {
      card: noteCard(
        '党小组已撤销',
        `${name}自${dateWords(last, ctx.today)}起撤销，党员仍在支部名册中。需要重新编组的：/党小组 新建`,
        'success',
      ),
    }
  },
})
