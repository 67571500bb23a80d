import { spawn } from 'node:child_process'
import type { KeyStore } from './key-store.ts'

/** A command that takes longer than this has failed. */
const patienceMs = 10_000
/** What the command exits with when it has no such key. */
const notHere = 3

/**
 * Keeps keys by a command of the operator's (a vault, an HSM's front): `<command> keep|read|destroy <ballot id>`. `keep` gets
 * the key on standard input, `read` prints it, exit 3 says that there is none. Run without a shell.
 */
export function keyCommand(command: string): KeyStore {
  const [program = '', ...words] = command.trim().split(/\s+/)
  const run = (act: string, ballotId: string, input = ''): Promise<{ code: number; output: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, [...words, act, ballotId], {
        stdio: ['pipe', 'pipe', 'inherit'],
        timeout: patienceMs,
      })
      const output: Buffer[] = []
      child.stdout.on('data', (part: Buffer) => output.push(part))
      child.on('error', reject)
      child.on('close', (code) =>
        resolve({ code: code ?? -1, output: Buffer.concat(output).toString().trim() }),
      )
      // A command that reads nothing may be gone before it is written to: its exit code says what happened.
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
  const failed = (act: string, code: number) => new Error(`KEY_COMMAND ${act} failed with exit code ${code}`)
  return {
    async keep(ballotId, privateKey) {
      const { code } = await run('keep', ballotId, `${privateKey}\n`)
      if (code !== 0) throw failed('keep', code)
    },
    async read(ballotId) {
      const { code, output } = await run('read', ballotId)
      if (code === notHere) return null
      if (code !== 0 || output === '') throw failed('read', code)
      return output
    },
    async destroy(ballotId) {
      const { code } = await run('destroy', ballotId)
      if (code !== 0 && code !== notHere) throw failed('destroy', code)
      return code === 0
    },
  }
}
