import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { genesis } from '../src/db/stores/audit-chain.ts'
import type { Choice } from '../src/domain/ports/index.ts'
import { choices } from '../src/domain/voting/index.ts'
import { type VotePress, voteEnvelope } from './pushes.ts'

/** A branch with its group chat and its members, all entitled to vote. */
export interface Branch {
  id: string
  chatId: string
  voters: { memberId: string; openId: string }[]
}

/** An open ballot, and the card on which it is clicked. */
export interface OpenBallot {
  id: string
  branch: Branch
  messageId: string
}

/** Makes branches of `size` formal members each, with their identities, and the heads of their audit chains. */
export async function makeBranches(
  sql: Sql,
  tenantId: string,
  count: number,
  size: number,
): Promise<Branch[]> {
  const branches = Array.from({ length: count }, (): Branch => {
    const voters = Array.from({ length: size }, () => {
      const memberId = randomUUID()
      return { memberId, openId: `ou_${memberId.replaceAll('-', '')}` }
    })
    return { id: randomUUID(), chatId: `oc_${randomUUID()}`, voters }
  })
  const ids = branches.map((one) => one.id)
  const members = branches.flatMap((one) => one.voters.map((voter) => ({ ...voter, branchId: one.id })))
  const memberIds = members.map((one) => one.memberId)
  await sql`
    insert into organisation (tenant_id, id, kind, name, created_at)
    select ${tenantId}::uuid, o.id, 'branch', '支部', now() from unnest(${ids}::uuid[]) as o(id)`
  await sql`
    insert into audit_head (tenant_id, organisation_id, seq, hash)
    select ${tenantId}::uuid, o.id, 0, ${genesis} from unnest(${ids}::uuid[]) as o(id)`
  await sql`
    insert into member (tenant_id, id, name, created_at)
    select ${tenantId}::uuid, m.id, '党员', now() from unnest(${memberIds}::uuid[]) as m(id)`
  await sql`
    insert into platform_identity (tenant_id, platform, kind, value, member_id)
    select ${tenantId}::uuid, 'feishu', 'open_id', m.open_id, m.id
    from unnest(${memberIds}::uuid[], ${members.map((one) => one.openId)}::text[]) as m(id, open_id)`
  await sql`
    insert into standing (tenant_id, id, organisation_id, member_id, kind, from_date, recorded_at)
    select ${tenantId}::uuid, gen_random_uuid(), m.branch_id, m.id, 'formal', '2020-01-01', now()
    from unnest(${memberIds}::uuid[], ${members.map((one) => one.branchId)}::uuid[]) as m(id, branch_id)`
  return branches
}

/** Opens a ballot in each branch, over its whole electorate, with a card in its group. */
export async function openBallots(
  sql: Sql,
  tenantId: string,
  branches: readonly Branch[],
): Promise<OpenBallot[]> {
  const ballots = branches.map((branch) => ({ id: randomUUID(), branch, messageId: `om_${randomUUID()}` }))
  const ids = ballots.map((one) => one.id)
  await sql`
    insert into ballot (tenant_id, id, organisation_id, number, matter, rule, method, important, roster, status,
      opened_by, opened_at, closes_at)
    select ${tenantId}::uuid, b.id, b.branch_id, 'B' || b.id, '通过工作计划', '{}', 'open', false, '{}', 'open', b.opened_by,
      now(), now() + interval '1 day'
    from unnest(${ids}::uuid[], ${ballots.map((one) => one.branch.id)}::uuid[],
      ${ballots.map((one) => one.branch.voters[0]?.memberId ?? '')}::uuid[]) as b(id, branch_id, opened_by)`
  const rolls = ballots.flatMap((one) => one.branch.voters.map((voter) => [one.id, voter.memberId]))
  await sql`
    insert into electorate (tenant_id, ballot_id, member_id, name)
    select ${tenantId}::uuid, e.ballot_id, e.member_id, '党员'
    from unnest(${rolls.map(([id = '']) => id)}::uuid[], ${rolls.map(([, id = '']) => id)}::uuid[])
      as e(ballot_id, member_id)`
  await sql`
    insert into card (tenant_id, id, platform, message_id, chat_id, view, ref, sent_at, state)
    select ${tenantId}::uuid, gen_random_uuid(), 'feishu', c.message_id, c.chat_id, 'ballot', c.ballot_id, now(), 'live'
    from unnest(${ballots.map((one) => one.messageId)}::text[], ${branches.map((one) => one.chatId)}::text[],
      ${ids}::text[]) as c(message_id, chat_id, ballot_id)`
  return ballots
}

/** A click, with what is to be found in the database after it. */
export interface Cast {
  press: VotePress
  memberId: string
  envelope: ReturnType<typeof voteEnvelope>
}

/**
 * Clicks in which a share (0 to 1) of the voters of every ballot takes part `passes` times, changing their mind from pass
 * to pass; neighbours in the list belong to different ballots. The clicks of one voter are as far apart as there are
 * voters who take part.
 */
export function castsFor(ballots: readonly OpenBallot[], passes: number, share = 1): Cast[] {
  const size = Math.ceil(share * Math.max(...ballots.map((one) => one.branch.voters.length)))
  const began = Date.now() - passes * size * ballots.length
  const casts: Cast[] = []
  for (let pass = 0; pass < passes; pass++)
    for (let i = 0; i < size; i++)
      for (const { id: ballotId, branch, messageId } of ballots) {
        const voter = branch.voters[i]
        if (!voter) continue
        const choice = choices[(pass + i) % choices.length] as Choice // the index is within the list
        const at = began + casts.length
        const press = { ballotId, choice, openId: voter.openId, chatId: branch.chatId, messageId, at }
        casts.push({ press, memberId: voter.memberId, envelope: voteEnvelope(press) })
      }
  return casts
}
