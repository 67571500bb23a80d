import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands before the replicas as a load balancer does, or hands every request to all of them in the same instant. */
export interface FanOut {
  url: string
  /** Addresses of the replicas. */
  replicas: string[]
  /** `all`: every replica gets every request; `next`: one after the other, and another one when it cannot be reached. */
  mode: 'all' | 'next'
  /** Statuses that each replica gave, in order of the requests. */
  readonly statuses: number[][]
  close(): Promise<void>
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** Starts it on a free port. An answer is the first 200 of the replicas that were asked; else 503. */
export async function startFanOut(): Promise<FanOut> {
  let turn = 0
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request)
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(
        ([name]) => name.startsWith('x-lark') || name === 'content-type',
      ),
    ) as Record<string, string>
    const ask = async (replica: string) => {
      const asked = `${replica}${request.url}`
      const answer = await fetch(asked, { method: 'POST', headers, body }).catch(() => null)
      return { status: answer?.status ?? 0, text: (await answer?.text().catch(() => '')) ?? '' }
    }
    const { replicas } = fanOut
    const first = turn++ % Math.max(1, replicas.length)
    const asked = fanOut.mode === 'all' ? replicas : replicas.slice(first, first + 1)
    const answers = await Promise.all(asked.map(ask))
    fanOut.statuses.push(answers.map(({ status }) => status))
    const good = answers.find(({ status }) => status === 200)
    response.writeHead(good ? 200 : 503, { 'content-type': 'application/json' })
    response.end(good?.text ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  const fanOut: FanOut = {
    url: `http://127.0.0.1:${port}/webhooks/feishu`,
    replicas: [],
    mode: 'all',
    statuses: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return fanOut
}
