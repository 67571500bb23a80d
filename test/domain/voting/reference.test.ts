import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateVotingCase } from '../../../src/domain/voting/voting-case.ts'
import { bookVerdict, type Sample, table } from './reference.ts'
import { rules, shelf } from './rules.ts'

/** Few people are where the roundings differ; many are where exactness fails. */
const people = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 2, arbitrary: fc.integer({ min: 31, max: 300 }) },
)
const few = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) })

const partyRoster = fc.record({
  formal: people,
  probationary: few,
  discipline_probation: few,
  rights_suspended: few,
  excluded_approved: few,
  recused: few,
})
const bodyRoster = fc.record({ total: people, recused: few })

/** A number at or about another: contradictions are as likely as sense. */
const about = (n: number) =>
  fc.oneof(fc.nat(Math.max(0, n)), fc.constantFrom(n, n + 1, Math.max(0, n - 1)), fc.nat(n + 3))

const method = fc.constantFrom('open', 'show_of_hands', 'secret', 'secret', 'secret', 'paper')
const ballotsFor = (present: number) =>
  fc.option(
    about(present).chain((issued) =>
      about(issued).chain((returned) =>
        fc.record({ issued: fc.constant(issued), returned: fc.constant(returned), invalid: few }),
      ),
    ),
    { nil: undefined, freq: 2 },
  )

function matter(present: number, n: number): fc.Arbitrary<Partial<Sample>> {
  const yes = about(Math.min(present, Math.floor(n / 2) + 1))
  return fc.record(
    {
      votes: yes.chain((y) =>
        fc.record({
          yes: fc.constant(y),
          no: about(Math.max(0, present - y)),
          abstain: few,
          invalid: few,
          blank: few,
        }),
      ),
      written: fc.record({ yes: few, no: few, abstain: few }),
      important: fc.boolean(),
      chair_decision: fc.constantFrom('confirm', 'defer', 'escalate'),
      items: fc.constantFrom(1, 1, 1, 2),
    },
    { requiredKeys: ['votes'] },
  )
}

function persons(present: number, n: number): fc.Arbitrary<Partial<Sample>> {
  const bar = Math.floor(n / 2) + 1
  const named = (prefix: string, least: number, most: number) =>
    fc
      .array(fc.oneof(about(Math.min(present, bar)), fc.nat(Math.max(1, present))), {
        minLength: least,
        maxLength: most,
      })
      .map((votes) => votes.map((yes, index) => ({ name: `${prefix}${index}`, yes })))
  return fc.record(
    {
      seats: fc.integer({ min: 1, max: 6 }),
      candidates: named('C', 0, 8),
      write_ins: named('W', 0, 2),
      round: fc.constantFrom('runoff', 'first'),
      pass_basis: fc.constantFrom('eligible', 'present'),
    },
    { requiredKeys: ['seats', 'candidates'] },
  )
}

const sample = fc.constantFrom(...Object.entries(table)).chain(([id, { kind }]) =>
  fc.oneof(partyRoster, bodyRoster).chain((roster) => {
    const { total, formal, recused, ...without } = { total: 0, formal: 0, ...roster }
    const n = Math.max(
      0,
      total +
        formal -
        recused -
        (('discipline_probation' in without ? without.discipline_probation : 0) as number),
    )
    return about(n).chain((present) =>
      fc.record({
        id: fc.constant(id),
        roster: fc.constant(roster),
        present: fc.constant(present),
        method,
        ballots: ballotsFor(present),
        rest: kind === 'persons' ? persons(present, n) : matter(present, n),
      }),
    )
  }),
)

const shared = [
  'eligible',
  'quorum_need',
  'quorum_met',
  'pass_need',
  'counted_yes',
  'outcome',
  'code',
  'near_tie',
  'elected',
  'runoff',
  'vacancies',
]

describe('the rules beside the table of the reference', () => {
  it('are the same fifteen that decide something, and one that sums up', () => {
    expect([...rules.keys()].filter((id) => !(id in table))).toEqual(['member_evaluation'])
  })

  it('give the same verdicts over 100,000 random cases, sensible and contradictory', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(sample, ({ id, rest, ballots, ...room }) => {
        const input: Sample = { ...room, ...rest, ...(ballots && { ballots }) }
        const book = bookVerdict(id, input)
        const ours = evaluateVotingCase(JSON.stringify({ rule: id, input }), shelf) as unknown as Record<
          string,
          unknown
        >
        const kind = `${book.outcome} ${book.code ?? ''}`.trim()
        seen.set(kind, (seen.get(kind) ?? 0) + 1)
        for (const key of shared)
          if (JSON.stringify(ours[key]) !== JSON.stringify(book[key]))
            expect({ id, input, key, ours: ours[key] }).toEqual({ id, input, key, ours: book[key] })
      }),
      { numRuns: 100_000, seed: 20_261_125 },
    )
    // A comparison says nothing about outcomes that never came up.
    const kinds = [
      'passed',
      'rejected',
      'no_quorum',
      'deferred',
      'escalated',
      'elected',
      'partially_elected',
      'runoff',
      'may_be_held',
      'void secrecy_required',
      'void one_item_at_a_time',
      'void ballots_exceed_issued',
      'void candidate_surplus',
      'invalid_input votes_exceed_present',
      'invalid_input votes_exceed_returned',
      'invalid_input written_exceed_absent',
      'invalid_input present_exceeds_eligible',
      'invalid_input no_electorate',
    ]
    expect(kinds.filter((kind) => (seen.get(kind) ?? 0) < 3)).toEqual([])
  }, 60_000)
})
