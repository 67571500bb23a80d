import { z } from 'zod'
import type { Catalogue } from '../catalogue.ts'
import { Refusal } from '../refusals.ts'
import { caseFaults, inWords, misspelt, repeatedIn } from './case-faults.ts'
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
import { countSchema, isSecret, methodSchema } from './input.ts'
import type { VotingRule } from './rule.ts'
import { ruleOn } from './rule-book.ts'
import { regionOf, settleRule } from './settled-rule.ts'
import { articleOf, inputSchemaOf, tally } from './tally.ts'
import type { Verdict } from './verdict.ts'

const lineSchema = z.looseObject({
  type: z.literal('casting').optional(),
  rule: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** The local day of the vote: the version of the rule that was in force. Without it the newest applies. */
  as_of: z.iso.date().optional(),
  /** The region whose own provision applies, by id or name. */
  region: z.string().optional(),
})
const castingSchema = z.looseObject({
  method: methodSchema.default('open'),
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

/** The rules that cases are counted by. */
export type RuleShelf = Pick<Catalogue, 'votingRules' | 'ruleHistory'>

const refuse = (code: string, message: string): CaseError => ({ error: { code, message } })
const isRefused = (answer: object): answer is CaseError => 'error' in answer

/**
 * What `zhibu tally` does with one line of standard input: JSON of a case (`{"rule","input"}`, where `events` in the
 * input or `"type":"casting"` says that clicks are to be counted) in, verdict out. Bad lines are answered with `{error}`, never with an exception.
 */
export function evaluateVotingCase(line: string, shelf: RuleShelf): Verdict | CastingResult | CaseError {
  const parsed = readJson(line)
  if (parsed === undefined) return refuse('not_json', '这一行不是 JSON')
  const shape = lineSchema.safeParse(parsed, inWords)
  if (!shape.success) return refuse('bad_case', faultsOf(shape.error))
  const rule = ruleFor(shape.data, shelf)
  if (isRefused(rule)) return rule
  if (shape.data.type === 'casting' || 'events' in shape.data.input)
    return evaluateCasting(rule, shape.data.input)
  return countCase(rule, shape.data.input)
}

type CaseLine = z.output<typeof lineSchema>

/** The version in force on the day of the vote, as the named region changes it. */
function ruleFor({ rule: id, as_of: day, region }: CaseLine, shelf: RuleShelf): VotingRule | CaseError {
  const newest = shelf.votingRules.get(id)
  if (!newest) return refuse('unknown_rule', `没有名为“${id}”的表决规则`)
  const rule = day === undefined ? newest : ruleOn(shelf.ruleHistory.get(id), day)
  if (!rule) return refuse('rule_not_in_force', `${day}没有施行中的“${newest.label}”规则`)
  if (region === undefined) return rule
  if (!knowsRegion(shelf, region)) return refuse('unknown_region', `没有“${region}”的地方规定`)
  return settleRule(rule, { region }, day)
}

const knowsRegion = ({ votingRules }: RuleShelf, region: string): boolean =>
  [...votingRules.values()].some((rule) => regionOf(rule, { region }) !== undefined)

/** Every fault of a case is named at once, in words; numbers that merely contradict each other are the tally's matter. */
function countCase(rule: VotingRule, raw: Record<string, unknown>): Verdict | CaseError {
  const schema = inputSchemaOf(rule)
  const input = schema.safeParse(raw, inWords)
  const faults = [...misspelt(raw, schema), ...(input.success ? [] : caseFaults(input.error))]
  return input.success && faults.length === 0
    ? tally(rule, input.data)
    : refuse('bad_input', faults.join('；'))
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // Said to the caller as an answer of its own; the parser's words name positions, not the cause.
    return undefined
  }
}

const faultsOf = (error: z.ZodError): string => caseFaults(error).join('；')

function evaluateCasting(rule: VotingRule, raw: unknown): CastingResult | CaseError {
  const input = castingSchema.safeParse(raw, inWords)
  if (!input.success) return refuse('bad_input', faultsOf(input.error))
  const { method, eligible_voters, close_after = Number.POSITIVE_INFINITY, events } = input.data
  const twice = repeatedIn(eligible_voters)
  if (twice.length > 0) return refuse('bad_input', `表决名册中有重复的人：${twice.join('、')}`)
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
