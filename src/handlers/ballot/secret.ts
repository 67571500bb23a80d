import type { z } from 'zod'
import { receiptsCard } from '../../cards/receipt-cards.ts'
import { secretAsk, secretCast } from '../../cards/secret-ballot-cards.ts'
import { splitList } from '../../domain/conversation/normalise.ts'
import type { Ballot, SealedResult } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { BallotPaper } from '../../domain/voting/ballot-paper.ts'
import { isChoice } from '../../domain/voting/casting.ts'
import { sealPaper, secretPaperRef, secretPaperView } from '../../domain/voting/secret-ballot.ts'
import { caseNumber } from '../arguments/index.ts'
import { type ClickReply, defineAction, type PaperHandler } from '../define/action.ts'
import { optional, positional } from '../define/argument.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { ballotToShow, isConfidential } from './named-ballot.ts'

/** The longest name that is written in. */
const longestName = 20

/** Sends everybody on the roll their own paper, in private. */
export async function sendPapers(ctx: Ctx, ballot: Ballot): Promise<void> {
  for (const { memberId } of await ctx.unit.ballots.electorate(ballot.id))
    sendPaper(ctx, ballot, memberId, `secret-paper:${ballot.id}:${memberId}`)
}

const sendPaper = (ctx: Ctx, ballot: Ballot, memberId: string, key: string): void =>
  ctx.unit.send({
    key,
    kind: 'card',
    platform: ctx.platform,
    recipient: { memberId },
    content: { view: secretPaperView, ref: secretPaperRef(ballot.id, memberId) },
    priority: 'deadline',
    expiresAt: ballot.closesAt,
  })

/** 提交 on a voter's paper: sealed at once. The answer is the receipt; of the choice nothing is kept or said. */
export const castSecret: PaperHandler = {
  key: secretCast.key,
  value: secretCast.value,
  form: secretCast.form,
  async seal({ ballotId, memberId, form }, ctx) {
    const ballot = await ctx.unit.ballots.get(ballotId)
    if (ballot?.method !== 'electronic_secret') throw new Refusal('card/not-ours', {})
    // Dispatch has parsed it by the schema above.
    return sealPaper(ctx, ballot, memberId, paperIn(ballot, form as PaperForm))
  },
  reply: receiptOf,
}

type PaperForm = z.output<typeof secretCast.form>

function receiptOf(result: SealedResult, ballotId: string): ClickReply {
  switch (result.outcome) {
    case 'sealed':
      return { toast: `已密封投票，回执 ${result.receipt.slice(0, 16)}` }
    case 'closed':
      throw new Refusal('ballot/closed', { number: result.number })
    case 'not-a-voter':
      throw new Refusal('ballot/not-a-voter', {})
    case 'took-part':
      throw result.source === 'sealed'
        ? new Refusal('ballot/already-cast', { number: result.number })
        : new Refusal('ballot/took-part', { name: null, source: result.source })
    case 'unknown-ballot':
      throw new Refusal('ballot/unknown', { ref: ballotId })
    case 'not-our-card':
      throw new Refusal('card/not-ours', {})
  }
}

/** What a form says, without ever repeating it in a refusal. */
function paperIn(ballot: Ballot, form: PaperForm): BallotPaper {
  if (ballot.seats === null) {
    if (!isChoice(form.choice)) throw new Refusal('sealed/nothing-chosen', {})
    return { choice: form.choice }
  }
  const given = form.marks === undefined ? [] : Array.isArray(form.marks) ? form.marks : [form.marks]
  const marks = [...new Set(given.map(Number))].filter((one) => ballot.candidates[one] !== undefined)
  const others = [...new Set(splitList(form.others ?? ''))]
  if (others.some((name) => name.length > longestName)) throw new Refusal('sealed/too-long', {})
  const chosen = marks.length + others.length
  if (chosen > ballot.seats) throw new Refusal('sealed/too-many', { chosen, seats: ballot.seats })
  return { marks: marks.sort((a, b) => a - b), others: others.sort() }
}

/** 重新发送选票 on the group's card. */
export const askPaper = defineAction(secretAsk, async ({ ballot: id }, ctx) => {
  const ballot = await secretHere(ctx, id)
  if (ballot.status !== 'open' || ballot.closesAt <= ctx.now)
    throw new Refusal('ballot/closed', { number: ballot.number })
  if (!(await ctx.unit.ballots.voter(id, ctx.me().id))) throw new Refusal('ballot/not-a-voter', {})
  sendPaper(ctx, ballot, ctx.me().id, `secret-paper:${id}:${ctx.me().id}:${ctx.unit.newId()}`)
  return { toast: '已私聊发送选票' }
})

async function secretHere(ctx: Ctx, id: string): Promise<Ballot> {
  const ballot = await ctx.unit.ballots.get(id)
  // The staff on a branch's roll are on no roster of the branch: their paper is theirs by the roll.
  const voter = ballot !== null && (await ctx.unit.ballots.voter(ballot.id, ctx.me().id)) !== null
  if (ctx.chat.type === 'group' || !voter) await refuseElsewhere(ctx, ballot?.organisationId ?? null)
  if (ballot?.method !== 'electronic_secret') throw new Refusal('card/not-ours', {})
  await ctx.allow('ballot.show', ballot.organisationId, voter)
  return ballot
}

/** `/表决 回执 B2026-001`: the hashes of all sealed votes of a closed ballot, for anybody who wants to find their own. */
export const ballotReceipts = defineCommand({
  name: '表决 回执',
  aliases: ['表决回执'],
  summary: '公布无记名电子表决的密文指纹，供核对回执',
  example: '/表决 回执 B2026-001',
  permission: 'ballot.show',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'B' }))) },
  async run({ number }, ctx, { organisation }) {
    const ballot = await ballotToShow(ctx, organisation.id, number)
    if (ballot.sealKey === null) throw new Refusal('ballot/no-receipts', { number: ballot.number })
    if (ballot.status === 'open') throw new Refusal('ballot/receipts-later', { number: ballot.number })
    const sealed = await ctx.unit.sealedVotes.ofBallot(ballot.id)
    return {
      card: receiptsCard(
        ballot,
        sealed.map((one) => one.hash),
      ),
      privately: await isConfidential(ctx, ballot.id),
    }
  },
})
