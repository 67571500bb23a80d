import { z } from 'zod'
import { Refusal } from '../refusals.ts'
import {
  type Choice,
  choices,
  choiceWords,
  closeBallot,
  countVotes,
  isChoice,
  mayCast,
  openBallot,
} from './casting.ts'
import { countSchema, isSecret } from './input.ts'
import type { VotingRule } from './rule.ts'
import { articleOf, inputSchemaOf, tally } from './tally.ts'
import type { Verdict } from './verdict.ts'

const lineSchema = z.looseObject({
  type: z.literal('casting').optional(),
  rule: z.string(),
  input: z.record(z.string(), z.unknown()),
})
const castingSchema = z.looseObject({
  method: z.string().default('open'),
  eligible_voters: z.array(z.string()).max(100_000),
  close_after: countSchema.optional(),
  events: z.array(z.tuple([z.string(), z.string()], z.unknown())).max(1_000_000),
})

/** What a series of clicks came to; `rejected` are the positions of the clicks that were refused. */
export interface CastingResult {
  tally: Record<Choice, number>
  turnout: number
  rejected: number[]
  article: string
  /** One line of text. */
  arithmetic: string
}
/** A line that is no case. */
export interface CaseError {
  error: { code: string; message: string }
}

const refuse = (code: string, message: string): CaseError => ({ error: { code, message } })

/**
 * What `zhibu tally` does with one line of standard input: JSON of a case (`{"rule","input"}`, where `events` in the
 * input or `"type":"casting"` says that clicks are to be counted) in, verdict out. Bad lines are answered with `{error}`, never with an exception.
 */
export function evaluateVotingCase(
  line: string,
  rules: ReadonlyMap<string, VotingRule>,
): Verdict | CastingResult | CaseError {
  const parsed = readJson(line)
  if (parsed === undefined) return refuse('not_json', '这一行不是 JSON')
  const shape = lineSchema.safeParse(parsed)
  if (!shape.success) return refuse('bad_case', faultsOf(shape.error))
  const rule = rules.get(shape.data.rule)
  if (!rule) return refuse('unknown_rule', `没有名为“${shape.data.rule}”的表决规则`)
  if (shape.data.type === 'casting' || 'events' in shape.data.input)
    return evaluateCasting(rule, shape.data.input)
  const input = inputSchemaOf(rule).safeParse(shape.data.input)
  return input.success ? tally(rule, input.data) : refuse('bad_input', faultsOf(input.error))
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // Said to the caller as an answer of its own; the parser's words name positions, not the cause.
    return undefined
  }
}

const faultsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || '整行'}：${message}`).join('；')

function evaluateCasting(rule: VotingRule, raw: unknown): CastingResult | CaseError {
  const input = castingSchema.safeParse(raw)
  if (!input.success) return refuse('bad_input', faultsOf(input.error))
  const { method, eligible_voters, close_after = Number.POSITIVE_INFINITY, events } = input.data
  const rejected: number[] = []
  // One map for the whole series: copying it for each of a million clicks would be quadratic.
  const votes = new Map<string, Choice>()
  let ballot = { ...openBallot('B', eligible_voters, !isSecret(method)), votes }
  for (const [position, [voter, choice]] of events.entries()) {
    if (position >= close_after) ballot = { ...closeBallot(ballot), votes }
    try {
      if (!isChoice(choice)) throw new Refusal('ballot/no-such-choice', { choice, choices: [...choices] })
      mayCast(ballot, voter)
      votes.set(voter, choice)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      rejected.push(position)
    }
  }
  const counts = countVotes(votes.values())
  const arithmetic = `表决名册${eligible_voters.length}人，计票${votes.size}人：${choices
    .map((choice) => `${choiceWords[choice]}${counts[choice]}人`)
    .join('，')}；未计入的操作${rejected.length}次`
  return { tally: counts, turnout: votes.size, rejected, article: articleOf(rule), arithmetic }
}
