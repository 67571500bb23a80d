import { noteCard } from '../../cards/plain-cards.ts'
import { nameWords } from '../../cards/wording.ts'
import { Refusal } from '../../domain/refusals.ts'
import { member, members, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

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
  },
  async run({ name, leader, people }, ctx, { organisation }) {
    const groups = await ctx.unit.organisations.children(organisation.id, 'group')
    if (groups.some((group) => group.name === name)) throw new Refusal('group/exists', { name })
    const id = ctx.unit.newId()
    await ctx.unit.organisations.insert({
      id,
      kind: 'group',
      parentId: organisation.id,
      name,
      foundedOn: ctx.today,
      committeeFrom: null,
      unionFrom: null,
      dissolvedOn: null,
      createdAt: ctx.now,
    })
    const all = [leader, ...(people ?? []).filter((one) => one.memberId !== leader.memberId)]
    for (const one of all) {
      for (const group of groups) await ctx.unit.rosters.endStanding(group.id, one.memberId, ctx.today)
      await ctx.unit.rosters.setStanding(id, one.memberId, 'belongs', ctx.today, ctx.me().id)
    }
    await ctx.unit.rosters.setOffice(id, leader.memberId, 'group_leader', ctx.today, ctx.me().id, true)
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
