import { instructionCard } from '../../cards/instruction-cards.ts'
import { anyProvisional } from '../../domain/calendar/provisional.ts'
import { startInstructionCase } from '../../domain/instructions/instruction-case.ts'
import { secrecies } from '../../domain/instructions/secrecy.ts'
import type { Instruction } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { planWork } from '../../domain/work/reminders.ts'
import { choice, dateOnly, text } from '../arguments/index.ts'
import { unrepeated } from '../arguments/restricted.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

/**
 * `/上级指示 登记 <标题> 文号= 办结= 密级=`: of a classified document number and dates only; its title is dropped before
 * anything is written.
 */
export const registerInstruction = defineCommand({
  name: '上级指示 登记',
  aliases: ['来文登记', '登记来文'],
  summary: '登记上级指示、决议和来文，到期提醒，落实后报告',
  example: '/上级指示 登记 关于开展主题教育的通知 文号=局党〔2026〕12号 办结=12月10日',
  permission: 'instruction.register',
  scope: 'branch-or-union',
  args: {
    title: positional(unrepeated(text({ label: '标题', max: 60 }))),
    documentNumber: optional(keyed(text({ label: '文号', max: 40 }))),
    due: optional(keyed(dateOnly({ label: '办结', keys: ['办结期限', '期限'] }))),
    secrecy: optional(
      keyed(
        choice({
          label: '密级',
          words: { 公开: 'open', 内部: 'internal', 秘密: 'confidential', 机密: 'secret', 绝密: 'top_secret' },
        }),
      ),
    ),
    issuer: optional(keyed(text({ label: '来文单位', max: 40 }))),
    received: optional(keyed(dateOnly({ label: '收到', past: true }))),
  },
  async run(given, ctx, { organisation }) {
    const secrecy = given.secrecy ?? 'internal'
    const { classified } = secrecies[secrecy]
    if (classified && given.documentNumber === undefined) throw new Refusal('instruction/number-missing', {})
    const instruction: Instruction = {
      id: ctx.unit.newId(),
      organisationId: organisation.id,
      number: await ctx.unit.nextNumber(organisation.id, 'S', Number(ctx.today.slice(0, 4))),
      title: classified ? null : given.title,
      documentNumber: given.documentNumber ?? null,
      issuer: classified ? null : (given.issuer ?? null),
      secrecy,
      classified,
      receivedOn: given.received ?? ctx.today,
      dueOn: given.due ?? null,
      state: 'registered',
      execution: null,
      caseId: null,
      registeredBy: ctx.me().id,
      registeredAt: ctx.now,
      closedAt: null,
    }
    await ctx.unit.instructions.insert(instruction)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'instruction.register',
      object: instruction.id,
      facts: { number: instruction.number, secrecy, due: instruction.dueOn },
    })
    await startInstructionCase(ctx, instruction, ctx.me().id)
    await remindOf(ctx, instruction)
    return {
      card: instructionCard(instruction, [], anyProvisional(ctx.catalogue.calendar, [instruction.dueOn])),
    }
  },
})

/** The secretary is reminded until the instruction is reported on. */
export const remindOf = (ctx: Ctx, instruction: Instruction): Promise<void> =>
  planWork(ctx, {
    what: 'instruction',
    id: instruction.id,
    organisationId: instruction.organisationId,
    memberId: null,
    roles: ['owner'],
    due:
      instruction.state === 'reported' || (instruction.classified && instruction.state === 'executed')
        ? null
        : instruction.dueOn,
  })
