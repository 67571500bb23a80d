import {
  type LeaveRow,
  leaveCard,
  leavesCard,
  leaveWithdraw,
  leaveWithdrawnCard,
} from '../../cards/leave-cards.ts'
import type { Obligation } from '../../domain/cadence/obligation.ts'
import { checkLeave, type GivenLeave, leaveWords } from '../../domain/cadence/overrides.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import { dutyNames } from '../../domain/meetings/kinds.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { ObligationOverride } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, dateOnly, period, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { groupNamed } from '../organisation/find-group.ts'
import { obligationNamed } from './obligation-named.ts'
import { dutyPlaceOf, obligationStates } from './states.ts'

const subject = {
  kind: positional(choice({ label: '类型', words: dutyNames })),
  period: positional(period({ label: '周期' })),
}
const documentArgs = {
  number: keyed(text({ label: '文号', max: 40, placeholder: '例如：局党〔2026〕45号' })),
  date: keyed(dateOnly({ label: '日期', keys: ['文件日期'], past: true })),
  group: optional(keyed(text({ label: '党小组', max: 20, placeholder: '只涉及一个党小组时填写' }))),
}

/** `/免开 登记 党员大会 2026-Q3 文号=局党〔2026〕45号 日期=2026-09-20`. */
export const registerExemption = defineCommand({
  name: '免开 登记',
  aliases: ['登记免开', '免开'],
  summary: '登记上级同意某一周期不召开的文件',
  example: '/免开 登记 党员大会 2026-Q4 文号=局党〔2026〕45号 日期=2026-11-20',
  permission: 'leave.register',
  scope: 'branch-or-union',
  args: { ...subject, ...documentArgs },
  run: async ({ kind, period: given, number, date, group }, ctx, { organisation }) => ({
    card: await register(ctx, organisation, {
      kind: 'exemption',
      obligation: obligationNamed(ctx, kind),
      period: given,
      until: null,
      documentNumber: number,
      documentDate: date,
      group,
    }),
  }),
})

/** `/延期 登记 民主生活会 2026 至=2027-02-28 文号=… 日期=…`: the superior moved the window. */
export const registerExtension = defineCommand({
  name: '延期 登记',
  aliases: ['登记延期', '延期'],
  summary: '登记上级同意某一周期延后召开的文件',
  example: '/延期 登记 民主生活会 2026 至=2027-02-28 文号=局党〔2026〕50号 日期=2026-11-20',
  permission: 'leave.register',
  scope: 'branch-or-union',
  args: { ...subject, until: keyed(dateOnly({ label: '至', keys: ['延至'], past: true })), ...documentArgs },
  run: async ({ kind, period: given, until, number, date, group }, ctx, { organisation }) => ({
    card: await register(ctx, organisation, {
      kind: 'moved',
      obligation: obligationNamed(ctx, kind),
      period: given,
      until,
      documentNumber: number,
      documentDate: date,
      group,
    }),
  }),
})

async function register(
  ctx: Ctx,
  organisation: Organisation,
  given: GivenLeave & { obligation: Obligation; documentNumber: string; group: string | undefined },
) {
  const { obligation, period: of } = given
  checkLeave(obligation, given, ctx.today)
  const group =
    obligation.per === 'group' && given.group !== undefined
      ? await groupNamed(ctx, organisation.id, given.group, of.end < ctx.today ? of.end : ctx.today)
      : null
  const states = await obligationStates(ctx, organisation, [of])
  const state = states.find((one) => one.obligation === obligation.id && (!group || one.group === group.id))
  if (!state || state.status === 'not_applicable')
    throw new Refusal('obligation/not-applicable', {
      label: obligation.label,
      period: periodWords(of.label),
    })
  const leave: ObligationOverride = {
    id: ctx.unit.newId(),
    organisationId: (await dutyPlaceOf(ctx, organisation)).id,
    obligation: obligation.id,
    period: of.label,
    body: group?.id ?? '',
    kind: given.kind,
    until: given.until,
    documentNumber: given.documentNumber,
    documentDate: given.documentDate,
    recordedBy: ctx.me().id,
    recordedAt: ctx.now,
  }
  if (!(await ctx.unit.overrides.insert(leave)))
    throw new Refusal('override/on-file', {
      label: obligation.label,
      period: periodWords(of.label),
      what: leaveWords(given.kind, obligation),
    })
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: ctx.me().id,
    action: 'leave.register',
    object: leave.id,
    facts: { kind: leave.kind, obligation: leave.obligation, period: leave.period, until: leave.until },
  })
  return leaveCard({
    leave,
    label: obligation.label,
    wording: obligation.wording,
    body: group?.name ?? null,
    by: ctx.me().name,
  })
}

/** `/免开 查询`: what is on file, with the way to take it off. */
export const listLeaves = defineCommand({
  name: '免开 查询',
  aliases: ['延期 查询', '免开和延期'],
  summary: '查看已登记的免开和延期，登记有误的可以撤销',
  example: '/免开 查询',
  permission: 'leave.register',
  scope: 'branch-or-union',
  args: {},
  async run(_args, ctx, { organisation }) {
    const { id } = await dutyPlaceOf(ctx, organisation)
    const leaves = (await ctx.unit.overrides.onFile([id])).reverse()
    const rows = await Promise.all(leaves.map((leave) => rowOf(ctx, leave)))
    return { card: leavesCard(organisation.name, rows) }
  },
})

/** 撤销登记. */
export const clickWithdrawLeave = defineAction(leaveWithdraw, async ({ leave: id }, ctx) => {
  const leave = await ctx.unit.overrides.get(id)
  if (!leave) throw new Refusal('card/not-ours', {})
  await ctx.allow('leave.register', leave.organisationId)
  if (!(await ctx.unit.overrides.withdraw(id, ctx.me().id, ctx.now)))
    throw new Refusal('override/withdrawn', {})
  ctx.unit.record({
    organisationId: leave.organisationId,
    actorId: ctx.me().id,
    action: 'leave.withdraw',
    object: leave.id,
    facts: { kind: leave.kind, obligation: leave.obligation, period: leave.period },
  })
  return { toast: '已撤销登记', card: leaveWithdrawnCard(await rowOf(ctx, leave)) }
})

async function rowOf(ctx: Ctx, leave: ObligationOverride): Promise<LeaveRow> {
  const by = await ctx.unit.rosters.member(leave.recordedBy)
  const group = leave.body === '' ? null : await ctx.unit.organisations.get(leave.body)
  const { label, wording } = obligationNamed(ctx, leave.obligation)
  return {
    leave,
    label,
    wording,
    body: group?.name ?? null,
    by: by?.name ?? '',
  }
}
