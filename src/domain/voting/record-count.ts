import type { CaseContext } from '../cases/case-context.ts'
import type { Ballot, CountSheet, Voter, VoteSource } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { closeBallot } from './close-ballot.ts'
import { refuseUnbalanced } from './count-sheet.ts'
import { signedInAt } from './gather-parts.ts'
import type { CountContext } from './secret-ballot.ts'
import type { SheetFigures } from './sheet-figures.ts'
import { concerns } from './tellers.ts'
import { ballotViews } from './touch-ballots.ts'
import { refuseStrangers } from './write-ins.ts'

/** The card of one count sheet; ref = ballot|sheet. */
export const sheetView = 'ballot.sheet'
export const sheetRef = (ballotId: string, sheetId: string): string => `${ballotId}|${sheetId}`

type Recorder = Pick<CaseContext, 'unit' | 'now'>

/** The open ballot under its row lock: no click is counted and nobody closes it until this unit ends. */
async function openUnderLock({ unit }: Recorder, ballotId: string): Promise<Ballot> {
  const open = await unit.ballots.lockOpen(ballotId)
  if (open) return open
  const found = await unit.ballots.get(ballotId)
  throw found
    ? new Refusal('ballot/closed', { number: found.number })
    : new Refusal('ballot/unknown', { ref: ballotId })
}

/** Refuses whoever may not count this ballot: others than the named tellers, and the person it is about. */
async function refuseCounting({ unit }: Recorder, ballot: Ballot, memberId: string): Promise<void> {
  const named = [ballot.counterId, ballot.scrutineerId].filter((id) => id !== null)
  const people = await unit.rosters.members([...named, memberId])
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? ''
  if (named.length === 2 && !named.includes(memberId))
    throw new Refusal('sheet/not-a-teller', { names: named.map(nameOf) })
  const name = nameOf(memberId)
  if (concerns(ballot, { memberId, name })) throw new Refusal('ballot/teller-concerned', { name })
}

/** Refuses a vote of somebody who has voted already, naming the way. Call it under the ballot's row lock. */
export async function refuseTookPart(
  { unit }: Recorder,
  ballotId: string,
  voters: readonly Voter[],
): Promise<void> {
  const inChat = new Set((await unit.ballots.votes(ballotId)).map((vote) => vote.memberId))
  for (const { memberId, name, source } of voters) {
    const way: VoteSource | 'chat' | null = source ?? (inChat.has(memberId) ? 'chat' : null)
    if (way) throw new Refusal('ballot/took-part', { name, source: way })
  }
}

/**
 * Keeps a count sheet until a second teller confirms it; an earlier one that waits is replaced. Refuses with the sum what
 * does not add up, names that are not on the roll or have voted, more papers than people, and persons who may not count.
 */
export async function enterSheet(
  ctx: Recorder,
  ballotId: string,
  given: { figures: SheetFigures; memberIds: string[] },
  by: string,
): Promise<CountSheet> {
  const { unit, now } = ctx
  const ballot = await openUnderLock(ctx, ballotId)
  await refuseCounting(ctx, ballot, by)
  await refuseSheet(ctx, ballot, given)
  const before = await unit.countSheets.standing(ballotId)
  if (before?.state === 'confirmed') throw new Refusal('sheet/confirmed-already', { number: ballot.number })
  if (before) await unit.countSheets.settle(before.id, 'replaced', by, now)
  const sheet: CountSheet = {
    id: unit.newId(),
    ballotId,
    state: 'entered',
    ...given,
    enteredBy: by,
    enteredAt: now,
    checkedBy: null,
    checkedAt: null,
  }
  await unit.countSheets.insert(sheet)
  record(ctx, ballot, 'ballot.sheet', by, { returned: given.figures.returned, corrected: before !== null })
  if (before) unit.touch(sheetView, sheetRef(ballotId, before.id))
  unit.touch(ballotViews.ballot, ballotId)
  return sheet
}

