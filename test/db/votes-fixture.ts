import { randomUUID } from 'node:crypto'
import { standingClock } from '../../src/clock.ts'
import type { Database } from '../../src/db/open.ts'
import { createStorage } from '../../src/db/stores/unit.ts'
import {
  createSealedCommitter,
  createVoteCommitter,
  type VoteCommitterOptions,
} from '../../src/db/votes/index.ts'
import type { Ballot, BallotSeals, Choice, SealedPaper, VoteClick } from '../../src/domain/ports/index.ts'
import { electorateAsOf } from '../../src/domain/voting/index.ts'
import { plainBallot } from '../../src/domain/voting/plain-ballot.ts'
import { sealPaper } from '../../src/domain/voting/secret-ballot.ts'
import { openBallotSeals } from '../../src/sealing/index.ts'
import { loadTemplates } from '../../src/templates.ts'

export const now = new Date('2026-11-25T07:00:00Z')
const today = '2026-11-25'
export const chatId = 'oc_branch'
export const messageId = 'om_ballot'
const catalogue = loadTemplates()

/** A branch with its group, its voters and an open ballot whose card stands in the group. */
export async function openPoll(database: Database, voters: number) {
  const tenantId = randomUUID()
  const clock = standingClock(now)
  const rule = catalogue.votingRules.get('branch_general_resolution')
  if (!rule) throw new Error('the rule is gone')
  const storage = createStorage({ db: database.db, tenantId, clock })
  const openIdOf = (i: number) => `ou_${i}`
  const branch = await storage.unit(async (unit) => {
    const organisationId = unit.newId()
    await unit.organisations.insert({
      id: organisationId,
      kind: 'branch',
      parentId: null,
      name: '第一党支部',
      foundedOn: null,
      committeeFrom: null,
      unionFrom: null,
      dissolvedOn: null,
      createdAt: now,
    })
    const members: string[] = []
    for (let i = 0; i < voters; i++) {
      const identity = { platform: 'feishu', kind: 'open_id', value: openIdOf(i) }
      const member = await unit.rosters.ensureMember(`党员${i}`, [identity])
      await unit.rosters.setStanding(organisationId, member.id, 'formal', '2026-01-01', null)
      members.push(member.id)
    }
    const [first = ''] = members
    await unit.organisations.bind({
      platform: 'feishu',
      chatId,
      organisationId,
      boundBy: first,
      boundAt: now,
    })
    return { organisationId, members, secretary: first }
  })

  const addCard = (
    message: string,
    ref: string,
    chat: string | null = chatId,
    viewerId: string | null = null,
    view = 'ballot',
  ) =>
    database.sql`
      insert into card (tenant_id, id, platform, message_id, chat_id, viewer_id, view, ref, sent_at, state)
      values (${tenantId}, ${randomUUID()}, 'feishu', ${message}, ${chat}, ${viewerId}, ${view}, ${ref}, ${now}, 'live')`

  /** Opens another ballot over the same electorate, without a card. */
  const open = async (change: Partial<Ballot> = {}): Promise<string> =>
    storage.unit(async (unit) => {
      const electorate = electorateAsOf(await unit.rosters.standings(branch.organisationId), today)
      const id = unit.newId()
      await unit.ballots.insert(
        {
          id,
          organisationId: branch.organisationId,
          meetingId: null,
          number: await unit.nextNumber(branch.organisationId, 'B', 2026),
          matter: '通过2027年工作计划',
          rule,
          ...plainBallot,
          important: false,
          roster: electorate.roster,
          status: 'open',
          openedBy: branch.secretary,
          openedAt: now,
          closesAt: new Date(+now + 30 * 60_000),
          closedBy: null,
          closedAt: null,
          present: null,
          verdict: null,
          chairDecision: null,
          ...change,
        },
        electorate.voterIds.map((memberId) => ({ memberId, name: memberId.slice(-4) })),
      )
      return id
    })
  const ballotId = await open()
  await addCard(messageId, ballotId)

  let clicks = 0
  /** A click of voter `i`, a second after the one made before it. */
  const click = (i: number, choice: Choice, change: Partial<VoteClick> = {}): VoteClick => {
    clicks += 1
    return {
      ballotId,
      choice,
      platform: 'feishu',
      from: [{ platform: 'feishu', kind: 'open_id', value: openIdOf(i) }],
      messageId,
      chatId,
      clickedAt: new Date(+now + clicks * 1000),
      inbox: { source: 'click', key: randomUUID(), digest: 'd' },
      ...change,
    }
  }
  const replica = (change: Partial<VoteCommitterOptions> = {}) =>
    createVoteCommitter({ sql: database.sql, tenantId, clock, ...change })
  const sealer = (change: Partial<VoteCommitterOptions> = {}) =>
    createSealedCommitter({ sql: database.sql, tenantId, clock, ...change })

  return {
    ...branch,
    tenantId,
    clock,
    storage,
    ballotId,
    open,
    addCard,
    click,
    replica,
    sealer,
    context: (unit: Parameters<Parameters<typeof storage.unit>[0]>[0]) => ({
      seals: openBallotSeals({ dataDir: 'unused', keyCommand: undefined }),
      unit,
      now: clock.now(),
      zone: 'Asia/Shanghai',
      catalogue,
    }),
    votes: (id = ballotId) => storage.unit((unit) => unit.ballots.votes(id)),
    audit: () =>
      database.sql<
        { seq: number; at: Date; actorId: string; action: string; body: string; prev: string; hash: string }[]
      >`
        select seq, at, actor_id as "actorId", action, body, prev, hash from audit
        where tenant_id = ${tenantId} order by seq`,
    wanted: async (message = messageId): Promise<number> => {
      const [row] = await database.sql<{ wanted: number }[]>`
        select wanted from card where tenant_id = ${tenantId} and message_id = ${message}`
      return row?.wanted ?? -1
    },
  }
}

export type Poll = Awaited<ReturnType<typeof openPoll>>

/** Voter `i`'s paper of a secret ballot, sealed, from a private card of their own. */
export async function aPaper(
  poll: Poll,
  seals: BallotSeals,
  ballotId: string,
  i: number,
  choice: Choice,
): Promise<SealedPaper> {
  const memberId = poll.members[i] ?? ''
  const ref = `${ballotId}|${memberId}`
  const messageId = `om_${ref}_${randomUUID()}`
  await poll.addCard(messageId, ref, null, memberId, 'ballot.secret')
  const paper = await poll.storage.unit(async (unit) => {
    const ballot = await unit.ballots.get(ballotId)
    if (!ballot) throw new Error('the ballot is gone')
    return sealPaper({ unit, seals }, ballot, memberId, { choice })
  })
  const inbox = { source: 'click', key: randomUUID(), digest: 'confidential' }
  return { ...paper, ballotId, memberId, platform: 'feishu', messageId, chatId: null, inbox }
}
