import { noteCard } from '../../cards/plain-cards.ts'

import { bindToStep } from '../../domain/cases/step-records.ts'
import { inStrokeOrder } from '../../domain/elections/candidates.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Ballot, BallotMethod, Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { electronicBallotSetting, readSetting } from '../../domain/settings/index.ts'
import type { VotingRule } from '../../domain/voting/index.ts'
import { type OpenBallot, openBallot } from '../../domain/voting/open-ballot.ts'
import { rollFor } from '../../domain/voting/roll.ts'
import { ballotViews } from '../../domain/voting/touch-ballots.ts'
import { caseNumber, choice, list, member, members, text } from '../arguments/index.ts'
import { ofStep } from '../arguments/of-step.ts'
import { mayRead } from '../cases/find-case.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand, type Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import type { StepAtHand } from '../define/step-feature.ts'
import { aboutResolution, reconsideredWords } from './about.ts'
import { deadline, methodWords, seatsArg, votingRule } from './arguments.ts'
import { ruleOfMatter, ruleOfStep } from './matter-rule.ts'
import { isConfidential } from './named-ballot.ts'
import { ballotOfStep } from './of-step.ts'
import { sendPapers } from './secret.ts'

/** How long votes are taken when nothing is said: in chat, on paper in the room, on sealed papers. */
export const defaultMinutes = { open: 30, paper: 24 * 60, electronic_secret: 60 } as const

export const yesOrNo = { 否: false, 是: true }

/** `/表决 发起 通过2027年工作计划 会议=D2026-001 方式=公开`: freezes the roll and posts the ballot to the branch's group. */
export const openBallotCommand = defineCommand({
  name: '表决 发起',
  aliases: ['投票', '举手表决', '发起表决'],
  summary: '对一个事项表决，按规则计票：公开，或用纸质票无记名',
  example: '/表决 发起 通过2027年支部工作计划 方式=公开',
  permission: 'ballot.open',
  scope: 'branch-or-union',
  args: {
    matter: positional(text({ label: '事项', max: 100, placeholder: '例如：通过2027年支部工作计划' })),
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    method: optional(keyed(choice({ label: '方式', words: methodWords }))),
    rule: optional(keyed(votingRule('规则'))),
    important: optional(keyed(choice({ label: '重要', words: yesOrNo }))),
    until: optional(keyed(deadline('截止'))),
    recused: optional(keyed(members({ label: '回避' }))),
    reason: optional(keyed(text({ label: '理由', max: 200 }))),
    whenAllVoted: optional(keyed(choice({ label: '全员表决即截止', words: yesOrNo }))),
    counter: optional(keyed(member({ label: '计票人' }))),
    scrutineer: optional(keyed(member({ label: '监票人' }))),
    replaces: optional(keyed(caseNumber({ label: '替代', letter: 'J' }))),
    confirms: optional(keyed(caseNumber({ label: '维持', letter: 'J' }))),
    candidates: optional(
      keyed(list({ label: '推荐对象', keys: ['候选人', '被推荐人'], max: 30, maxLength: 20 })),
    ),
    seats: optional(keyed(seatsArg('名额'))),
    withdraws: optional(keyed(caseNumber({ label: '废止', letter: 'J' }))),
    amends: optional(keyed(caseNumber({ label: '修改', letter: 'J' }))),
    reconsidered: optional(keyed(choice({ label: '复议决定', words: reconsideredWords }))),
    forStep: optional(keyed(ofStep(ballotOfStep.serves, ballotOfStep))),
  },
  async run(given, ctx, { organisation }) {
    const {
      matter,
      rule,
      important = false,
      until,
      whenAllVoted = false,
      recused = [],
      reason,
      forStep,
    } = given
    if (forStep && !(await mayRead(ctx, forStep.found)))
      throw new Refusal('case/unknown', { number: forStep.found.number, what: '事项' })
    await ctx.allow(
      'ballot.open',
      organisation.id,
      forStep && (await isOwn(ctx, forStep.found, forStep.step.id)),
    )
    const meeting = await meetingFor(ctx, organisation.id, given.meeting)
    const meant = rule ?? ruleOfStep(ctx, forStep) ?? (await ruleOfMatter(ctx, organisation, meeting, matter))
    // Whoever follows a step's own rule is not asked how: what must be secret is secret.
    const secret =
      (forStep && rule === undefined && meant.secrecy === 'secret') || given.candidates !== undefined
    const method = await methodMeant(ctx, organisation, given.method ?? (secret ? '无记名' : '公开'))
    const ballot = await openBallot(
      ctx,
      {
        organisationId: organisation.id,
        meeting,
        matter,
        rule: meant,
        important,
        closesAt: until ?? new Date(+ctx.now + defaultMinutes[method] * 60_000),
        method,
        tellers: { counter: given.counter ?? null, scrutineer: given.scrutineer ?? null },
        closeWhenAllVoted: whenAllVoted,
        about: await aboutResolution(ctx, organisation.id, given, forStep),
        recused: [
          ...recused.map((one) => one.memberId),
          ...(await concerned(ctx, organisation.id, meant, forStep)),
        ],
        reason,
        election: given.candidates ? listOf(given.candidates, given.seats) : null,
      },
      ctx.me().id,
    )
    if (forStep) await bindToStep(ctx, forStep.link, { kind: 'ballot', ref: ballot.id, label: ballot.number })
    if (method === 'electronic_secret') await sendPapers(ctx, ballot)
    return postedBallot(ctx, ballot)
  },
})

