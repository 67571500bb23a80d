import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** The answer to a line that is no case. */
export interface LineError {
  error: { code: string; message: string }
}

const isRefused = (answer: unknown): answer is LineError =>
  typeof answer === 'object' && answer !== null && 'error' in answer

/** Characters of one line; longer ones are refused without being kept in memory. */
const longestLine = 64 * 1024 * 1024

const tooLong: LineError = { error: { code: 'line_too_long', message: '这一行超过 64 MiB，没有读取' } }

/** Parses a line for evaluators that take values; `undefined` = no JSON. */
export function parseJson(line: string): { value: unknown } | LineError {
  try {
    return { value: JSON.parse(line) }
  } catch {
    // Answered in the line's place; the parser's own words are no help to whoever wrote the line.
    return { error: { code: 'not_json', message: '这一行不是 JSON' } }
  }
}

/**
 * Answers each line of `input` with one line of JSON on `output`, in order; blank lines are passed over. Memory stays
 * bounded: reading waits for the reader of the answers. Resolves to 1 when a line was refused (`{"error":…}`), else 0.
 */
export async function answerLines(
  input: Readable,
  output: Writable,
  evaluate: (line: string) => unknown,
  limit = longestLine,
): Promise<0 | 1> {
  let code: 0 | 1 = 0
  for await (const lines of linesOf(input, limit)) {
    let answers = ''
    for (const line of lines) {
      const answer = line === null ? tooLong : evaluate(line)
      if (isRefused(answer)) code = 1
      answers += `${JSON.stringify(answer)}\n`
    }
    if (answers !== '' && !output.write(answers)) await once(output, 'drain')
  }
  return code
}

/** The lines of each chunk that came in, without blank ones; null stands for a line over the limit. */
async function* linesOf(input: Readable, limit: number): AsyncGenerator<(string | null)[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let skipping = false
  const cut = (text: string): (string | null)[] => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    const lines: (string | null)[] = parts.flatMap((line, position) => {
      const broken = position === 0 && skipping
      if (broken || line.length > limit) return [null]
      return line.trim() === '' ? [] : [line]
    })
    if (parts.length > 0) skipping = false
    if (rest.length > limit) {
      rest = ''
      skipping = true
    }
    return lines
  }
  for await (const chunk of input)
    yield cut(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
  yield cut(`${decoder.decode()}\n`)
}
