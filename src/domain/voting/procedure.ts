import { isSecret } from './input.ts'
import type { VotingRule } from './rule.ts'
import type { Outcome, VerdictCode } from './verdict.ts'

/** An outcome that is settled before anybody counts in favour. */
export interface Stop {
  outcome: Outcome
  code?: VerdictCode
}

interface Held {
  method: string
  present: number
  ballots?: { issued: number; returned: number; invalid: number } | undefined
  stopped?: 'too_few_sealed' | 'called_off' | undefined
}

/** Presence first, then the form of the vote, then the ballots: the order in which a teller checks. */
export function procedureStop(
  rule: VotingRule,
  presence: { quorum_met: boolean; fault?: VerdictCode },
  held: Held,
  severalItems: boolean,
): Stop | undefined {
  if (held.stopped) return { outcome: 'void', code: held.stopped }
  if (presence.fault) return { outcome: 'invalid_input', code: presence.fault }
  if (!presence.quorum_met) return { outcome: 'no_quorum' }
  if (rule.secrecy === 'secret' && !isSecret(held.method))
    return { outcome: 'void', code: 'secrecy_required' }
  if (rule.one_item_at_a_time && severalItems) return { outcome: 'void', code: 'one_item_at_a_time' }
  const { ballots, present } = held
  if (ballots && ballots.returned > Math.min(ballots.issued, present))
    return { outcome: 'void', code: 'ballots_exceed_issued' }
  if (ballots && ballots.invalid > ballots.returned)
    return { outcome: 'invalid_input', code: 'votes_exceed_returned' }
  return undefined
}

const counted = (value: unknown): number =>
  typeof value === 'number' ? value : Array.isArray(value) ? value.length : 0

/**
 * Whether a case says that several matters or persons stood on one ballot, under whatever name it counts them
 * (`items`, `candidates`, `items_in_ballot`), or that the vote was not item by item (`itemised: false`, `combined: true`).
 */
export const hasSeveralItems = (input: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(input).some(([key, value]) => {
    if (value === false)
      return /^(itemi[sz]ed|item_by_item|one_item_at_a_time|one_by_one|separate)$/.test(key)
    if (value === true) return /^(combined|bundled|merged|several_items)$/.test(key)
    return /item|candidate|applicant|matter/.test(key) && counted(value) > 1
  })
