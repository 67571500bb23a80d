import { noteCard } from '../../cards/plain-cards.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, text } from '../arguments/index.ts'
import { caseLetters, caseNumbered } from '../cases/find-case.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

const number = optional(positional(caseNumber({ letter: 'D', letters: caseLetters })))

async function placeOf(ctx: Ctx, organisation: Organisation, given: string | undefined) {
  if (given === undefined) return { instanceId: null, what: `${organisation.name}全部档案` }
  const found = await caseNumbered(ctx, organisation.id, given)
  return { instanceId: found.instance.id, what: found.number }
}

/** `/档案 保全 D2026-014 原因=…`: nothing of it is deleted, whatever its retention. */
export const holdPapers = defineCommand({
  name: '档案 保全',
  aliases: ['档案保全'],
  summary: '保全一件事项或全部档案，期间不得销毁',
  example: '/档案 保全 D2026-001 原因=接受巡察',
  permission: 'paper.hold',
  scope: 'branch-or-union',
  args: { number, reason: keyed(text({ label: '原因', max: 100 })) },
  async run(given, ctx, { organisation }) {
    const { instanceId, what } = await placeOf(ctx, organisation, given.number)
    const id = ctx.unit.newId()
    const placed = await ctx.unit.retention.hold({
      id,
      organisationId: organisation.id,
      instanceId,
      reason: given.reason,
      placedBy: ctx.me().id,
      placedAt: ctx.now,
    })
    if (!placed) throw new Refusal('retention/held', { what })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'retention.hold',
      object: instanceId ?? organisation.id,
      facts: { hold: id },
    })
    return { card: noteCard('已保全', `${what}处于保全状态，期间不会列入销毁清单。`, 'success') }
  },
})

/** `/档案 解除 D2026-014`: the retention schedule applies again. */
export const liftHold = defineCommand({
  name: '档案 解除',
  aliases: ['解除保全'],
  summary: '解除档案保全',
  example: '/档案 解除 D2026-001',
  permission: 'paper.hold',
  scope: 'branch-or-union',
  args: { number },
  async run(given, ctx, { organisation }) {
    const { instanceId, what } = await placeOf(ctx, organisation, given.number)
    if (!(await ctx.unit.retention.lift(organisation.id, instanceId, ctx.me().id, ctx.now)))
      throw new Refusal('retention/no-hold', { what })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'retention.lift',
      object: instanceId ?? organisation.id,
      facts: {},
    })
    return { card: noteCard('已解除保全', `${what}恢复按保管期限管理。`, 'success') }
  },
})
