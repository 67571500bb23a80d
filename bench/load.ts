import { connect } from 'node:net'

/** What came back from a server under load. */
export interface Load {
  /** From the first byte sent to the last answer. */
  seconds: number
  /** Milliseconds from a request to its answer, shortest first. */
  latencies: Float64Array
  /** Bodies of the answers, in the order of the requests. */
  bodies: string[]
}

const headEnd = '\r\n\r\n'

/** Splits the answer off the front of what arrived; null while it is not whole. Throws on anything but a 200. */
function takeAnswer(received: Buffer): { body: string; rest: Buffer } | null {
  const end = received.indexOf(headEnd)
  if (end < 0) return null
  const head = received.toString('latin1', 0, end)
  if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(`answered: ${head.split('\r\n', 1).join()}`)
  const length = /\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (length === undefined) throw new Error('an answer without content-length')
  const from = end + headEnd.length
  const to = from + Number(length)
  if (received.length < to) return null
  return { body: received.toString('utf8', from, to), rest: received.subarray(to) }
}

/**
 * Sends every request once, over `connections` kept connections with one request in flight on each. Rejects when an
 * answer is no 200 or a connection breaks: a server that fails is not fast.
 */
export async function load(port: number, connections: number, requests: readonly Buffer[]): Promise<Load> {
  const latencies = new Float64Array(requests.length)
  const bodies = new Array<string>(requests.length).fill('')
  let next = 0

  const talk = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      let received: Buffer = Buffer.alloc(0)
      let current = -1
      let sentAt = 0
      const send = (): void => {
        const request = requests[next]
        if (!request) {
          current = -1
          socket.end()
          resolve()
          return
        }
        current = next++
        sentAt = performance.now()
        socket.write(request)
      }
      const fail = (error: unknown): void => {
        next = requests.length
        socket.destroy()
        reject(error)
      }
      socket.on('connect', send)
      socket.on('error', fail)
      socket.on('close', () => {
        if (current >= 0) fail(new Error('the server closed a connection'))
      })
      socket.on('data', (chunk) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
        try {
          const answer = takeAnswer(received)
          if (!answer) return
          latencies[current] = performance.now() - sentAt
          bodies[current] = answer.body
          received = answer.rest
          send()
        } catch (error) {
          fail(error)
        }
      })
    })

  const began = performance.now()
  await Promise.all(Array.from({ length: Math.min(connections, requests.length) }, talk))
  const seconds = (performance.now() - began) / 1000
  return { seconds, latencies: latencies.sort(), bodies }
}
