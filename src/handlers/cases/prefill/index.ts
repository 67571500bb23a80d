import type { ProcessCase } from '../../../domain/ports/index.ts'
import type { FormQuestion, StepTemplate } from '../../../domain/process/index.ts'
import type { prefills } from '../../../domain/process/vocabulary.ts'
import type { Base } from '../../define/context.ts'
import { allDuties, missedDuties } from './duties.ts'
import { opinionNumbers, opinionWords } from './opinions.ts'
import {
  resolutionDays,
  resolutionMatters,
  resolutionMeeting,
  resolutionNumbers,
  resolutionVotes,
} from './resolution.ts'
import { rosterWords } from './roster.ts'
import type { Prefill } from './source.ts'
import { earlierItems, taskWords } from './tasks.ts'

const sources: Record<keyof typeof prefills, Prefill> = {
  tasks: taskWords,
  earlier_items: earlierItems,
  duties: allDuties,
  missed: missedDuties,
  roster: rosterWords,
  opinions: opinionWords,
  opinion_numbers: opinionNumbers,
  resolution_number: resolutionNumbers,
  resolution_matter: resolutionMatters,
  resolution_vote: resolutionVotes,
  resolution_meeting: resolutionMeeting,
  resolution_day: resolutionDays,
}

/** Longest text that is filled in; what people add has room behind it. */
const longest = 460

/** The questions of a step with what the rows say in those that nobody has answered yet. */
export async function prefilled(
  ctx: Base,
  found: ProcessCase,
  { config }: StepTemplate,
  questions: readonly FormQuestion[],
): Promise<FormQuestion[]> {
  return Promise.all(
    questions.map(async (question) => {
      const source = config.prefill?.[question.label]
      if (source === undefined || question.value !== null) return question
      const text = await sources[source](ctx, found)
      return text === '' ? question : { ...question, value: cut(text) }
    }),
  )
}

const cut = (text: string): string =>
  [...text].length <= longest ? text : `${[...text].slice(0, longest).join('')}……（未列完，请核对台账）`
