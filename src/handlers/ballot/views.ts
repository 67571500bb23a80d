import { ballotResultCard } from '../../cards/ballot-result-card.ts'
import { ballotReminderCard, reasonCard } from '../../cards/ballot-voter-cards.ts'
import { paperBallotCard, sheetCard, sheetFormCard } from '../../cards/count-sheet-cards.ts'
import { openBallotCard } from '../../cards/open-ballot-card.ts'
import { receiptsBlocks } from '../../cards/receipt-cards.ts'
import { secretBallotCard, secretPaperCard } from '../../cards/secret-ballot-cards.ts'
import type { Ballot, BallotMethod } from '../../domain/ports/index.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import { awaitedVoters } from '../../domain/voting/awaited-voters.ts'
import { readersOfBallot } from '../../domain/voting/confidential.ts'
import { awaitsChair } from '../../domain/voting/count-ballot.ts'
import { sheetView } from '../../domain/voting/record-count.ts'
import { secretPaperView } from '../../domain/voting/secret-ballot.ts'
import { ballotViews } from '../../domain/voting/touch-ballots.ts'
import { defineView, type Rendered, type ViewCtx } from '../define/view.ts'
import { ballotFacts } from './ballot-facts.ts'

/** The private form of a count sheet; ref = the ballot. */
export const sheetFormView = 'ballot.sheet-form'
/** The private form for a reason; ref = ballot|member. */
export const reasonView = 'ballot.reason'
export const reasonRef = (ballotId: string, memberId: string): string => `${ballotId}|${memberId}`

const cardsWhileOpen = {
  open: openBallotCard,
  paper: paperBallotCard,
  electronic_secret: secretBallotCard,
} as const satisfies Record<BallotMethod, unknown>

/** A ballot, unless the viewer (a group, too) may not see a restricted one. */
async function seenBallot(ctx: ViewCtx, id: string): Promise<Ballot | null> {
  const ballot = await ctx.unit.ballots.get(id)
  const readers = ballot && (await readersOfBallot(ctx, ballot))
  return !readers || (ctx.viewerId !== null && readers.includes(ctx.viewerId)) ? ballot : null
}

async function result(ballot: Ballot, ctx: ViewCtx): Promise<Rendered | null> {
  if (!ballot.verdict) return null
  const facts = await ballotFacts(ctx, ballot)
  return {
    card: ballotResultCard(facts, ballot.verdict, receiptsBlocks(facts)),
    open: awaitsChair(ballot),
  }
}

/** A ballot's card in the group: while it is open as its method asks, then its result. */
export const ballotInGroup = defineView(ballotViews.ballot, async (id, ctx) => {
  const ballot = await seenBallot(ctx, id)
  if (ballot?.status !== 'open') return ballot && result(ballot, ctx)
  return { card: cardsWhileOpen[ballot.method](await ballotFacts(ctx, ballot)), open: true }
})

/** The result, posted as news when the ballot is closed. */
export const resultOfBallot = defineView(ballotViews.result, async (id, ctx) => {
  const ballot = await seenBallot(ctx, id)
  return ballot && result(ballot, ctx)
})

/** One count sheet, as it stands. */
export const sheetOfBallot = defineView(sheetView, async (ref, ctx) => {
  const [ballotId = '', sheetId = ''] = ref.split('|')
  const ballot = await ctx.unit.ballots.get(ballotId)
  const sheet = await ctx.unit.countSheets.get(sheetId)
  if (!ballot || !sheet) return null
  const roll = await ctx.unit.ballots.electorate(ballotId)
  const people = await ctx.unit.rosters.members(
    [sheet.enteredBy, sheet.checkedBy].filter((id) => id !== null),
  )
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? ''
  const card = sheetCard({
    ballot,
    sheet,
    enteredBy: nameOf(sheet.enteredBy),
    checkedBy: sheet.checkedBy && sheet.state !== 'replaced' ? nameOf(sheet.checkedBy) : null,
    inRoom: roll.filter((one) => sheet.memberIds.includes(one.memberId)).map((one) => one.name),
  })
  return { card, open: sheet.state === 'entered' && ballot.status === 'open' }
})

/** The form in which a teller enters the count, filled with what stands. */
export const sheetForm = defineView(sheetFormView, async (id, ctx) => {
  const ballot = await ctx.unit.ballots.get(id)
  if (!ballot || ctx.viewerId === null) return null
  const card = sheetFormCard(await ballotFacts(ctx, ballot), await ctx.unit.countSheets.standing(id))
  return { card, open: ballot.status === 'open' }
})

/** A voter's own paper of a secret ballot: for the voter alone, and never what was chosen. */
export const secretPaper = defineView(secretPaperView, async (ref, ctx) => {
  const [id = '', memberId = ''] = ref.split('|')
  if (ctx.viewerId !== memberId) return null
  const ballot = await ctx.unit.ballots.get(id)
  const voter = ballot && (await ctx.unit.ballots.voter(id, memberId))
  if (!ballot || !voter) return null
  const receipt = voter.source === 'sealed' ? await ctx.unit.sealedVotes.receiptOf(id, memberId) : null
  const card = secretPaperCard({ ballot, done: voter.source === null ? null : { receipt }, zone: ctx.zone })
  return { card, open: ballot.status === 'open' && voter.source === null }
})

/** The form for a reason: for its author alone. */
export const reasonOfVote = defineView(reasonView, async (ref, ctx) => {
  const [ballotId = '', memberId = ''] = ref.split('|')
  const ballot = await ctx.unit.ballots.get(ballotId)
  if (!ballot || ctx.viewerId !== memberId) return null
  const given = (await ctx.unit.ballots.reasons(ballotId)).find((one) => one.memberId === memberId)
  return { card: reasonCard(ballot, given?.reason ?? null), open: ballot.status === 'open' }
})

/** Reminds somebody of an open ballot: silent for whoever has voted, or is no longer asked. */
export const ballotReminder = defineView(reminderViews.ballot, async (ref, ctx) => {
  const [ballotId = ''] = ref.split('|')
  const ballot = await ctx.unit.ballots.get(ballotId)
  if (ballot?.status !== 'open' || ballot.closesAt <= ctx.now || ctx.viewerId === null)
    return { silent: 'finished' }
  const left = await awaitedVoters(ctx.unit, ballotId)
  if (!left.some((one) => one.memberId === ctx.viewerId)) return { silent: 'finished' }
  const branch = await ctx.unit.organisations.get(ballot.organisationId)
  return { card: ballotReminderCard(ballot, branch?.name ?? '', ctx.zone), open: false }
})
