import type { Readable, Writable } from 'node:stream'

/** What a command may touch: the streams of its process and its environment. */
export interface Terminal {
  stdin: Readable
  /** Answers, and nothing else. */
  stdout: Writable
  /** Diagnostics for people. */
  stderr: Writable
  env: Record<string, string | undefined>
}

/** A command: takes the words after its name and resolves to the exit code. 0 = done, 1 = refused or failed. */
export type Command = (args: string[], terminal: Terminal) => Promise<number>

/** A fault of the caller or of the machine whose message says what to do: printed without a stack, exit code 1. */
export class CommandFault extends Error {
  override name = 'CommandFault'
}

/** Refuses words that the command does not know. `usage` is the whole line to type. */
export function requireNoMore(args: readonly string[], usage: string): void {
  if (args.length > 0) throw new CommandFault(`不认识的参数：${args.join(' ')}。用法：${usage}`)
}
