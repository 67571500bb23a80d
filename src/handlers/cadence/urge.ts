import { urgeAll, urgeAllConfirm, urgeOne } from '../../cards/overview-actions.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { type OpenDuty, urgeAllCard } from '../../cards/urging-cards.ts'
import { stateWords } from '../../domain/cadence/duty-wording.ts'
import { dutyWords } from '../../domain/cadence/overrides.ts'
import { type BranchStanding, periodsAsked, rowsToShow, standingOf } from '../../domain/cadence/overview.ts'
import { readStates } from '../../domain/cadence/read-states.ts'
import { estimateOf } from '../../domain/delivery/estimate.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Urging } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { sendBranch } from './branch-detail.ts'
import { obligationNamed } from './obligation-named.ts'
import { branchBelow, superiorOf } from './overview.ts'
import { openDuties, standingsOf } from './standings.ts'
import { tellUrged } from './tell-urged.ts'

/** 催办 about one obligation of one branch: recorded, once a day, and told to its secretary. */
export const clickUrge = defineAction(urgeOne, async ({ branch: id, obligation, period }, ctx) => {
  const branch = await branchBelow(ctx, id)
  await ctx.allow('duty.urge', id)
  const superior = await ctx.unit.organisations.get(branch.parentId)
  if (!superior) throw new Refusal('card/not-ours', {})
  const standing = await standingNow(ctx, branch)
  const what = { branch: branch.name, label: obligationNamed(ctx, obligation).label }
  const open = await openDuties(ctx, superior.id, [standing])
  const duty = open.find((one) => one.obligation === obligation && one.period === period)
  if (!duty) return answerState(ctx, branch, standing, { ...what, obligation, period })
  const sent = await urge(ctx, superior, [duty], [standing])
  if (sent.recorded === 0)
    throw new Refusal(sent.unreachable > 0 ? 'urging/nobody-there' : 'urging/today', what)
  return { toast: `已催办${branch.name}，并留存记录` }
})

/** An old card: nothing is open any more. Says how it stands, and shows the branch as it is now. */
async function answerState(
  ctx: Ctx,
  branch: Organisation & { parentId: string },
  { rows }: BranchStanding,
  about: { label: string; obligation: string; period: string },
) {
  const row = rows.find((one) => one.obligation === about.obligation && one.period.label === about.period)
  if (!row) throw new Refusal('urging/nothing-open', { branch: branch.name, label: about.label })
  await sendBranch(ctx, branch, 'quarter')
  return {
    toast: `${branch.name}${dutyWords(about, about.period)}现为“${stateWords(row.status, row.wording).label}”，不需要催办，已列出最新进度`,
    tone: 'info' as const,
  }
}

/** A branch's duties as an overview of the year would show them. */
async function standingNow(ctx: Ctx, branch: Organisation): Promise<BranchStanding> {
  const asked = periodsAsked(ctx.today, 'year')
  const states = (await readStates(ctx, [branch], asked.all)).get(branch.id) ?? []
  return standingOf(branch.id, branch.name, rowsToShow(states, asked))
}

/** 全部催办: says how many, to how many, and how long it takes; nothing is sent yet. */
export const clickUrgeAll = defineAction(urgeAll, async ({ superior: id, span }, ctx) => {
  const superior = await superiorOf(ctx, id)
  await ctx.allow('duty.urge-all', id)
  const standings = await standingsOf(ctx, superior, span)
  const open = (await openDuties(ctx, id, standings)).filter(({ urgedToday }) => !urgedToday)
  if (open.length === 0) throw new Refusal('urging/none', {})
  const branches = new Set(open.map(({ branchId }) => branchId)).size
  ctx.unit.send({
    key: `urge-all:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: ctx.me().id },
    content: {
      card: urgeAllCard({
        superiorId: id,
        span,
        name: superior.name,
        duties: open.length,
        branches,
        estimate: estimateOf(branches, ctx.callsPerMinute),
      }),
    },
    priority: 'reply',
  })
  return { toast: '请在私聊卡片中核对数量和预计用时后确认', tone: 'info' }
})

/** 确认 on that card: judged anew, since what was open may have been done meanwhile. */
export const confirmUrgeAll = defineAction(urgeAllConfirm, async ({ superior: id, span }, ctx) => {
  const superior = await superiorOf(ctx, id)
  await ctx.allow('duty.urge-all', id)
  const standings = await standingsOf(ctx, superior, span)
  const open = (await openDuties(ctx, id, standings)).filter(({ urgedToday }) => !urgedToday)
  const { recorded, branches, unreachable } = await urge(ctx, superior, open, standings)
  if (recorded === 0) throw new Refusal('urging/none', {})
  const missing = unreachable > 0 ? `${unreachable}个支部没有登记书记，未能送达。` : ''
  return {
    toast: '已催办',
    card: noteCard(
      '已全部催办',
      `已就${recorded}项催办${branches}个支部的书记，并留存记录。${missing}`,
      'success',
    ),
  }
})

/** Records urgings and sends one card to each branch's secretary. A branch without one is not recorded as urged. */
async function urge(
  ctx: Ctx,
  superior: Organisation,
  open: readonly OpenDuty[],
  standings: readonly BranchStanding[],
): Promise<{ recorded: number; branches: number; unreachable: number }> {
  const heads = await headsOf(ctx, [...new Set(open.map(({ branchId }) => branchId))])
  const reachable = open.filter(({ branchId }) => heads.has(branchId))
  const fresh = await ctx.unit.urgings.insert(
    reachable.map(
      (duty): Urging => ({
        id: ctx.unit.newId(),
        organisationId: duty.branchId,
        superiorId: superior.id,
        obligation: duty.obligation,
        period: duty.period,
        urgedOn: ctx.today,
        urgedBy: ctx.me().id,
        urgedAt: ctx.now,
      }),
    ),
  )
  const byBranch = Map.groupBy(fresh, ({ organisationId }) => organisationId)
  for (const [branchId, urgings] of byBranch) {
    const standing = standings.find((one) => one.branchId === branchId)
    if (standing) tellUrged(ctx, superior, standing, urgings, heads.get(branchId) ?? [])
  }
  if (fresh.length > 0)
    ctx.unit.record({
      organisationId: superior.id,
      actorId: ctx.me().id,
      action: 'duty.urge',
      object: fresh[0]?.id ?? superior.id,
      facts: { duties: fresh.length, branches: byBranch.size, ...onlyOne(fresh) },
    })
  return {
    recorded: fresh.length,
    branches: byBranch.size,
    unreachable: new Set(open.filter(({ branchId }) => !heads.has(branchId)).map((one) => one.branchId)).size,
  }
}

const onlyOne = ([first, ...others]: readonly Urging[]): Record<string, string> =>
  first && others.length === 0
    ? { branch: first.organisationId, obligation: first.obligation, period: first.period }
    : {}

/** Secretaries, else deputies, of branches today. */
async function headsOf(ctx: Ctx, branchIds: string[]): Promise<Map<string, string[]>> {
  const offices = await ctx.unit.cadence.offices(branchIds)
  const now = offices.filter(({ from, to }) => from <= ctx.today && (to === null || to > ctx.today))
  const heads = new Map<string, string[]>()
  for (const office of ['secretary', 'deputy_secretary'] as const)
    for (const one of now.filter((row) => row.office === office))
      if (office === 'secretary' || !heads.has(one.organisationId))
        heads.set(one.organisationId, [...(heads.get(one.organisationId) ?? []), one.memberId])
  return heads
}
