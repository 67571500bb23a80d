import type { TransactionSql } from 'postgres'
import { z } from 'zod'
import type { VoteClick, VoteResult, VoteSource } from '../../domain/ports/index.ts'
import { choices } from '../../domain/voting/index.ts'

/** The view of a ballot's card; the card's ref is the ballot's id. */
export const ballotView = 'ballot'

/** A click whose card and person are in order: it counts if the ballot is open. */
export interface EntitledClick {
  click: VoteClick
  memberId: string
}

/** What is known of a click before the ballot is looked at. `card-unknown`: perhaps its message id is being stored. */
export type Screened = { entitled: EntitledClick } | { answer: VoteResult } | 'card-unknown'

interface Voter {
  i: number
  memberId: string
  onRoll: boolean
  /** How they took part already, when it was not by a button. */
  source: VoteSource | null
  onRoster: boolean
}
export interface KnownCard {
  platform: string
  messageId: string
  chatId: string | null
  viewerId: string | null
  view: string
  ref: string
}

const storedAnswer = z.object({ vote: z.object({ choice: z.enum(choices), changed: z.boolean() }) })

/** What is kept in the inbox for a counted click. */
export const answerOf = ({ choice, changed }: { choice: string; changed: boolean }): string =>
  JSON.stringify({ vote: { choice, changed } })

/**
 * Looks at many clicks in three set-based reads: taken before? whose? which card? `today` is the local date on which
 * the person must still be on the organisation's roster.
 */
export async function screenClicks(
  tx: TransactionSql,
  tenantId: string,
  clicks: readonly VoteClick[],
  today: string,
  onOtherBody: (click: VoteClick) => void,
): Promise<Screened[]> {
  const [taken, voters, cards] = await Promise.all([
    readTaken(tx, tenantId, clicks),
    readVoters(tx, tenantId, clicks, today),
    readCards(tx, tenantId, clicks),
  ])
  const voterOf = new Map(voters.map((voter) => [voter.i, voter]))
  const cardOf = new Map(cards.map((card) => [`${card.platform}|${card.messageId}`, card]))
  return clicks.map((click, i) => {
    const before = taken.get(`${click.inbox.source}|${click.inbox.key}`)
    if (before) {
      if (before.digest !== click.inbox.digest) onOtherBody(click)
      return { answer: repeatedAnswer(before.answer) }
    }
    const voter = voterOf.get(i)
    const card = click.messageId === null ? undefined : cardOf.get(`${click.platform}|${click.messageId}`)
    if (!card) return click.messageId === null ? { answer: { outcome: 'not-our-card' } } : 'card-unknown'
    if (!standsThere(card, click, voter)) return { answer: { outcome: 'not-our-card' } }
    if (!voter?.onRoll || !voter.onRoster) return { answer: { outcome: 'not-a-voter' } }
    if (voter.source) return { answer: { outcome: 'took-part', source: voter.source } }
    return { entitled: { click, memberId: voter.memberId } }
  })
}

/** The first answer again. A key that was used for something else is no vote: the first use stands. */
function repeatedAnswer(stored: unknown): VoteResult {
  const { data } = storedAnswer.safeParse(stored)
  return data ? { outcome: 'counted', ...data.vote, repeated: true } : { outcome: 'not-our-card' }
}

/** The card shows this ballot, in the chat of the click, to everybody or to this person. */
const standsThere = (card: KnownCard, click: VoteClick, voter: Voter | undefined): boolean =>
  card.view === ballotView &&
  card.ref === click.ballotId &&
  (card.chatId === null || click.chatId === null || card.chatId === click.chatId) &&
  (card.viewerId === null || card.viewerId === voter?.memberId)

/** What is known of the events, by source and key: what was answered, and the digest of the body that came first. */
export async function readTaken(
  tx: TransactionSql,
  tenantId: string,
  clicks: readonly Pick<VoteClick, 'inbox'>[],
) {
  const rows = await tx<{ source: string; key: string; digest: string; answer: unknown }[]>`
    select i.source, i.key, i.digest, i.answer
    from unnest(${clicks.map((one) => one.inbox.source)}::text[], ${clicks.map((one) => one.inbox.key)}::text[])
      as c(source, key)
    join inbox i on i.tenant_id = ${tenantId} and i.source = c.source and i.key = c.key`
  return new Map(rows.map((row) => [`${row.source}|${row.key}`, row]))
}

/** The member behind each click, by the first identity that is known; on the frozen roll, and on the roster today. */
async function readVoters(
  tx: TransactionSql,
  tenantId: string,
  clicks: readonly VoteClick[],
  today: string,
): Promise<Voter[]> {
  const named = clicks.flatMap((click, i) =>
    click.from.map((one) => ({ i, ballotId: click.ballotId, ...one })),
  )
  return tx<Voter[]>`
    select w.i, w.member_id as "memberId", e.member_id is not null as "onRoll", e.source,
      (select true from ballot b
        join standing s on s.tenant_id = b.tenant_id and s.organisation_id = b.organisation_id
        where b.tenant_id = ${tenantId} and b.id = w.ballot_id and s.member_id = w.member_id
          and s.from_date <= ${today}::date and (s.to_date is null or s.to_date > ${today}::date)
        limit 1) is not null as "onRoster"
    from (
      select distinct on (n.i) n.i, n.ballot_id, p.member_id
      from unnest(
        ${named.map((one) => one.i)}::int[],
        ${named.map((one) => one.ballotId)}::uuid[],
        ${named.map((one) => one.platform)}::text[],
        ${named.map((one) => one.kind)}::text[],
        ${named.map((one) => one.value)}::text[]
      ) with ordinality as n(i, ballot_id, platform, kind, value, place)
      join platform_identity p
        on p.tenant_id = ${tenantId} and p.platform = n.platform and p.kind = n.kind and p.value = n.value
      order by n.i, n.place
    ) w
    left join electorate e
      on e.tenant_id = ${tenantId} and e.ballot_id = w.ballot_id and e.member_id = w.member_id`
}

/** Most clicks of a batch come from one card: each is read once. */
export async function readCards(
  tx: TransactionSql,
  tenantId: string,
  clicks: readonly Pick<VoteClick, 'platform' | 'messageId'>[],
): Promise<KnownCard[]> {
  const wanted = new Map<string, { platform: string; messageId: string }>()
  for (const { platform, messageId } of clicks)
    if (messageId !== null) wanted.set(`${platform}|${messageId}`, { platform, messageId })
  const cards = [...wanted.values()]
  return tx<KnownCard[]>`
    select k.platform, k.message_id as "messageId", k.chat_id as "chatId", k.viewer_id as "viewerId", k.view, k.ref
    from unnest(${cards.map((one) => one.platform)}::text[], ${cards.map((one) => one.messageId)}::text[])
      as c(platform, message_id)
    join card k on k.tenant_id = ${tenantId} and k.platform = c.platform and k.message_id = c.message_id`
}
