import type { AboutResolution } from '../ports/index.ts'
import { namedValues } from '../process/answers.ts'
import type { Outputs, ProcessTemplate, StepTemplate } from '../process/index.ts'
import { declaredOutputs } from '../process/outputs.ts'
import { decisionOf, decisionOutput } from './reconsidered.ts'
import type { Outcome, Verdict } from './verdict.ts'

/** What a verdict says to a process as `vote_result`. Without an entry it decides nothing: the matter is voted on again. */
const resultOf: Partial<Record<Outcome, string>> = {
  passed: 'passed',
  elected: 'passed',
  recorded: 'passed',
  rejected: 'rejected',
  deferred: 'deferred',
  escalated: 'escalated',
  no_quorum: 'no_quorum',
}

/** Words that every ballot step takes; others only where the process says what then happens. */
const usual: readonly string[] = ['passed', 'rejected', 'deferred', 'escalated']

/**
 * What a verdict says to the ballot step it was given for: `vote_result`, whether it passed for every yes-or-no output of
 * the step, for a list the persons in the order of their votes, and what was decided about an earlier resolution. Null where it says nothing that the process could go on
 * with. A recommendation of persons passed if anybody reached the need.
 */
export function voteOutputs(
  template: ProcessTemplate,
  step: StepTemplate,
  { outcome, ranking, recommended }: Pick<Verdict, 'outcome' | 'ranking' | 'recommended'>,
  aboutHow: AboutResolution | null = null,
): Outputs | null {
  const result = resultOf[outcome]
  if (result === undefined) return null
  if (!usual.includes(result) && !namedValues(template, 'vote_result').includes(result)) return null
  return Object.fromEntries(
    declaredOutputs(step).flatMap(({ name, type }): [string, string | boolean | string[]][] => {
      if (type === 'boolean') return [[name, result === 'passed' && recommended?.length !== 0]]
      if (type === 'list') return ranking ? [[name, ranking.map(placeWords)]] : []
      if (name === decisionOutput)
        return [[name, result === 'passed' && aboutHow ? decisionOf[aboutHow] : 'none']]
      return name === 'vote_result' ? [[name, result]] : []
    }),
  )
}

const placeWords = ({ place, name, yes }: NonNullable<Verdict['ranking']>[number]): string =>
  `第${place}名 ${name} ${yes}票`
