import { compete, type Length, type Pace, paceOf } from './figures.ts'
import { load } from './load.ts'
import { messageEnvelope, onTheWire, push, voteEnvelope } from './pushes.ts'
import type { Figure } from './report.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import type { SdkOrders } from './servers/sdk-inbound.ts'

/** How much is measured. */
export interface InboundSize extends Length {
  /** Requests of each kind that each server gets in a round. */
  requests: number
  /** Requests of each kind that each server gets before anything counts: a program that was just started is slow. */
  warmUp: number
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
  const before = await server.cpuMicros()
  const result = await load(server.port, connections, requests)
  const used = (await server.cpuMicros()) - before
  const wrong = result.bodies.find((body) => body !== answer)
  if (wrong !== undefined) throw new Error(`answered ${wrong} instead of ${answer}`)
  return paceOf(result, used)
}

/**
 * The way in: verified, decrypted, checked, read, dispatched to nothing, answered. Against the SDK's own server with the
 * same bytes; beside it the same with its answer to the platform's question for the address, which ours always has.
 */
export async function benchInbound(
  { requests, warmUp, ...length }: InboundSize,
  dir: string,
): Promise<Figure[]> {
  const servers: ServerProcess[] = []
  const start = async (file: URL, orders = {}): Promise<ServerProcess> => {
    const server = await startServer(file, dir, orders)
    servers.push(server)
    return server
  }
  try {
    const ours = await start(new URL('./servers/zhibu-inbound.ts', import.meta.url))
    const sdkFile = new URL('./servers/sdk-inbound.ts', import.meta.url)
    const sdk = await start(sdkFile, { autoChallenge: false } satisfies SdkOrders)
    const asking = await start(sdkFile, { autoChallenge: true } satisfies SdkOrders)
    const figures: Figure[] = []
    const many = (count: number, envelope: (i: number) => unknown): Buffer[] =>
      Array.from({ length: count }, (_, i) => onTheWire(push(envelope(i))))
    for (const [, envelope, answer] of kinds)
      for (const server of servers) await rightly(server, many(warmUp, envelope), answer)
    for (const [what, envelope, answer] of kinds) {
      const bytes = many(requests, envelope)
      const run = (server: ServerProcess) => () => rightly(server, bytes, answer)
      const [mine, theirs, theirsAsking] = await compete([run(ours), run(sdk), run(asking)], length)
      const compared = (name: string, pace: Pace, aim: number | null): Figure => ({
        bench: 'inbound',
        what: `${what}, c=${connections}`,
        zhibu: mine,
        reference: { name, ...pace },
        ratio: mine.perSecond / pace.perSecond,
        aim,
      })
      figures.push(
        compared('SDK adaptDefault', theirs, 1.5),
        compared('SDK adaptDefault with autoChallenge', theirsAsking, null),
      )
    }
    return figures
  } finally {
    for (const server of servers) await server.stop()
  }
}
