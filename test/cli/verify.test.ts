import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { entryBody, entryHash, genesis, sha256 } from '../../src/db/stores/audit-chain.ts'
import { canonicalJson } from '../../src/domain/canonical-json.ts'
import { type Certificate, certificateDigest, certificateOf } from '../../src/domain/voting/certificate.ts'
import { settleRule } from '../../src/domain/voting/settled-rule.ts'
import { inputSchemaOf, tally } from '../../src/domain/voting/tally.ts'
import type { Check, Verification } from '../../src/domain/voting/verify-certificate.ts'
import { ruleOf } from '../domain/voting/rules.ts'
import { zhibu } from './run-zhibu.ts'

const id = (n: number) => `019ab000-0000-7000-8000-${String(n).padStart(12, '0')}`
const at = new Date('2026-12-25T07:30:00Z')

/** A decision as the rows would hold it: by default 13 of 24 in favour of an ordinary matter. */
function certificate(
  rule = ruleOf('branch_general_resolution'),
  figures: Record<string, unknown> = {
    roster: { formal: 24 },
    present: 20,
    method: 'open',
    votes: { yes: 13, no: 5, abstain: 2 },
  },
  rolled = true,
): Certificate {
  const input = inputSchemaOf(rule).parse(figures)
  const verdict = tally(rule, input)
  const entry = {
    organisationId: id(1),
    actorId: id(2),
    action: 'ballot.close',
    object: id(3),
    facts: {
      ...(figures.votes as object),
      eligible: verdict.eligible,
      present: 20,
      outcome: verdict.outcome,
    },
  }
  const body = entryBody(7, at, entry)
  const ballot = {
    id: id(3),
    number: 'B2026-001',
    matter: '通过2027年工作计划',
    openedAt: new Date('2026-12-25T07:00:00Z'),
    closedAt: at,
    rule,
    input,
    verdict,
    chairDecision: null,
  }
  return certificateOf(
    {
      ballot: ballot as never,
      organisation: { id: id(1), name: '机关第一党支部' },
      roll: rolled ? { asOf: '2026-12-25', recused: [], salt: 's', hash: sha256('roll') } : null,
      voters: verdict.eligible,
      entry: { seq: 7, prev: genesis, body, hash: entryHash(genesis, body) },
      issuedAt: new Date('2026-12-26T01:00:00Z'),
    },
    sha256,
  )
}

/** Changed after it was issued, by somebody who also knows how to make the digest right. */
const forged = (change: (plain: Certificate) => object, honestDigest = true): Certificate => {
  const plain = { ...certificate(), ...change(certificate()) } as Certificate
  return honestDigest ? { ...plain, digest: certificateDigest(plain, sha256) } : plain
}

async function verified(given: unknown) {
  const { code, lines } = await zhibu(['verify'], [`${JSON.stringify(given)}\n`])
  return { code, ...(JSON.parse(lines[0] ?? '') as Verification & { error?: { message: string } }) }
}
const failing = (checks: readonly Check[]) =>
  checks.filter(({ ok }) => ok === false).map(({ check }) => check)

