import { halfWidth } from '../../domain/conversation/normalise.ts'
import { type Arg, firstWord } from '../define/argument.ts'

/** One out of a list of words. `words` maps what people write to what it means; several words may mean the same. */
export function choice<const W extends Record<string, string | boolean>>(options: {
  label: string
  keys?: readonly string[]
  words: W
}): Arg<W[keyof W]> {
  const spellings = Object.keys(options.words).sort((a, b) => b.length - a.length)
  /** The first word of each meaning: what a form and a correction offer. */
  const shown: string[] = []
  for (const [word, value] of Object.entries(options.words))
    if (!shown.some((one) => options.words[one] === value)) shown.push(word)
  const find = (given: string): string | undefined => {
    const plain = halfWidth(given).trim()
    return spellings.find((word) => word === plain)
  }
  return {
    label: options.label,
    keys: [options.label, ...(options.keys ?? [])],
    required: true,
    take(free) {
      const glued = spellings.find((word) => free.startsWith(word))
      return glued ? { text: glued, rest: free.slice(glued.length).trim() } : firstWord(free)
    },
    async read(given) {
      const word = find(given)
      return word === undefined
        ? {
            ok: false,
            sentence: `没有“${given.slice(0, 20)}”这种${options.label}，可选：${shown.join('、')}。`,
          }
        : { ok: true, value: options.words[word] as W[keyof W] }
    },
    async field(_ctx, value) {
      const chosen = value === undefined ? undefined : find(value)
      return {
        kind: 'choice',
        label: options.label,
        options: shown.map((word) => ({ value: word, text: word })),
        ...(chosen === undefined ? {} : { value: chosen }),
      }
    },
  }
}
