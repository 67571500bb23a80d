import { instructionCard, instructionListCard } from '../../cards/instruction-cards.ts'
import { anyProvisional } from '../../domain/calendar/provisional.ts'
import { serveInstruction } from '../../domain/instructions/instruction-case.ts'
import { instructionStateWords } from '../../domain/instructions/states.ts'
import type { Instruction } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, dateOnly, longText } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { remindOf } from './register.ts'

/** `/上级指示 落实 <编号> 情况=…`: carried out. A classified one closes with the day alone. */
export const executeInstruction = defineCommand({
  name: '上级指示 落实',
  aliases: ['落实上级指示'],
  summary: '登记上级指示的落实情况（涉密的只登记完成）',
  example: '/上级指示 落实 S2026-001 情况=已传达学习，制定措施三条，全部完成',
  permission: 'instruction.register',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'S' })),
    execution: optional(keyed(longText({ label: '情况', max: 500 }))),
    on: optional(keyed(dateOnly({ label: '日期', past: true }))),
  },
  async run({ number, execution, on }, ctx, { organisation }) {
    const found = await ctx.unit.instructions.byNumber(organisation.id, number)
    const before = found && (await ctx.unit.instructions.getForUpdate(found.id))
    if (!before) throw new Refusal('case/unknown', { number, what: '上级指示' })
    if (before.state === 'reported' || (before.classified && before.state === 'executed'))
      throw new Refusal('instruction/done', {
        number: before.number,
        state: instructionStateWords[before.state],
      })
    if (before.classified && execution !== undefined)
      throw new Refusal('instruction/classified', { number: before.number })
    if (!before.classified && execution === undefined)
      throw new Refusal('form/field', { label: '情况', sentence: '请写明落实情况，例如：情况=已传达学习。' })
    await refuseOpenItems(ctx, before)
    const change = { state: 'executed' as const, execution: execution ?? null }
    await ctx.unit.instructions.update(before.id, change)
    const instruction = { ...before, ...change }
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'instruction.execute',
      object: instruction.id,
      facts: { number: instruction.number, on: on ?? ctx.today },
    })
    await serveInstruction(ctx, instruction, 'execute', ctx.me().id)
    await remindOf(ctx, instruction)
    return {
      card: instructionCard(instruction, [], anyProvisional(ctx.catalogue.calendar, [instruction.dueOn])),
    }
  },
})

/** What came of the instruction's case must be accepted first (tasks_closed). */
async function refuseOpenItems(ctx: Ctx, { number, caseId }: Instruction): Promise<void> {
  const items = caseId === null ? [] : await ctx.unit.rectifications.ofCase(caseId)
  const open = items.filter((one) => one.state !== 'closed').map((one) => one.number)
  if (open.length > 0) throw new Refusal('instruction/open-items', { number, items: open })
}

const shown = 30

/** `/上级指示 列表`: what is to be carried out, what is overdue, what was reported. */
export const listInstructions = defineCommand({
  name: '上级指示 列表',
  aliases: ['上级指示', '来文列表'],
  summary: '查看上级指示及落实状态',
  example: '/上级指示 列表',
  permission: 'instruction.show',
  scope: 'branch-or-union',
  args: {},
  async run(_args, ctx, { organisation }) {
    const all = await ctx.unit.instructions.latest(organisation.id, shown)
    const due = all.filter(({ state }) => state !== 'reported').map(({ dueOn }) => dueOn)
    const provisional = anyProvisional(ctx.catalogue.calendar, due)
    return { card: instructionListCard(organisation.name, all, ctx.today, provisional) }
  },
})
