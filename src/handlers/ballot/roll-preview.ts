import { conditionsCard, rollCard } from '../../cards/roll-cards.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { ruleForItem } from '../../domain/process/index.ts'
import { conditionsOf } from '../../domain/voting/conditions.ts'
import { explainRoll } from '../../domain/voting/explain-roll.ts'
import type { VotingRule } from '../../domain/voting/index.ts'
import { nobodyOn, refuseNeedlessRecusal } from '../../domain/voting/open-ballot.ts'
import { rollFor } from '../../domain/voting/roll.ts'
import { ruleInForce } from '../../domain/voting/rule-in-force.ts'
import { caseNumber, members, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { votingRule } from './arguments.ts'
import { ruleOfMatter } from './matter-rule.ts'
import { meetingFor } from './open.ts'

/** The roll is drawn up on the day of the vote: of a meeting to come, that day; else today. */
const dayOf = (ctx: Ctx, meeting: Meeting | null): string =>
  meeting && meeting.startsOn > ctx.today ? meeting.startsOn : ctx.today

/** `/表决 名册 会议=D2026-001 回避=王五`: who will be asked, who not and why, and what is needed. Nothing is opened. */
export const previewRoll = defineCommand({
  name: '表决 名册',
  aliases: ['表决名册'],
  summary: '表决前核对名册：谁在册、谁不在册和原因、到会和通过各需几人',
  example: '/表决 名册 会议=D2026-001',
  permission: 'ballot.open',
  scope: 'branch-or-union',
  args: {
    matter: optional(positional(text({ label: '事项', max: 100 }))),
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    rule: optional(keyed(votingRule('规则'))),
    recused: optional(keyed(members({ label: '回避' }))),
  },
  async run({ matter = '', meeting: number, rule: named, recused = [] }, ctx, { organisation }) {
    await ctx.allow('ballot.open', organisation.id)
    const meeting = await meetingFor(ctx, organisation.id, number)
    const day = dayOf(ctx, meeting)
    const onDay = { ...ctx, today: day }
    const rule = await ruleInForce(
      onDay,
      organisation.id,
      named ?? (await ruleOfMatter(ctx, organisation, meeting, matter)),
    )
    const away = recused.map((one) => one.memberId)
    await refuseNeedlessRecusal(onDay, { rule, organisationId: organisation.id, recused: away })
    const explained = await explainRoll(ctx.unit, organisation.id, rule, day, away)
    if (!explained || explained.roll.voters.length === 0) throw nobodyOn(rule, explained?.roll ?? null)
    const signedIn = await signedInAt(ctx, meeting)
    const present = explained.roll.voters.filter((one) => signedIn.has(one.memberId)).length
    return {
      card: rollCard({
        branch: organisation.name,
        meeting: meeting?.number ?? null,
        day,
        rule,
        explained,
        conditions: conditionsOf(rule, explained.roll.roster, present),
      }),
    }
  },
})

async function signedInAt(ctx: Ctx, meeting: Meeting | null): Promise<Set<string>> {
  const rows = meeting ? await ctx.unit.attendance.ofMeeting(meeting.id) : []
  return new Set(rows.filter((row) => row.signedInAt !== null).map((row) => row.memberId))
}

/** `/表决 条件 会议=D2026-001`: may we start, under every rule that the meeting's matters come under, and what is missing. */
export const showConditions = defineCommand({
  name: '表决 条件',
  aliases: ['表决条件', '能否表决'],
  summary: '会前、会中查看能否表决，还差几人',
  example: '/表决 条件 会议=D2026-001',
  permission: 'ballot.show',
  scope: 'branch-or-union',
  args: {
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    rule: optional(keyed(votingRule('规则'))),
  },
  async run({ meeting: number, rule: named }, ctx, { organisation }) {
    await ctx.allow('ballot.show', organisation.id)
    const meeting = await meetingFor(ctx, organisation.id, number)
    const day = dayOf(ctx, meeting)
    const signedIn = await signedInAt(ctx, meeting)
    const rows = []
    for (const given of named ? [named] : await rulesOf(ctx, organisation, meeting)) {
      const rule = await ruleInForce({ ...ctx, today: day }, organisation.id, given)
      const roll = await rollFor(rule, ctx.unit, organisation.id, day)
      if (!roll) continue
      const present = roll.voters.filter((one) => signedIn.has(one.memberId)).length
      rows.push({ rule, conditions: conditionsOf(rule, roll.roster, present) })
    }
    return { card: conditionsCard({ branch: organisation.name, meeting, day, rows, zone: ctx.zone }) }
  },
})

/** The rules of a meeting's steps and matters, each once; of no meeting in particular, the ordinary one. */
async function rulesOf(ctx: Ctx, organisation: Organisation, meeting: Meeting | null): Promise<VotingRule[]> {
  const found = meeting?.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const { template, items } = found?.instance ?? { template: null, items: [] }
  const ids = (template?.steps ?? []).flatMap((step) => [
    ...(step.kind === 'ballot' ? items.map((item) => ruleForItem(step, item)) : []),
    step.config.rule,
  ])
  const rules = [...new Set(ids)].flatMap((id) => {
    const rule = id === undefined ? undefined : ctx.catalogue.votingRules.get(id)
    return rule ? [rule] : []
  })
  return rules.length > 0 ? rules : [await ruleOfMatter(ctx, organisation, meeting, '')]
}