async function refuseSheet(
  ctx: Recorder,
  ballot: Ballot,
  { figures, memberIds }: { figures: SheetFigures; memberIds: string[] },
): Promise<void> {
  const { unit } = ctx
  const roll = await unit.ballots.electorate(ballot.id)
  const named = memberIds.map((id) => roll.find((one) => one.memberId === id))
  const stranger = memberIds.find((_, i) => !named[i])
  if (stranger)
    throw new Refusal('sheet/not-on-roll', { name: (await unit.rosters.member(stranger))?.name ?? '' })
  const inRoom = named.filter((one) => one !== undefined)
  await refuseTookPart(ctx, ballot.id, inRoom)
  if (memberIds.length === 0 && ballot.method !== 'paper')
    throw new Refusal('sheet/names-needed', { number: ballot.number })
  if (ballot.method === 'open' && figures.returned !== memberIds.length)
    throw new Refusal('sheet/names-differ', { names: memberIds.length, returned: figures.returned })
  await refuseStrangers(unit, ballot, figures.writeIns)
  refuseUnbalanced(figures, ballot.seats)
  const most = await mostPapers(ctx, ballot, roll, memberIds.length)
  if (figures.issued > most.most)
    throw new Refusal('sheet/too-many-issued', { issued: figures.issued, ...most })
}

/** For how many people papers can have been handed out. */
async function mostPapers(
  { unit }: Recorder,
  ballot: Ballot,
  roll: readonly Voter[],
  named: number,
): Promise<{ most: number; base: 'present' | 'eligible' }> {
  if (named > 0) return { most: named, base: 'present' }
  const signedIn = await signedInAt(unit, ballot.meetingId)
  const left = roll.filter((one) => one.source === null)
  return signedIn.size > 0
    ? { most: left.filter((one) => signedIn.has(one.memberId)).length, base: 'present' }
    : { most: left.length, base: 'eligible' }
}

/** The sheet of a ballot that waits for its second teller, under the ballot's lock. */
async function waitingSheet(ctx: Recorder, ballot: Ballot, sheetId: string, by: string): Promise<CountSheet> {
  const sheet = await ctx.unit.countSheets.standing(ballot.id)
  if (sheet?.state === 'confirmed') throw new Refusal('sheet/confirmed-already', { number: ballot.number })
  if (sheet?.id !== sheetId) throw new Refusal('sheet/none-entered', { number: ballot.number })
  if (sheet.enteredBy === by) throw new Refusal('sheet/own', {})
  await refuseCounting(ctx, ballot, by)
  return sheet
}

/**
 * The second teller confirms a count sheet: those in the room have voted by it, and a ballot on paper alone is closed with
 * its verdict. Refuses the one who entered it.
 */
export async function confirmSheet(
  ctx: CountContext,
  ballotId: string,
  sheetId: string,
  by: string,
): Promise<Ballot> {
  const { unit, now } = ctx
  const ballot = await openUnderLock(ctx, ballotId)
  const sheet = await waitingSheet(ctx, ballot, sheetId, by)
  const inRoom = (await unit.ballots.electorate(ballotId)).filter((one) =>
    sheet.memberIds.includes(one.memberId),
  )
  await refuseTookPart(ctx, ballotId, inRoom)
  await unit.countSheets.settle(sheetId, 'confirmed', by, now)
  await unit.ballots.markSource(ballotId, sheet.memberIds, ballot.method === 'open' ? 'room' : 'paper')
  record(ctx, ballot, 'ballot.sheet.confirm', by, { sheet: sheetId })
  touchSheet(ctx, ballotId, sheetId)
  return ballot.method === 'paper' ? (await closeBallot(ctx, ballotId, by)).ballot : ballot
}

/** The second teller sends a count sheet back: it is entered again. */
export async function returnSheet(
  ctx: Recorder,
  ballotId: string,
  sheetId: string,
  by: string,
): Promise<CountSheet> {
  const ballot = await openUnderLock(ctx, ballotId)
  const sheet = await waitingSheet(ctx, ballot, sheetId, by)
  await ctx.unit.countSheets.settle(sheetId, 'returned', by, ctx.now)
  record(ctx, ballot, 'ballot.sheet.return', by, { sheet: sheetId })
  touchSheet(ctx, ballotId, sheetId)
  return sheet
}

function touchSheet({ unit }: Recorder, ballotId: string, sheetId: string): void {
  unit.touch(sheetView, sheetRef(ballotId, sheetId))
  unit.touch(ballotViews.ballot, ballotId)
}

const record = (
  { unit }: Recorder,
  { id, organisationId }: Ballot,
  action: string,
  actorId: string,
  facts: Record<string, string | number | boolean | null>,
): void => unit.record({ organisationId, actorId, action, object: id, facts })
