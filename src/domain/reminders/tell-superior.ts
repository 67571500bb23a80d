import { readStates, type StateContext } from '../cadence/read-states.ts'
import type { EscalationCandidate, Outgoing, Recipient, Unit } from '../ports/index.ts'
import { ANNOUNCED, ESCALATED, type EscalationPlan, mayTellSuperior } from './escalation.ts'
import { escalationRef, periodRef, reminderViews } from './refs.ts'

/** What telling superiors needs. */
export interface TellContext extends StateContext {
  readonly unit: Pick<
    Unit,
    | 'cadence'
    | 'overrides'
    | 'settings'
    | 'dutyRecords'
    | 'organisations'
    | 'rosters'
    | 'escalations'
    | 'send'
    | 'touch'
  >
  readonly now: Date
}

/**
 * Tells the superiors of candidates whose duty is overdue by the rules, each superior in one list a day (or at once,
 * where the branch has set that), with a copy to those who answer for it. Where those have not been reminded twice, they
 * are told instead that and when the superior will be. A second run changes nothing. Returns how many are new.
 */
export async function tellSuperiors(
  ctx: TellContext,
  plan: EscalationPlan,
  candidates: readonly EscalationCandidate[],
  platform: string,
): Promise<number> {
  const overdue = await overdueAmong(ctx, plan, candidates)
  let told = 0
  for (const one of overdue) {
    if (!mayTellSuperior(one.reminded)) {
      remindHeads(ctx, plan, one, `${ANNOUNCED}@${ctx.today}`, platform)
      continue
    }
    const places = await placesOf(ctx, one.superiorId, platform)
    if (places.length === 0) continue
    const { organisationId, branchId, superiorId, manner } = one
    const duty = { organisationId, obligation: plan.obligation, period: plan.period.label }
    if (!(await ctx.unit.escalations.insert({ ...duty, branchId, superiorId, manner, onDate: ctx.today })))
      continue
    told++
    remindHeads(ctx, plan, one, ESCALATED, platform)
    const ref = escalationRef.write(superiorId, ctx.today, manner === 'immediate' ? duty : null)
    for (const place of places) ctx.unit.send(listMessage(ref, one.superiorId, place))
    ctx.unit.touch(reminderViews.escalation, ref)
  }
  return told
}

interface Place {
  platform: string
  recipient: Recipient
}

async function overdueAmong(
  ctx: TellContext,
  plan: EscalationPlan,
  candidates: readonly EscalationCandidate[],
): Promise<EscalationCandidate[]> {
  const branches = new Map<string, Awaited<ReturnType<TellContext['unit']['organisations']['get']>>>()
  for (const { branchId } of candidates)
    if (!branches.has(branchId)) branches.set(branchId, await ctx.unit.organisations.get(branchId))
  const states = await readStates(
    ctx,
    [...branches.values()].filter((one) => one !== null),
    [plan.period],
  )
  return candidates.filter(({ branchId, organisationId }) => {
    const state = states
      .get(branchId)
      ?.find((one) => one.obligation === plan.obligation && [undefined, organisationId].includes(one.group))
    return state?.status === 'overdue' || state?.status === 'missed'
  })
}

/** The superior's group, else its clerks in private. */
async function placesOf(ctx: TellContext, superiorId: string, platform: string): Promise<Place[]> {
  const chat = await ctx.unit.organisations.chatOf(superiorId)
  if (chat) return [{ platform: chat.platform, recipient: { chatId: chat.chatId } }]
  const offices = await ctx.unit.rosters.offices(superiorId, ctx.today)
  return offices
    .filter(({ office }) => office === 'superior_clerk')
    .map(({ memberId }) => ({ platform, recipient: { memberId } }))
}

const listMessage = (ref: string, superiorId: string, { platform, recipient }: Place): Outgoing => ({
  key: `remind:${ref.replaceAll('|', ':')}:escalation:${'chatId' in recipient ? recipient.chatId : recipient.memberId}`,
  kind: 'reminder',
  platform,
  recipient,
  content: { view: reminderViews.escalation, ref },
  priority: 'digest',
  organisationId: superiorId,
})

function remindHeads(
  ctx: TellContext,
  plan: EscalationPlan,
  { organisationId, heads }: EscalationCandidate,
  stage: string,
  platform: string,
): void {
  for (const memberId of heads)
    ctx.unit.send({
      key: `remind:${organisationId}:${plan.obligation}:${plan.period.label}:${stage}:${memberId}`,
      kind: 'reminder',
      platform,
      recipient: { memberId },
      content: {
        view: reminderViews.period,
        ref: periodRef.write({
          organisationId,
          obligation: plan.obligation,
          period: plan.period.label,
          stage,
        }),
      },
      priority: 'duty',
      organisationId,
    })
}