/** Whoever the case is about leaves its vote, where the step asks for recusal and they have one. */
async function concerned(
  ctx: Ctx,
  organisationId: string,
  rule: VotingRule,
  at: StepAtHand | undefined,
): Promise<string[]> {
  const subject = at?.step.config.recusal === true ? at.found.instance.subject : null
  if (subject === null) return []
  const roll = await rollFor(rule, ctx.unit, organisationId, ctx.today)
  return roll?.voters.some(({ memberId }) => memberId === subject) ? [subject] : []
}

/** Persons who are put to a recommendation, on one paper. */
const listOf = (names: readonly string[], seats = 1): NonNullable<OpenBallot['election']> => ({
  id: null,
  seats,
  candidates: inStrokeOrder(names.map((name) => ({ memberId: null, name }))),
  runoffOf: null,
})

/** 无记名 is electronic where the superior has agreed to it, else on paper. Asked for by name without consent it is refused. */
export async function methodMeant(
  ctx: Ctx,
  organisation: Organisation,
  word: (typeof methodWords)[keyof typeof methodWords],
): Promise<BallotMethod> {
  if (word === '公开') return 'open'
  if (word === '现场票决') return 'paper'
  const { value } = await readSetting(ctx, organisation, electronicBallotSetting)
  if (value === 'on') return 'electronic_secret'
  if (word === '电子票') throw new Refusal('ballot/electronic-not-allowed', {})
  return 'paper'
}

/** Answers with the ballot's card: in the group itself, or posted there when it was opened from elsewhere. */
export async function postedBallot(ctx: Ctx, ballot: Ballot): Promise<Reply> {
  const content = { view: ballotViews.ballot, ref: ballot.id }
  if (await isConfidential(ctx, ballot.id)) return sentToVoters(ctx, ballot)
  if (ctx.chat.type === 'group') return content
  const posted = await postToGroup(ctx, ballot.organisationId, {
    key: `ballot:${ballot.id}`,
    content,
    priority: 'reply',
  })
  return posted
    ? { card: noteCard('表决已发起', `${ballot.number} 已发到群里：${ballot.matter}`, 'success') }
    : content
}

/** A ballot on a restricted matter is on no group's card: every voter has one of their own. */
async function sentToVoters(ctx: Ctx, ballot: Ballot): Promise<Reply> {
  const voters = await ctx.unit.ballots.electorate(ballot.id)
  for (const { memberId } of voters)
    ctx.unit.send({
      key: `ballot:${ballot.id}:${memberId}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { memberId },
      content: { view: ballotViews.ballot, ref: ballot.id },
      priority: 'approval',
    })
  const text = `${ballot.number} 已私聊发给${voters.length}位有表决权的人，不在群里显示。`
  return { card: noteCard('表决已发起', text, 'success'), privately: true }
}

/** The meeting with a number; without one, today's that is nearest to now; null when there is none today. */
export async function meetingFor(
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
