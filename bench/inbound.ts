import { compete, paceOf } from './figures.ts'
import { load } from './load.ts'
import { messageEnvelope, onTheWire, push, voteEnvelope } from './pushes.ts'
import type { Figure } from './report.ts'
import { type ServerProcess, startServer } from './server-process.ts'

/** How much is measured. */
export interface InboundSize {
  /** Requests of each kind that each server gets in a round. */
  requests: number
  rounds: number
}

const connections = 50
const chatId = 'oc_e4d2605ca917e695f54f11aaf56'
const openIdOf = (i: number) => `ou_${String(i).padStart(32, '0')}`

const kinds: [what: string, envelope: (i: number) => unknown, answer: string][] = [
  ['a message', (i) => messageEnvelope(openIdOf(i), chatId, '/会议 列表'), '{}'],
  [
    'a click',
    (i) =>
      voteEnvelope({
        ballotId: '0192e4a0-7c1e-7b1a-9c1d-3f5a5e8b0c11',
        choice: 'yes',
        openId: openIdOf(i),
        chatId,
        messageId: 'om_574d639e4a44e4dd646eaf628e2',
        at: Date.now(),
      }),
    JSON.stringify({ toast: { type: 'success', content: '已记录' } }),
  ],
]

/** A load whose every answer is the right one. */
async function rightly(server: ServerProcess, requests: Buffer[], answer: string) {
  const result = await load(server.port, connections, requests)
  const wrong = result.bodies.find((body) => body !== answer)
  if (wrong !== undefined) throw new Error(`answered ${wrong} instead of ${answer}`)
  return paceOf(result)
}

/**
 * The way in: verified, decrypted, checked, read, dispatched to nothing, answered. Against the SDK's own server with the
 * same bytes.
 */
export async function benchInbound({ requests, rounds }: InboundSize, dir: string): Promise<Figure[]> {
  const servers: ServerProcess[] = []
  try {
    const ours = await startServer(new URL('./servers/zhibu-inbound.ts', import.meta.url), dir)
    servers.push(ours)
    const sdk = await startServer(new URL('./servers/sdk-inbound.ts', import.meta.url), dir)
    servers.push(sdk)
    const figures: Figure[] = []
    for (const [what, envelope, answer] of kinds) {
      const bytes = Array.from({ length: requests }, (_, i) => onTheWire(push(envelope(i))))
      const [mine, theirs] = await compete(
        [() => rightly(ours, bytes, answer), () => rightly(sdk, bytes, answer)],
        rounds,
      )
      figures.push({
        bench: 'inbound',
        what: `${what}, c=${connections}`,
        zhibu: mine,
        reference: { name: 'SDK adaptDefault', ...theirs },
        ratio: mine.perSecond / theirs.perSecond,
        aim: 1.5,
      })
    }
    return figures
  } finally {
    for (const server of servers) await server.stop()
  }
}