describe('zhibu verify', () => {
  it('recounts a decision and says what no certificate can prove', async () => {
    const found = await verified(certificate())
    expect(found).toMatchObject({ code: 0, valid: true, number: 'B2026-001', outcome: 'passed' })
    expect(failing(found.checks)).toEqual([])
    expect(found.checks.map(({ says }) => says).join('\n')).toContain(
      '赞成13人＞24人的半数（至少13人），通过',
    )
    expect(found.unchecked.join()).toContain('每一票是否如实计入')
  })

  it.each<[string, Check['check'], Certificate]>([
    ['another matter, digest left as it was', 'digest', forged(() => ({ matter: '别的事项' }), false)],
    ['one more vote', 'recount', forged(({ figures }) => ({ figures: { ...figures, votes: { yes: 14 } } }))],
    [
      'another outcome',
      'recount',
      forged(({ verdict }) => ({ verdict: { ...verdict, outcome: 'rejected' } })),
    ],
    ['figures that cannot be counted', 'recount', forged(() => ({ figures: { present: 20 } }))],
    ['another article', 'rule', forged(({ rule }) => ({ rule: { ...rule, article: '赞成即可' } }))],
    [
      'a rule no longer in force',
      'in_force',
      forged(({ rule }) => ({ rule: { ...rule, valid_to: '2020-01-01' } })),
    ],
    [
      'an entry with another text',
      'chain',
      forged(({ chain }) => ({ chain: { ...chain, body: chain.body.replace('13', '12') } })),
    ],
    ['a place in the chain not its own', 'facts', forged(({ chain }) => ({ chain: { ...chain, seq: 8 } }))],
    ['an entry about something else', 'facts', forged(() => ({ ballot: id(9) }))],
    ['an entry that is no record', 'facts', forged(({ chain }) => ({ chain: { ...chain, body: '{' } }))],
    ['a roll of another size', 'roll', forged(({ roll }) => ({ roll: { ...roll, voters: 23 } }))],
  ])('finds %s', async (_title, check, given) => {
    const found = await verified(given)
    expect([found.code, found.valid]).toEqual([1, false])
    expect(failing(found.checks)).toContain(check)
  })

  it('finds a consistent forgery by the chain: other votes, counted again', async () => {
    const rule = ruleOf('branch_general_resolution')
    const figures = { ...certificate().figures, votes: { yes: 14, no: 4, abstain: 2, invalid: 0, blank: 0 } }
    const given = forged(() => ({ figures, verdict: tally(rule, inputSchemaOf(rule).parse(figures)) }))
    expect(failing((await verified(given)).checks)).toEqual(['facts'])
  })

  it('says what it cannot decide without failing', async () => {
    const unknown = forged(({ rule, verdict }) => ({
      rule: { ...rule, version: 99 },
      verdict: { ...verdict, rule_version: 99 },
    }))
    const old = certificate(undefined, undefined, false)
    for (const [given, check] of [
      [unknown, 'rule'],
      [old, 'roll'],
    ] as const) {
      const found = await verified(given)
      expect(found.valid).toBe(true)
      expect(found.checks.find((one) => one.check === check)?.ok).toBeNull()
    }
  })

  it('knows regional rules and the other pass basis', async () => {
    const congress = settleRule(ruleOf('staff_congress_resolution'), { region: 'shanghai' })
    const secret = { present: 20, method: 'secret' }
    const regional = certificate(congress, {
      ...secret,
      roster: { total: 30 },
      votes: { yes: 15, no: 5, abstain: 0 },
    })
    expect(regional.verdict).toMatchObject({ outcome: 'passed', region: 'shanghai' })
    const election = settleRule(ruleOf('branch_election'), { pass_basis: 'present' })
    const elected = certificate(election, {
      ...secret,
      roster: { formal: 25 },
      seats: 1,
      candidates: [
        { name: '甲', yes: 11 },
        { name: '乙', yes: 9 },
      ],
    })
    for (const given of [regional, elected])
      expect(await verified(given)).toMatchObject({ code: 0, valid: true })
  })

  it('refuses what is no certificate, and names its faults in words', async () => {
    const { code, error } = await verified({ ...certificate(), digest: 'x', extra: 1 })
    expect(code).toBe(1)
    expect(error?.message).toContain('digest（digest）：应为64位十六进制的散列值')
    expect((await verified([])).error?.message).toContain('整行：须为 {…}')
    expect((await zhibu(['verify'], ['{'])).lines.map((line) => JSON.parse(line))).toEqual([
      { error: { code: 'not_json', message: '这一行不是 JSON' } },
    ])
    expect((await zhibu(['verify'], [''])).err).toContain('没有内容')
  })

  const folder = mkdtempSync(join(tmpdir(), 'zhibu-verify-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('reads a file, also one with line breaks, and several a file', async () => {
    const [pretty, several] = [join(folder, 'one.json'), join(folder, 'two.jsonl')]
    writeFileSync(pretty, JSON.stringify(certificate(), null, 2))
    const bad = forged(() => ({ matter: '' }), false)
    writeFileSync(several, `${canonicalJson(certificate())}\n${canonicalJson(bad)}\n`)
    expect((await zhibu(['verify', pretty])).code).toBe(0)
    const { code, lines } = await zhibu(['verify', several])
    expect([code, lines.map((line) => JSON.parse(line).valid)]).toEqual([1, [true, false]])
    expect((await zhibu(['verify', join(folder, 'none')])).err).toContain('无法读取')
    expect((await zhibu(['verify', pretty, 'more'])).err).toContain('不认识的参数：more')
  })

  it('hashes as anybody would: SHA-256 of the certificate without its digest', () => {
    const { digest, ...rest } = certificate()
    expect(createHash('sha256').update(canonicalJson(rest)).digest('hex')).toBe(digest)
  })
})
