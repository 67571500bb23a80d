import { noteCard } from '../../cards/plain-cards.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { asksSensitive, withoutSensitive } from '../../domain/cases/forget-fields.ts'
import { linkedTo } from '../../domain/organisation/linked-rosters.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber } from '../arguments/index.ts'
import { positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

const reason = '本人撤回同意，敏感信息已删除'

/**
 * `/撤回授权 T2026-001`: the person concerned takes their consent back; what was collected on it is deleted from the case and
 * its history, and the case ends (个人信息保护法第十五条、第四十七条). The entry says that it was deleted, never what.
 */
export const withdrawConsent = defineCommand({
  name: '撤回授权',
  aliases: [],
  summary: '撤回对收集本人敏感信息的授权，删除已登记的内容（仅私聊）',
  example: '/撤回授权 T2026-001',
  permission: 'case.apply',
  scope: 'branch-or-union',
  privateOnly: true,
  args: { number: positional(caseNumber({ letter: 'T' })) },
  async run({ number }, ctx, { organisation }) {
    const found = await ownCase(ctx, organisation, number)
    await ctx.unit.processes.save({ ...found, instance: withoutSensitive(found.instance) })
    for (const paper of await ctx.unit.evidence.ofCase(found.instance.id))
      if (asksSensitive(found.instance, paper.step))
        await ctx.unit.evidence.withdraw(paper.id, ctx.me().id, ctx.now)
    ctx.unit.record({
      organisationId: found.organisationId,
      actorId: ctx.me().id,
      action: 'case.consent-withdrawn',
      object: found.instance.id,
      facts: { number: found.number },
    })
    const { state } = found.instance
    if ((state === 'open' || state === 'held') && found.instance.reason === null)
      await actOnCase(ctx, found.instance.id, { type: 'close', reason }, ctx.me().id)
    ctx.unit.touch(checklistView, found.instance.id)
    const text = `${found.number} 中登记的敏感信息已删除，此事项不再办理。需要时可以重新申请。`
    return { card: noteCard('已撤回同意', text, 'success'), privately: true }
  },
})

/** The case with a number that is about the actor, under its row lock; unknown to anybody else. */
async function ownCase(ctx: Ctx, organisation: Organisation, number: string): Promise<ProcessCase> {
  for (const { id } of [organisation, ...(await linkedTo(ctx.unit, organisation))]) {
    const found = await ctx.unit.processes.byNumber(id, number)
    const locked = found && (await ctx.unit.processes.getForUpdate(found.instance.id))
    if (locked?.instance.subject === ctx.me().id) return locked
  }
  throw new Refusal('case/unknown', { number, what: '本人的事项' })
}
