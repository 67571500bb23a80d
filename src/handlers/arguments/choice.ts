import { halfWidth } from '../../domain/conversation/normalise.ts'
import { type Arg, firstWord } from '../define/argument.ts'

/** One out of a list of words. `words` maps what people write to what it means; several words may mean the same. */
export function choice<const W extends Record<string, string | boolean>>(options: {
  label: string
  keys?: readonly string[]
  words: W
}): Arg<W[keyof W]> {
  const spellings = Object.keys(options.words).sort((a, b) => b.length - a.length)
  const shown = [...new Map(Object.entries(options.words).map(([word, value]) => [value, word]).reverse()).entries()]
    .map(([value, word]) => ({ value, word }))
    .reverse()
  const find = (given: string) => spellings.find((word) => word === halfWidth(given).trim())
  return {
    label: options.label,
    keys: [options.label, ...(options.keys ?? [])],
    required: true,
    take(free) {
      const glued = spellings.find((word) => free.startsWith(word))
      return glued ? { text: glued, rest: free.slice(glued.length).trim() } : firstWord(free)
    },
    async read(given) {
      const word = find(given) ?? shown.find((one) => String(one.value) === given)?.word
      return word === undefined
        ? { ok: false, sentence: `没有“${given.slice(0, 20)}”这种${options.label}，可选：${shown.map((one) => one.word).join('、')}。` }
        : { ok: true, value: options.words[word] as W[keyof W] }
    },
    async field(_ctx, value) {
      const word = value === undefined ? undefined : find(value)
      return {
        kind: 'choice',
        label: options.label,
        options: shown.map((one) => ({ value: one.word, text: one.word })),
        ...(word === undefined ? {} : { value: word }),
      }
    },
  }
}
