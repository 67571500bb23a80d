import { Refusal } from '../refusals.ts'
import { charactersIn, exceeds, visibleText } from './characters.ts'

/** A typed text made visible, at most `most` characters; refuses with `form/field` when it is empty or too long. */
export function requiredText(text: string | undefined, label: string, most: number): string {
  const value = optionalText(text, label, most)
  if (value === null) throw new Refusal('form/field', { label, sentence: '请填写，空格和看不见的字符不算。' })
  return value
}

/** The same for a text that may be left out: then it is null. */
export function optionalText(text: string | undefined, label: string, most: number): string | null {
  const value = visibleText(text ?? '')
  if (exceeds(value, most))
    throw new Refusal('form/field', {
      label,
      sentence: `不能超过${most}字，现有${charactersIn(value)}字，请缩短。`,
    })
  return value === '' ? null : value
}
