import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Choice,
  castVote,
  choices,
  closeBallot,
  countVotes,
  openBallot,
} from '../../../src/domain/voting/casting.ts'
import type { ResolutionInput } from '../../../src/domain/voting/input.ts'
import { tally } from '../../../src/domain/voting/tally.ts'
import { leastOf, type Threshold } from '../../../src/domain/voting/threshold.ts'
import { ruleOf, rules } from './rules.ts'

const general = ruleOf('branch_general_resolution')
const resolutions = [...rules.values()].filter(({ kind }) => kind === 'resolution')

/** Consistent numbers of a vote: nobody votes who is not there. */
const room = fc.integer({ min: 1, max: 400 }).chain((formal) =>
  fc.integer({ min: 0, max: formal }).chain((present) =>
    fc.tuple(fc.nat(present), fc.nat(present), fc.nat(present)).map(([a, b, c]) => {
      const [x = 0, y = 0, z = 0] = [a, b, c].sort((p, q) => p - q)
      const input: ResolutionInput = {
        roster: {
          formal,
          probationary: 0,
          discipline_probation: 0,
          rights_suspended: 0,
          excluded_approved: 0,
          recused: 0,
        },
        present,
        method: 'secret',
        votes: { yes: x, no: y - x, abstain: z - y, invalid: 0, blank: 0 },
      }
      return input
    }),
  ),
)
const good = (outcome: string) => outcome === 'passed'

describe('any resolution', () => {
  it('is never lost by one more in favour', () => {
    fc.assert(
      fc.property(room, fc.constantFrom(...resolutions), (input, rule) => {
        const { yes, no } = input.votes
        if (no === 0) return
        const more = tally(rule, { ...input, votes: { ...input.votes, yes: yes + 1, no: no - 1 } })
        if (good(tally(rule, input).outcome)) expect(more.outcome).toBe('passed')
      }),
    )
  })

  it('has the same quorum whatever the votes were', () => {
    fc.assert(
      fc.property(room, room, fc.constantFrom(...resolutions), (one, other, rule) => {
        const swapped = { ...one, votes: other.votes }
        const { quorum_need, quorum_met, eligible, pass_need } = tally(rule, one)
        expect(tally(rule, swapped)).toMatchObject({ quorum_need, quorum_met, eligible, pass_need })
      }),
    )
  })

  it('counts abstentions, invalid and missing votes alike: they are not in favour', () => {
    fc.assert(
      fc.property(room, fc.constantFrom(...resolutions), (input, rule) => {
        const { yes, no, abstain } = input.votes
        const turned = tally(rule, {
          ...input,
          votes: { yes, no: 0, abstain: 0, invalid: no, blank: abstain },
        })
        expect(turned.outcome).toBe(tally(rule, input).outcome)
        expect(tally(rule, { ...input, votes: { ...input.votes, no: 0, abstain: 0 } }).outcome).toBe(
          turned.outcome,
        )
      }),
    )
  })

  it('depends on the base alone: any split of the same base gives the same needs', () => {
    fc.assert(
      fc.property(room, fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20), (input, a, b, c, d) => {
        if (!('formal' in input.roster)) throw new Error('a branch has formal members')
        const roster = {
          formal: input.roster.formal + a + b + c + d,
          probationary: a,
          discipline_probation: a,
          rights_suspended: b,
          excluded_approved: c,
          recused: d,
        }
        expect(tally(general, { ...input, roster })).toEqual(tally(general, input))
      }),
    )
  })

  it('passes exactly when the field would say so', () => {
    fc.assert(
      fc.property(room, (input) => {
        if (!('formal' in input.roster)) throw new Error('a branch has formal members')
        const n = input.roster.formal
        const { yes } = input.votes
        const outcome = input.present * 2 < n ? 'no_quorum' : yes * 2 > n ? 'passed' : 'rejected'
        expect(tally(general, input).outcome).toBe(outcome)
      }),
    )
  })
})

describe('a threshold', () => {
  const meets = (t: Threshold, k: bigint, n: bigint) => {
    const [left, right] = [k * BigInt(t.den), n * BigInt(t.num)]
    return t.op === '>' ? left > right : left >= right
  }
  const shares = [
    [1, 2],
    [2, 3],
    [4, 5],
    [1, 3],
  ] as const
  const table = shares.flatMap(([num, den]) =>
    (['>=', '>'] as const).map((op) => ({ basis: 'eligible' as const, op, num, den })),
  )

  it.each(table)('$op $num/$den is the least whole number for 1 to 60 persons', (threshold) => {
    for (let n = 1; n <= 60; n += 1) {
      let least = 0n
      while (!meets(threshold, least, BigInt(n))) least += 1n
      expect([n, BigInt(leastOf(threshold, n))]).toEqual([n, least])
    }
  })

  it('is exact and least for large numbers too', () => {
    const any = fc.record({
      basis: fc.constant('eligible' as const),
      op: fc.constantFrom('>=' as const, '>' as const),
      num: fc.integer({ min: 1, max: 1000 }),
      den: fc.integer({ min: 1, max: 1000 }),
    })
    fc.assert(
      fc.property(any, fc.nat(1_000_000_000), (threshold, n) => {
        const need = BigInt(leastOf(threshold, n))
        expect(meets(threshold, need, BigInt(n))).toBe(true)
        expect(need === 0n || !meets(threshold, need - 1n, BigInt(n))).toBe(true)
      }),
    )
  })
})

describe('an open ballot', () => {
  const click = fc.tuple(fc.constantFrom('a', 'b', 'c', 'stranger'), fc.constantFrom<Choice>(...choices))
  const fold = (clicks: [string, Choice][]) => {
    let ballot = openBallot('B2026-001', ['a', 'b', 'c'])
    for (const [voter, choice] of clicks) if (voter !== 'stranger') ballot = castVote(ballot, voter, choice)
    return ballot
  }

  it('counts each voter once, by the last choice, in any order of different voters', () => {
    fc.assert(
      fc.property(fc.array(click), (clicks) => {
        const last = new Map(clicks.filter(([voter]) => voter !== 'stranger'))
        const grouped = ['c', 'a', 'b'].flatMap((who) => clicks.filter(([voter]) => voter === who))
        expect(countVotes(fold(clicks).votes.values())).toEqual(countVotes(last.values()))
        expect(countVotes(fold(grouped).votes.values())).toEqual(countVotes(last.values()))
      }),
    )
  })

  it('refuses strangers, late clicks, and second thoughts where it is secret', () => {
    const code = (run: () => unknown) => {
      try {
        run()
      } catch (refusal) {
        return (refusal as { code?: string }).code
      }
      return 'taken'
    }
    const open = openBallot('B2026-001', ['a'])
    const secret = castVote(openBallot('B2026-002', ['a'], false), 'a', 'yes')
    expect(code(() => castVote(open, 'z', 'yes'))).toBe('ballot/not-a-voter')
    expect(code(() => castVote(closeBallot(open), 'a', 'yes'))).toBe('ballot/closed')
    expect(code(() => castVote(secret, 'a', 'no'))).toBe('ballot/already-cast')
    expect(code(() => castVote(castVote(open, 'a', 'yes'), 'a', 'no'))).toBe('taken')
  })
})
