import { charactersIn, exceeds, visibleText } from '../conversation/characters.ts'
import type { OpinionCall } from '../ports/decisions.ts'
import { Refusal } from '../refusals.ts'

/** Longest opinion, answer and summary, in characters as people count them: what a card's input takes. */
export const opinionCharacters = 1000

/** A text that somebody typed: made visible, 1–1000 characters. Refuses with `opinions/empty` or `opinions/too-long`. */
export function typedOpinion(text: string, what: string): string {
  const value = visibleText(text)
  if (value === '') throw new Refusal('opinions/empty', { what })
  if (exceeds(value, opinionCharacters))
    throw new Refusal('opinions/too-long', { what, most: opinionCharacters, found: charactersIn(value) })
  return value
}

/**
 * The answers to a call's questions as one opinion. Without questions there is one answer and it stands alone; with
 * questions each answer carries its number, and questions without an answer are left out. Refuses when all are empty.
 */
export function composedOpinion(
  call: Pick<OpinionCall, 'questions'>,
  answers: readonly (string | undefined)[],
): string {
  if (call.questions.length === 0) return typedOpinion(answers[0] ?? '', '意见')
  const given = call.questions.flatMap((_question, index) => {
    const text = answers[index] ?? ''
    return visibleText(text) === '' ? [] : [`${index + 1}. ${typedOpinion(text, `第${index + 1}题`)}`]
  })
  if (given.length === 0) throw new Refusal('opinions/empty', { what: '意见' })
  return given.join('\n')
}
