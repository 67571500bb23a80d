import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { Choice } from '../src/domain/ports/index.ts'
import { choices } from '../src/domain/voting/index.ts'
import { createBallotSeals } from '../src/sealing/ballot-seals.ts'
import type { KeyStore } from '../src/sealing/key-store.ts'
import { loadTemplates } from '../src/templates.ts'
import type { BurstPlace, BurstSize } from './burst.ts'
import { percentile } from './figures.ts'
import { load } from './load.ts'
import { type Branch, makeBranches } from './poll.ts'
import { onTheWire, push, secretEnvelope } from './pushes.ts'
import type { Figure } from './report.ts'

/** A secret ballot whose papers stand in the private chats of its voters. */
interface SecretPoll {
  id: string
  branch: Branch
  messageIdOf(memberId: string): string
}

/** The bench holds the key: the service that is measured needs the public half alone. */
function keysInMemory(): KeyStore {
  const kept = new Map<string, string>()
  return {
    keep: async (id, key) => void kept.set(id, key),
    read: async (id) => kept.get(id) ?? null,
    destroy: async (id) => kept.delete(id),
  }
}

async function openSecretPoll(
  { sql, tenantId }: BurstPlace,
  voters: number,
  newKey: (id: string) => Promise<string>,
): Promise<SecretPoll> {
  const [branch] = await makeBranches(sql, tenantId, 1, voters)
  const rule = loadTemplates().votingRules.get('branch_general_resolution')
  if (!branch || !rule) throw new Error('no branch, or no rule')
  const id = randomUUID()
  const members = branch.voters.map((one) => one.memberId)
  const roster = {
    ...{ formal: voters, probationary: 0, discipline_probation: 0 },
    ...{ rights_suspended: 0, excluded_approved: 0, recused: 0 },
  }
  await sql`
    insert into ballot (tenant_id, id, organisation_id, number, matter, rule, method, important, roster, status, seal_key,
      opened_by, opened_at, closes_at)
    values (${tenantId}, ${id}, ${branch.id}, ${`B${id}`}, '通过工作计划', ${sql.json(JSON.parse(JSON.stringify(rule)))},
      'electronic_secret', false, ${sql.json(roster)}, 'open', ${await newKey(id)}, ${members[0] ?? ''}, now(),
      now() + interval '1 day')`
  await sql`
    insert into electorate (tenant_id, ballot_id, member_id, name)
    select ${tenantId}::uuid, ${id}::uuid, m.id, '党员' from unnest(${members}::uuid[]) as m(id)`
  const messageIdOf = (memberId: string): string => `om_${id}_${memberId}`
  await sql`
    insert into card (tenant_id, id, platform, message_id, viewer_id, view, ref, sent_at, state)
    select ${tenantId}::uuid, gen_random_uuid(), 'feishu', c.message_id, c.member_id, 'ballot.secret',
      ${id}::text || '|' || c.member_id, now(), 'live'
    from unnest(${members.map(messageIdOf)}::text[], ${members}::uuid[]) as c(message_id, member_id)`
  return { id, branch, messageIdOf }
}

/** What a voter was answered: two clicks at once, each delivered twice. */
interface Pressed {
  memberId: string
  /** Both choices: either may have come first. */
  chose: Choice[]
  receipts: string[]
  times: number[]
}

const receiptIn = (body: string): string | null => /回执 ([0-9a-f]{16})/.exec(body)?.[1] ?? null

/**
 * Everybody hands in a secret paper within some seconds; each presses twice at once with different choices, and both clicks
 * are delivered twice. Throws when a vote is lost, doubled or kept otherwise than it was acknowledged. Answers the times
 * of all answers, shortest first, in milliseconds.
 */
export async function secretBurst(place: BurstPlace, size: BurstSize): Promise<Float64Array> {
  const seals = createBallotSeals(keysInMemory())
  const poll = await openSecretPoll(place, size.voters, seals.newKey)
  const pressed = await Promise.all(
    poll.branch.voters.map(async ({ memberId, openId }, i): Promise<Pressed> => {
      const chose = [choices[i % 3] as Choice, choices[(i + 1) % 3] as Choice] // the indexes are within the list
      await pause((i * size.seconds * 1000) / size.voters)
      const clicks = chose.map((choice) => {
        const messageId = poll.messageIdOf(memberId)
        const press = {
          ballotId: poll.id,
          choice,
          openId,
          chatId: `oc_${memberId}`,
          messageId,
          at: Date.now(),
        }
        return secretEnvelope(press)
      })
      const twice = clicks.flatMap((one) => [onTheWire(push(one)), onTheWire(push(one))])
      const { bodies, latencies } = await load(place.port, twice.length, twice)
      return {
        memberId,
        chose,
        receipts: bodies.flatMap((body) => receiptIn(body) ?? []),
        times: [...latencies],
      }
    }),
  )
  await requireSealed(place.sql, place.tenantId, poll.id, pressed, seals)
  return Float64Array.from(pressed.flatMap((one) => one.times)).sort()
}

/** One vote a voter, the one that was acknowledged, one audit entry and one inbox mark each; all of them open. */
async function requireSealed(
  sql: Sql,
  tenantId: string,
  ballotId: string,
  pressed: readonly Pressed[],
  seals: ReturnType<typeof createBallotSeals>,
): Promise<void> {
  const kept = await sql<{ memberId: string; sealed: string; hash: string }[]>`
    select member_id as "memberId", sealed, hash from sealed_vote
    where tenant_id = ${tenantId} and ballot_id = ${ballotId}`
  const hashOf = new Map(kept.map((one) => [one.memberId, one.hash.slice(0, 16)]))
  // Both deliveries of the click that counted are told its receipt, the other click is refused.
  const wrong = pressed.filter(
    ({ memberId, receipts }) =>
      receipts.length !== 2 || receipts.some((receipt) => receipt !== hashOf.get(memberId)),
  )
  if (kept.length !== pressed.length || wrong.length > 0)
    throw new Error(
      `${pressed.length} voters, ${kept.length} sealed votes, ${wrong.length} were told otherwise`,
    )
  for (const one of kept) {
    const [text = ''] = await seals.open(ballotId, [one])
    const chose = pressed.find(({ memberId }) => memberId === one.memberId)?.chose ?? []
    if (!chose.some((choice) => text.includes(choice))) throw new Error('a vote was sealed that nobody cast')
  }
  const [found] = await sql<{ entries: number; marks: number; papers: number }[]>`
    select
      (select count(*)::int from audit where tenant_id = ${tenantId} and object = ${ballotId}
        and action = 'ballot.seal') as entries,
      (select count(*)::int from inbox where tenant_id = ${tenantId} and digest = 'confidential'
        and answer ->> 'receipt' is not null) as marks,
      (select count(*)::int from card where tenant_id = ${tenantId} and ref like ${`${ballotId}|%`}
        and wanted > shown) as papers`
  if (found?.entries !== pressed.length || found.marks < pressed.length || found.papers !== pressed.length)
    throw new Error(`${pressed.length} voters, but ${JSON.stringify(found)}`)
}

/** A burst of secret papers: what the voters wait for; the platform gives up after 3 s. */
export async function benchSecretBurst(place: BurstPlace, size: BurstSize): Promise<Figure[]> {
  const times = await secretBurst(place, size)
  const waited = (which: string, share: number): Figure => ({
    bench: 'secret burst',
    what: `${size.voters} secret papers in ${size.seconds} s, pressed twice, all delivered twice: ${which} answer`,
    value: percentile(times, share) / 1000,
    unit: 's',
    limit: 3,
  })
  return [waited('median', 0.5), waited('slowest', 1)]
}
