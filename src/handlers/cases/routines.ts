import { routineSwitch, routinesCard } from '../../cards/routines-card.ts'
import { routineKind, spanOf, spanWords } from '../../domain/cases/routines.ts'
import { routinesView, switchRoutine } from '../../domain/cases/run-routine.ts'
import { Refusal } from '../../domain/refusals.ts'
import { processNamed } from '../arguments/process.ts'
import { defineAction } from '../define/action.ts'
import { positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { defineView } from '../define/view.ts'

const routine = processNamed({ label: '流程', offered: (template) => spanOf(template) !== undefined })

/** `/事项 启用 党员管理` and `/事项 停用 …`: whether the calendar starts a process at the beginning of its periods. */
const switchCommand = (verb: '启用' | '停用', summary: string) =>
  defineCommand({
    name: `事项 ${verb}`,
    aliases: [`${verb}事项`],
    summary,
    example: `/事项 ${verb} 党员管理`,
    permission: 'case.switch',
    scope: 'branch-or-union',
    args: { process: positional(routine) },
    async run({ process }, ctx, { organisation }) {
      const given = { organisationId: organisation.id, template: process, on: verb === '启用' }
      await switchRoutine(ctx, given, ctx.me().id)
      return { view: routinesView, ref: organisation.id, privately: true }
    },
  })

export const enableRoutine = switchCommand('启用', '每期开始时自动启动一项例行事项')
export const disableRoutine = switchCommand('停用', '不再自动启动一项例行事项')

/** 启用 and 停用 on the card of routines. */
export const clickSwitch = defineAction(routineSwitch, async ({ organisation: id, process, on }, ctx) => {
  const template = ctx.catalogue.processes.get(process)
  if (!template || !(await ctx.unit.organisations.get(id))) throw new Refusal('card/not-ours', {})
  await ctx.allow('case.switch', id)
  await switchRoutine(ctx, { organisationId: id, template, on }, ctx.me().id)
  return { toast: on ? `已启用：${template.label}` : `已停用：${template.label}` }
})

/** The routines of an organisation, from its switches. */
export const routinesOfOrganisation = defineView(routinesView, async (organisationId, ctx) => {
  const organisation = await ctx.unit.organisations.get(organisationId)
  if (!organisation) return null
  const switches = await ctx.unit.processes.switches(organisationId)
  const rows = [...ctx.catalogue.processes.values()].flatMap((template) => {
    const span = spanOf(template)
    const on = switches.get(template.id) ?? null
    // What is the union's is shown in a branch only where somebody has switched it on there.
    if (!span || (routineKind(template) !== organisation.kind && on === null)) return []
    return [{ id: template.id, label: template.label, span: spanWords[span], on }]
  })
  return { card: routinesCard({ organisationId, name: organisation.name, rows }), open: true }
})
