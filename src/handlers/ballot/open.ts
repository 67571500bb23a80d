import { noteCard } from '../../cards/plain-cards.ts'
import { bindToStep } from '../../domain/cases/step-records.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { ballotViews } from '../../domain/voting/close-ballot.ts'
import { openBallot } from '../../domain/voting/open-ballot.ts'
import { caseNumber, caseStep, choice, members, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { deadline, votingRule } from './arguments.ts'
import { ruleOfMatter, ruleOfStep } from './matter-rule.ts'
import { ballotOfStep } from './of-step.ts'

/** How long votes are taken when nothing is said. */
const defaultMinutes = 30

/** `/表决 发起 通过2027年工作计划 会议=D2026-001 方式=公开`: freezes the roll and posts the ballot to the branch's group. */
export const openBallotCommand = defineCommand({
  name: '表决 发起',
  aliases: ['投票', '举手表决', '发起表决'],
  summary: '对一个事项公开表决，按规则计票',
  example: '/表决 发起 通过2027年支部工作计划 方式=公开',
  permission: 'ballot.open',
  scope: 'branch',
  args: {
    matter: positional(text({ label: '事项', max: 100, placeholder: '例如：通过2027年支部工作计划' })),
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    method: optional(
      keyed(
        choice({
          label: '方式',
          words: {
            公开: '公开',
            举手: '公开',
            无记名: '无记名',
            无记名投票: '无记名',
            现场票决: '现场票决',
            纸质票: '现场票决',
          },
        }),
      ),
    ),
    rule: optional(keyed(votingRule('规则'))),
    important: optional(keyed(choice({ label: '重要', words: { 否: false, 是: true } }))),
    until: optional(keyed(deadline('截止'))),
    recused: optional(keyed(members({ label: '回避' }))),
    reason: optional(keyed(text({ label: '理由', max: 200 }))),
    forStep: optional(keyed(caseStep(ballotOfStep.serves))),
  },
  async run(
    {
      matter,
      meeting: number,
      method = '公开',
      rule,
      important = false,
      until,
      recused = [],
      reason,
      forStep,
    },
    ctx,
    { organisation },
  ) {
    if (method !== '公开') throw new Refusal('ballot/method-not-offered', { method })
    const meeting = await meetingFor(ctx, organisation.id, number)
    const ballot = await openBallot(
      ctx,
      {
        organisationId: organisation.id,
        meeting,
        matter,
        rule: rule ?? ruleOfStep(ctx, forStep) ?? (await ruleOfMatter(ctx, meeting, matter)),
        important,
        closesAt: until ?? new Date(+ctx.now + defaultMinutes * 60_000),
        recused: recused.map((one) => one.memberId),
        reason,
      },
      ctx.me().id,
    )
    if (forStep) await bindToStep(ctx, forStep.link, { kind: 'ballot', ref: ballot.id, label: ballot.number })
    const content = { view: ballotViews.ballot, ref: ballot.id }
    if (ctx.chat.type === 'group') return content
    const posted = await postToGroup(ctx, organisation.id, {
      key: `ballot:${ballot.id}`,
      content,
      priority: 'reply',
    })
    return posted
      ? { card: noteCard('表决已发起', `${ballot.number} 已发到支部群：${matter}`, 'success') }
      : content
  },
})

/** The meeting with a number; without one, today's that is nearest to now; null when there is none today. */
async function meetingFor(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
): Promise<Meeting | null> {
  if (number !== undefined) {
    const found = await ctx.unit.meetings.byNumber(organisationId, number)
    if (!found) throw new Refusal('case/unknown', { number, what: '会议' })
    if (found.status === 'cancelled') throw new Refusal('meeting/cancelled', { number: found.number })
    return found
  }
  const distance = ({ startsAt }: Meeting) => Math.abs(+startsAt - +ctx.now)
  const today = await ctx.unit.meetings.between(organisationId, ctx.today, ctx.today)
  const sitting = today.filter(({ status }) => status === 'scheduled' || status === 'held')
  return sitting.sort((a, b) => distance(a) - distance(b))[0] ?? null
}
