import { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import type { Ballot, BallotRoll, ChainEntry } from '../ports/index.ts'
import { votingRuleSchema } from './rule.ts'
import { verdictSchema } from './stored.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/, '应为64位十六进制的散列值')
const count = z.int().nonnegative()

/**
 * What anybody can recompute a decision from, without us: the rule in full, the figures, the verdict, the roll's hash in the
 * place of names, and the entry of the organisation's chain. `digest` is SHA-256 over the canonical JSON of the rest. It
 * names no voter and no choice.
 */
export const certificateSchema = z.strictObject({
  type: z.literal('zhibu/verdict-certificate'),
  version: z.literal(1),
  ballot: z.uuid(),
  number: z.string().min(1),
  organisation: z.strictObject({ id: z.uuid(), name: z.string().min(1) }),
  matter: z.string(),
  opened_at: z.iso.datetime(),
  closed_at: z.iso.datetime(),
  issued_at: z.iso.datetime(),
  rule: votingRuleSchema,
  figures: z.record(z.string(), z.unknown()),
  verdict: verdictSchema,
  /** What the chair chose after a near tie, and why; absent where nothing was to be chosen, or before 2026-11-25. */
  chair: z
    .strictObject({ decision: z.enum(['confirm', 'defer', 'escalate']), reason: z.string() })
    .optional(),
  /** Null for ballots of before rolls were hashed. */
  roll: z.strictObject({ as_of: z.iso.date(), voters: count, recused: count, hash }).nullable(),
  chain: z.strictObject({ seq: z.int().positive(), prev: hash, hash, body: z.string() }),
  digest: hash,
})
export type Certificate = z.infer<typeof certificateSchema>

/** What a certificate is made of, from the rows. The ballot is closed and its figures are kept. */
export interface CertificateFacts {
  ballot: Ballot
  organisation: { id: string; name: string }
  roll: BallotRoll | null
  voters: number
  entry: ChainEntry
  issuedAt: Date
}

/** The digest that a certificate must have. */
export const certificateDigest = (
  { digest: _, ...rest }: Omit<Certificate, 'digest'> & { digest?: string },
  digest: (text: string) => string,
): string => digest(canonicalJson(rest))

/** Makes the certificate of a closed ballot; throws a ZodError where the rows lack what it needs. */
export function certificateOf(facts: CertificateFacts, digest: (text: string) => string): Certificate {
  const { ballot, organisation, roll, voters, entry, issuedAt } = facts
  const { chairDecision, chairReason } = ballot
  const body = {
    type: 'zhibu/verdict-certificate' as const,
    version: 1 as const,
    ballot: ballot.id,
    number: ballot.number,
    organisation: { id: organisation.id, name: organisation.name },
    matter: ballot.matter,
    opened_at: ballot.openedAt.toISOString(),
    closed_at: ballot.closedAt?.toISOString() ?? '',
    issued_at: issuedAt.toISOString(),
    // What other regions prescribe is no part of this decision.
    rule: { ...ballot.rule, variants: {} },
    figures: { ...(ballot.input as object), ...(chairDecision && { chair_decision: chairDecision }) },
    verdict: ballot.verdict,
    ...(chairDecision && { chair: { decision: chairDecision, reason: chairReason ?? '' } }),
    roll: roll && { as_of: roll.asOf, voters, recused: roll.recused.length, hash: roll.hash },
    chain: { seq: entry.seq, prev: entry.prev, hash: entry.hash, body: entry.body },
  }
  const plain = JSON.parse(canonicalJson(body)) as Omit<Certificate, 'digest'>
  return certificateSchema.parse({ ...plain, digest: certificateDigest(plain, digest) })
}

/** The text that is handed out: one line of canonical JSON. */
export const certificateText = (certificate: Certificate): string => canonicalJson(certificate)
