import { actOnCase, followResolution } from '../../domain/cases/act-on-case.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { startCase } from '../../domain/cases/start-case.ts'
import type { Catalogue } from '../../domain/catalogue.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { isFinished, type ProcessTemplate, stepNamed } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseAbout, isSettled, resolutionField } from '../../domain/voting/reconsidered.ts'
import { caseNumber, longText, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { resolutionNamed } from './find.ts'

const verb = '复议'

/** `/复议 J2026-005 依据= 意见=`: the resolution is not carried out any further; the case leads to the meeting that decides anew. */
export const objectToResolution = defineCommand({
  name: verb,
  aliases: ['重开大会', '提出复议'],
  summary: '对决议提出意见，暂停执行，重开党员大会再行讨论决定',
  example: '/复议 J2026-005 依据=局党委〔2026〕12号 意见=与上级要求不符',
  permission: 'resolution.object',
  scope: 'branch',
  args: {
    number: positional(caseNumber({ label: '决议', letter: 'J' })),
    ground: keyed(text({ label: '依据', max: 200, placeholder: '文件名称、条款' })),
    opinion: optional(keyed(longText({ label: '意见', max: 500 }))),
  },
  async run({ number, ground, opinion }, ctx, { organisation }) {
    const resolution = await resolutionNamed(ctx, organisation.id, number)
    if (isSettled(resolution)) throw new Refusal('resolution/replaced', { number: resolution.number })
    const running = await caseAbout(ctx, resolution)
    if (running)
      throw new Refusal('resolution/being-reconsidered', { number: resolution.number, case: running.number })
    const suspended = { ...resolution, state: 'suspended_for_reconsideration' as const }
    await ctx.unit.resolutions.setState(resolution.id, suspended.state)
    await followResolution(ctx, suspended, ctx.me().id)
    const template = templateOf(ctx.catalogue)
    const found = await startCase(ctx, {
      template,
      organisation,
      title: [...resolution.matter].slice(0, 60).join(''),
      said: {
        outputs: {},
        fields: fieldsOf(template, { number: resolution.number, ground, opinion, by: ctx.me().name }),
      },
      startedBy: ctx.me().id,
    })
    await recordSuspension(ctx, found)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'resolution.object',
      object: resolution.id,
      facts: { number: resolution.number, case: found.number },
    })
    return { view: checklistView, ref: found.instance.id }
  },
})

/** The process that names this command for itself. */
function templateOf({ processes }: Pick<Catalogue, 'processes'>): ProcessTemplate {
  const found = [...processes.values()].find(({ trigger }) => trigger.manual_command === `/${verb}`)
  if (!found) throw new Refusal('process/unknown-step', { step: verb })
  return found
}

/** What was said, under the names that the first step's form has for it. */
function fieldsOf(
  { steps: [first] }: ProcessTemplate,
  {
    number,
    ground,
    opinion,
    by,
  }: Record<'number' | 'ground' | 'by', string> & { opinion: string | undefined },
): Record<string, string> {
  const asked = first?.config.fields ?? []
  const basis = asked.find((label) => label.includes('依据')) ?? '依据'
  return {
    [resolutionField]: number,
    [basis]: ground,
    ...(opinion === undefined ? {} : { 意见: opinion }),
    提出人: by,
  }
}

/** Objecting itself suspends the resolution: the step that records it is done by the same act. */
async function recordSuspension(ctx: Ctx, { instance }: ProcessCase): Promise<void> {
  const state = instance.steps.find(
    (one) => !isFinished(one) && stepNamed(instance.template, one.id)?.config.suspends === true,
  )
  if (!state) return
  await actOnCase(ctx, instance.id, { type: 'complete', step: state.id }, ctx.me().id, 'of-the-caller')
}
