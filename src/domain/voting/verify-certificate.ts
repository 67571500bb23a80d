import { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import { caseFaults, inWords } from './case-faults.ts'
import { type Certificate, certificateDigest, certificateSchema } from './certificate.ts'
import { inForce, type RuleHistory } from './rule-book.ts'
import { settleRule } from './settled-rule.ts'
import { inputSchemaOf, tally } from './tally.ts'

/** One thing that was looked at. `ok` null = it could not be decided here, `says` tells why. */
export interface Check {
  check: 'digest' | 'recount' | 'rule' | 'in_force' | 'chain' | 'facts' | 'chair' | 'roll'
  ok: boolean | null
  says: string
}

/** What became of a certificate. Valid = nothing contradicts it; `unchecked` is what no paper can prove by itself. */
export interface Verification {
  number: string
  outcome: string
  valid: boolean
  checks: Check[]
  unchecked: string[]
}

/** What rules cannot bring themselves: SHA-256 of a text, the hash of a chain's entry, and the rules that we know. */
export interface Verifier {
  digest: (text: string) => string
  entryHash: (prev: string, body: string) => string
  ruleHistory: RuleHistory
}

const unchecked = [
  '每一票是否如实计入（证书只有票数）',
  '名册上是哪些人（证书只有名册的散列值）',
  '链上这一条是否仍在该组织的记录中（需要该组织的数据库）',
  '证书由谁出具（证书没有签名）',
]

/** Checks a certificate without a database. Something that is no certificate is answered with its faults. */
export function verifyCertificate(
  given: unknown,
  verifier: Verifier,
): Verification | { error: { code: 'not_a_certificate'; message: string } } {
  const parsed = certificateSchema.safeParse(given, inWords)
  if (!parsed.success)
    return { error: { code: 'not_a_certificate', message: caseFaults(parsed.error).join('；') } }
  const certificate = parsed.data
  const checks = [
    digestCheck(certificate, verifier),
    recountCheck(certificate),
    ruleCheck(certificate, verifier),
    inForceCheck(certificate),
    ...chainChecks(certificate, verifier),
    ...chairCheck(certificate, verifier),
    rollCheck(certificate),
  ]
  const { number, verdict } = certificate
  return {
    number,
    outcome: verdict.outcome,
    valid: checks.every(({ ok }) => ok !== false),
    checks,
    unchecked,
  }
}

const said = (check: Check['check'], ok: boolean | null, yes: string, no: string): Check => ({
  check,
  ok,
  says: ok ? yes : no,
})

function digestCheck(certificate: Certificate, { digest }: Verifier): Check {
  const ok = certificateDigest(certificate, digest) === certificate.digest
  return said('digest', ok, '内容与摘要一致', '内容与摘要不一致，证书被改动过')
}

/** The figures once more under the quoted rule: every key of the verdict has to come out again. */
function recountCheck({ rule, figures, verdict }: Certificate): Check {
  const input = inputSchemaOf(rule).safeParse(figures, inWords)
  if (!input.success)
    return { check: 'recount', ok: false, says: `票数不能计算：${caseFaults(input.error).join('；')}` }
  const again = tally(rule, input.data)
  const ok = canonicalJson(again) === canonicalJson(verdict)
  return said('recount', ok, `重新计算结果相同：${again.arithmetic}`, `重新计算结果不同：${again.arithmetic}`)
}

/** The quoted rule beside the one that this program brings under the same id, version and region. */
function ruleCheck({ rule, roll }: Certificate, { ruleHistory }: Verifier): Check {
  const known = ruleHistory.get(rule.id)?.find(({ version }) => version === rule.version)
  if (!known)
    return { check: 'rule', ok: null, says: `本程序没有规则 ${rule.id} 的版本${rule.version}，无法对照` }
  if (rule.region !== undefined && known.variants[rule.region]?.version !== rule.region_version)
    return { check: 'rule', ok: null, says: `本程序没有地区 ${rule.region} 的这一版规定，无法对照` }
  const chosen = { region: rule.region, pass_basis: rule.pass?.basis }
  // A region may have changed its provision since: the one of the day counts.
  const ours = settleRule(known, chosen, roll?.as_of)
  const same = decisive(ours) === decisive(rule)
  const named = `${rule.label}（${rule.id} 版本${rule.version}${rule.region ? `，${rule.region}` : ''}）`
  return said('rule', same, `所引规则与${named}一致`, `所引规则的条件或条文与${named}不一致`)
}

/** What decides and what is cited; notes and labels may be reworded. */
const decisive = (rule: Certificate['rule']): string => {
  const {
    kind,
    quorum,
    pass,
    written_ballot,
    secrecy,
    one_item_at_a_time,
    candidate_surplus,
    source,
    article,
  } = rule
  return canonicalJson({
    kind,
    quorum,
    pass,
    written_ballot,
    secrecy,
    one_item_at_a_time,
    candidate_surplus,
    source,
    article,
  })
}

function inForceCheck({ rule, roll, opened_at }: Certificate): Check {
  const day = roll?.as_of ?? opened_at.slice(0, 10)
  return said(
    'in_force',
    inForce(rule, day),
    `规则在表决当日（${day}）施行`,
    `规则在表决当日（${day}）没有施行`,
  )
}

const bodySchema = z.looseObject({
  seq: z.int(),
  organisation: z.string(),
  action: z.enum(['ballot.close', 'ballot.chair']),
  object: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

/** The entry's hash follows from its own text and its predecessor's; and the entry says what the certificate says. */
function chainChecks(
  { chain, ballot, organisation, verdict, figures }: Certificate,
  { entryHash }: Verifier,
): Check[] {
  const hashed = entryHash(chain.prev, chain.body) === chain.hash
  const ours = said('chain', hashed, `链上第${chain.seq}条的散列值正确`, `链上第${chain.seq}条的散列值不正确`)
  const body = bodySchema.safeParse(readJson(chain.body))
  if (!body.success) return [ours, { check: 'facts', ok: false, says: '链上这一条不是表决的记录' }]
  const { seq, organisation: of, object, facts } = body.data
  const told = { ...(figures.votes as object | undefined), present: figures.present, ...verdict }
  const differing = Object.entries(facts)
    .filter(([key, value]) => value !== null && key in told && told[key as keyof typeof told] !== value)
    .map(([key]) => key)
  const same = seq === chain.seq && of === organisation.id && object === ballot && differing.length === 0
  const fault = differing.length > 0 ? `：${differing.join('、')}` : ''
  return [ours, said('facts', same, '链上记录与证书的票数、结果一致', `链上记录与证书不一致${fault}`)]
}

/** The chair's choice and reason are those of the chain's entry, which holds the hash of the reason. */
function chairCheck({ chair, figures, chain }: Certificate, { digest }: Verifier): Check[] {
  if (!chair) return []
  const body = bodySchema.safeParse(readJson(chain.body))
  const { decision, reason } = body.data?.facts ?? {}
  const same =
    decision === chair.decision &&
    figures.chair_decision === chair.decision &&
    // Entries of before 2026-11-25 say nothing of the reason.
    (reason === undefined || reason === (chair.reason === '' ? null : digest(chair.reason)))
  return [said('chair', same, '主持人的选择和理由与链上记录一致', '主持人的选择或理由与链上记录不一致')]
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Answered as "no record of a vote"; where the text breaks off helps nobody.
    return undefined
  }
}

function rollCheck({ roll, verdict }: Certificate): Check {
  if (!roll) return { check: 'roll', ok: null, says: '这次表决没有名册的散列值' }
  const ok = roll.voters === verdict.eligible
  return said(
    'roll',
    ok,
    `名册${roll.voters}人，与应到人数一致`,
    `名册${roll.voters}人，应到${verdict.eligible}人，不一致`,
  )
}
