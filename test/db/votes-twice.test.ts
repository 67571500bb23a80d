import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { Refusal } from '../../src/domain/refusals.ts'
import { closeBallot } from '../../src/domain/voting/close-ballot.ts'
import { confirmSheet, enterSheet } from '../../src/domain/voting/record-count.ts'
import { openBallotSeals } from '../../src/sealing/index.ts'
import { useDatabase } from '../helpers/database.ts'
import { aPaper, openPoll, type Poll } from './votes-fixture.ts'

const given = useDatabase({ poolSize: 8 })
const folder = mkdtempSync(join(tmpdir(), 'zhibu-twice-'))
afterAll(() => rmSync(folder, { recursive: true }))
const seals = openBallotSeals({ dataDir: folder, keyCommand: undefined })

/** What became of an act: `done`, or the code of its refusal. */
const outcome = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )

const raisedHands = (poll: Poll, ballotId: string, memberIds: string[]) =>
  poll.storage.unit(async (unit) => {
    const figures = {
      ...{ issued: memberIds.length, returned: memberIds.length, yes: memberIds.length },
      ...{ no: 0, abstain: 0, invalid: 0, blank: 0, persons: [], writeIns: [] },
    }
    return (await enterSheet(poll.context(unit), ballotId, { figures, memberIds }, poll.secretary)).id
  })

it('counts nobody twice who clicks while a sheet that names them is confirmed', async () => {
  const poll = await openPoll(given.database, 8)
  const [one, two] = [poll.replica(), poll.replica()]
  let sheets = 0
  for (let round = 0; round < 12; round++) {
    const ballotId = await poll.open()
    const card = `race-${round}`
    await poll.addCard(card, ballotId)
    const inRoom = poll.members.slice(4)
    const sheetId = await raisedHands(poll, ballotId, inRoom)
    const clicks = [4, 5, 6, 7]
      .slice(0, 1 + (round % 2))
      .map((i) => (i % 2 ? one : two).cast(poll.click(i, 'no', { ballotId, messageId: card })))
    const confirming = outcome(
      poll.storage.unit((unit) =>
        confirmSheet({ ...poll.context(unit), seals }, ballotId, sheetId, poll.members[1] ?? ''),
      ),
    )
    const [confirmed, ...answers] = await Promise.all([confirming, ...clicks])
    const counted = answers.filter((answer) => answer.outcome === 'counted').length
    const { ballot } = await poll.storage.unit((unit) =>
      closeBallot({ ...poll.context(unit), seals }, ballotId, null, { announce: false }),
    )
    if (confirmed === 'done') {
      sheets += 1
      expect(answers.every((answer) => answer.outcome === 'took-part')).toBe(true)
      expect(ballot.present).toBe(4)
    } else {
      expect(confirmed).toBe('ballot/took-part')
      expect(ballot.present).toBe(counted)
    }
  }
  expect(sheets).toBeLessThan(12)
})

it('takes one sealed vote a person out of many at once, and none after the close', async () => {
  const poll = await openPoll(given.database, 6)
  const id = await poll.open({ method: 'electronic_secret' })
  await given.sql`update ballot set seal_key = ${await seals.newKey(id)} where id = ${id}`
  const sealer = poll.sealer()
  const cast = async (i: number, choice: 'yes' | 'no') =>
    (await sealer.cast(await aPaper(poll, seals, id, i, choice))).outcome
  const told = await Promise.all([0, 1, 2, 3].flatMap((i) => [cast(i, 'yes'), cast(i, 'no'), cast(i, 'yes')]))
  expect(told.filter((one) => one === 'sealed')).toHaveLength(4)
  expect(told.filter((one) => one === 'took-part')).toHaveLength(8)
  const [late, closed] = await Promise.all([
    cast(4, 'yes'),
    poll.storage.unit((unit) => closeBallot({ ...poll.context(unit), seals }, id, null, { announce: false })),
  ])
  const { ballot } = closed
  expect(ballot.present).toBe(late === 'sealed' ? 5 : 4)
  const { votes } = ballot.input as { votes: { yes: number; no: number } }
  expect(votes.yes + votes.no).toBe(ballot.present)
  expect(await cast(5, 'yes')).toBe('closed')
})

it('tells the same receipt for one click that two replicas take at once', async () => {
  const poll = await openPoll(given.database, 5)
  const id = await poll.open({ method: 'electronic_secret' })
  await given.sql`update ballot set seal_key = ${await seals.newKey(id)} where id = ${id}`
  let screened = 0
  const { promise: bothAreThere, resolve: both } = Promise.withResolvers<void>()
  /** Both have looked for the click before either has locked the roll. */
  const reached = async (point: string) => {
    if (point !== 'screened') return
    screened += 1
    if (screened === 2) both()
    await bothAreThere
  }
  const [one, other] = [poll.sealer({ reached }), poll.sealer({ reached })]
  const paper = await aPaper(poll, seals, id, 0, 'yes')
  // Each delivery is sealed anew.
  const again = {
    ...(await aPaper(poll, seals, id, 0, 'yes')),
    inbox: paper.inbox,
    messageId: paper.messageId,
  }
  const answers = await Promise.all([one.cast(paper), other.cast(again)])
  expect(answers.map(({ outcome }) => outcome)).toEqual(['sealed', 'sealed'])
  const receipts = new Set(answers.map((answer) => 'receipt' in answer && answer.receipt))
  const [kept] = await given.sql<{ hash: string }[]>`select hash from sealed_vote where ballot_id = ${id}`
  expect(receipts).toEqual(new Set([kept?.hash]))
})
