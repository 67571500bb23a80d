import { halfWidth, sameWords } from './normalise.ts'

/** What a command answers to, longest spelling first. */
export interface Spelling<C> {
  words: string
  command: C
}

/** A text that was recognised as a command: the free text after the verb, and the `键=值` pairs by their keys. */
export interface CommandText<C> {
  command: C
  /** What stands before the first key, as written. */
  free: string
  named: Map<string, string>
}

/**
 * Recognises `/会议 新建 …`, `／会议 新建 …`, `会议新建 …` and aliases. With a leading slash the verb may be followed
 * directly by its first parameter; without one a space must follow, so that talk is not taken for a command.
 * Answers null when no spelling fits.
 */
export function readCommand<C>(
  text: string,
  spellings: readonly Spelling<C>[],
  keysOf: (command: C) => readonly string[],
): CommandText<C> | null {
  const shadow = sameWords.reduce((done, [from, to]) => done.replaceAll(from, to), halfWidth(text))
  const start = /^\s*(\/?)\s*/.exec(shadow)
  const slash = start?.[1] === '/'
  const at = start?.[0].length ?? 0
  const found = [...spellings]
    .sort((a, b) => b.words.length - a.words.length)
    .map((spelling) => ({ spelling, end: endOf(shadow, at, spelling.words, slash) }))
    .find((one) => one.end !== null)
  if (!found || found.end === null) return null
  const { command } = found.spelling
  return { command, ...readParameters(text.slice(found.end), shadow.slice(found.end), keysOf(command)) }
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function endOf(shadow: string, at: number, words: string, slash: boolean): number | null {
  const pattern = words.split(' ').map(literal).join('\\s*')
  const match = new RegExp(`^${pattern}${slash ? '' : '(?=\\s|$)'}`, 'i').exec(shadow.slice(at))
  return match ? at + match[0].length : null
}

/** Cuts `地点=二楼 议题:甲；乙` at the keys that the command knows; a value reaches to the next key. */
function readParameters(
  text: string,
  shadow: string,
  keys: readonly string[],
): { free: string; named: Map<string, string> } {
  const named = new Map<string, string>()
  if (keys.length === 0) return { free: text.trim(), named }
  const pattern = new RegExp(
    `(?<=^|\\s|[,;])(${[...keys]
      .sort((a, b) => b.length - a.length)
      .map(literal)
      .join('|')})\\s*[=:]`,
    'g',
  )
  const hits = [...shadow.matchAll(pattern)]
  hits.forEach((hit, index) => {
    const from = hit.index + hit[0].length
    const to = hits[index + 1]?.index ?? text.length
    named.set(
      hit[1] ?? '',
      text
        .slice(from, to)
        .replace(/[,，;；\s]+$/u, '')
        .trim(),
    )
  })
  return { free: text.slice(0, hits[0]?.index ?? text.length).trim(), named }
}
