import { PassThrough, Readable } from 'node:stream'
import { run } from '../../src/cli.ts'

/** Runs one command line as a person would, in this process: exit code, answers, diagnostics. */
export async function zhibu(words: string[], input: string[] = [], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await run(words, { stdin: Readable.from(input), stdout, stderr, env })
  const text = (stream: PassThrough) => String(stream.read() ?? '')
  const out = text(stdout)
  return { code, out, lines: out.split('\n').slice(0, -1), err: text(stderr) }
}
