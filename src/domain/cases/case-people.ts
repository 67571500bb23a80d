import { localDate } from '../calendar/local-time.ts'
import { linkedRosters, responsibleFor } from '../organisation/linked-rosters.ts'
import { holdersOf } from '../organisation/responsible.ts'
import type { ProcessCase } from '../ports/index.ts'
import { isInternalApproval, type ProcessTemplate, stepNamed } from '../process/index.ts'
import { type CaseContext, checklistView } from './case-context.ts'
import { stepCardRef, stepViews } from './step-views.ts'

/** Whether a process is readable by its circle alone and never shown in a group (DOMAIN §7.1, class S3). */
export const isRestricted = ({ visibility }: Pick<ProcessTemplate, 'visibility'>): boolean =>
  visibility === 'restricted'

/** Roles of whoever is outside a body with offices: they make nobody of the organisation part of a restricted circle. */
const outsiders: readonly string[] = ['subject', 'staff', 'member', 'superior_party', 'superior_union']

/** Whether the case is about a person who did not start it and is not to act in it. */
export const isAbout = ({ instance, startedBy }: ProcessCase, memberId: string): boolean =>
  instance.subject === memberId && startedBy !== memberId

/**
 * The circle of a case: who started it, who has one of its steps, who answers for its owner or a role in it; never the
 * person whom it is about and who did not start it.
 */
export async function circleOf(ctx: CaseContext, found: ProcessCase): Promise<string[]> {
  const { instance, startedBy } = found
  const today = localDate(ctx.now, ctx.zone)
  const roster = await ctx.unit.rosters.roster(found.organisationId, today)
  const linked = await linkedRosters(ctx.unit, found.organisationId, today)
  const named = instance.steps.flatMap(({ assignee }) => assignee ?? [])
  const roles = new Set([instance.template.owner, ...instance.template.steps.map(({ role }) => role)])
  const holders = [...roles]
    .filter((role) => !outsiders.includes(role))
    .flatMap((role) => holdersOf(roster, role, linked))
  const all = new Set([...(startedBy ? [startedBy] : []), ...named, ...holders])
  return [...all].filter((memberId) => !isAbout(found, memberId))
}

/** Shows a case that nobody asked for on a card: in the group, a restricted one to its circle alone. */
export async function announceCase(ctx: CaseContext, found: ProcessCase): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(found.organisationId)
  if (!chat) return
  const content = { view: checklistView, ref: found.instance.id }
  const message = { kind: 'card', platform: chat.platform, content, priority: 'duty' } as const
  if (!isRestricted(found.instance.template)) {
    const key = `case-started:${found.instance.id}`
    return ctx.unit.send({ ...message, key, recipient: { chatId: chat.chatId } })
  }
  for (const memberId of await circleOf(ctx, found))
    ctx.unit.send({
      ...message,
      key: `case-started:${found.instance.id}:${memberId}`,
      recipient: { memberId },
    })
}

/** Puts an approval of the organisation's own before those who decide it, once its turn has come. */
export async function askApprovers(
  ctx: CaseContext,
  found: ProcessCase,
  { step: id, item }: { step: string; item: string | null },
): Promise<void> {
  const step = stepNamed(found.instance.template, id)
  const chat = await ctx.unit.organisations.chatOf(found.organisationId)
  if (!step || !chat || !isInternalApproval(step)) return
  const today = localDate(ctx.now, ctx.zone)
  const approver = step.config.approver ?? step.role
  const link = { caseId: found.instance.id, step: id, item }
  const deciders = await responsibleFor(ctx.unit, found.organisationId, approver, today)
  for (const memberId of deciders.filter((one) => !isAbout(found, one)))
    ctx.unit.send({
      key: `${stepViews.approval}:${stepCardRef.write(link)}:${memberId}:${ctx.now.toISOString()}`,
      kind: 'card',
      platform: chat.platform,
      recipient: { memberId },
      content: { view: stepViews.approval, ref: stepCardRef.write(link) },
      priority: 'approval',
    })
}
