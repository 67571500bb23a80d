import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

/** Libraries of the SDK, which has no other use for us than to speak with it. */
const ofSdk = createRequire(createRequire(import.meta.url).resolve('@larksuiteoapi/node-sdk'))
const { WebSocketServer } = ofSdk('ws') as { WebSocketServer: new (options: object) => SocketServer }
const protobuf = ofSdk('protobufjs') as {
  parse(text: string): { root: { lookupType(name: string): FrameType } }
}

interface SocketServer {
  on(event: 'connection', listener: (socket: Socket) => void): void
  close(): void
}
interface Socket {
  send(bytes: Uint8Array): void
  terminate(): void
  on(event: 'message', listener: (bytes: Buffer) => void): void
}
interface FrameType {
  encode(frame: object): { finish(): Uint8Array }
  decode(bytes: Uint8Array): Frame
}

/** A frame of the platform's long connection. */
interface Frame {
  method: number
  headers: { key: string; value: string }[]
  payload: Uint8Array
}

const frameType = protobuf
  .parse(
    `syntax = "proto2"; package pbbp2;
     message Header { required string key = 1; required string value = 2; }
     message Frame {
       required uint32 SeqID = 1; required uint32 LogID = 2; required int32 service = 3; required int32 method = 4;
       repeated Header headers = 5; optional string payloadEncoding = 6; optional string payloadType = 7;
       optional bytes payload = 8; optional string LogIDNew = 9; }`,
  )
  .root.lookupType('pbbp2.Frame')

const headerOf = (frame: Frame, key: string): string | undefined =>
  frame.headers.find((header) => header.key === key)?.value

/** The answer that a client gave to an event: its code, and what its handler returned. */
export interface Acknowledged {
  code: number
  data: unknown
}

/** The platform's side of the long connection: hands out the address, sends events, takes acknowledgements. */
export interface ConnectionStandIn {
  domain: string
  /** What the client asked the address with. */
  asked: unknown[]
  /** Answers the next requests for the address with these codes, before the good ones. */
  refusals: number[]
  /** Resolves when a client is connected, at once when one is. */
  connected(): Promise<void>
  /** Sends an event, in this many fragments; resolves with the acknowledgement. */
  push(envelope: unknown, fragments?: number): Promise<Acknowledged>
  /** Breaks the connection. */
  drop(): void
  close(): Promise<void>
}

/** Starts the stand-in on a free port. Clients reconnect at once. */
export async function startConnectionStandIn(): Promise<ConnectionStandIn> {
  const asked: unknown[] = []
  const refusals: number[] = []
  let current: Socket | null = null
  let arrived: (() => void)[] = []
  const waiting = new Map<string, (answer: Acknowledged) => void>()
  let pushes = 0

  const http = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    asked.push(JSON.parse(body))
    const code = refusals.shift() ?? 0
    const port = (http.address() as AddressInfo).port
    const data = {
      URL: `ws://127.0.0.1:${port}/ws?fpid=1&device_id=7&service_id=9`,
      ClientConfig: { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 0.05, ReconnectNonce: 0 },
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ code, msg: 'told', data }))
  })
  const sockets = new WebSocketServer({ server: http })
  sockets.on('connection', (socket) => {
    socket.on('message', (bytes) => {
      const frame = frameType.decode(bytes)
      // The client listens only after its own first ping: an event sent earlier would be lost in it.
      if (frame.method === 0) {
        current = socket
        for (const tell of arrived.splice(0)) tell()
      }
      const tell = waiting.get(headerOf(frame, 'message_id') ?? '')
      if (frame.method !== 1 || !tell) return
      const { code, data } = JSON.parse(Buffer.from(frame.payload).toString()) as {
        code: number
        data?: string
      }
      tell({
        code,
        data: data === undefined ? undefined : JSON.parse(Buffer.from(data, 'base64').toString()),
      })
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')

  return {
    domain: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    refusals,
    connected: () => (current ? Promise.resolve() : new Promise((resolve) => arrived.push(resolve))),
    push(envelope, fragments = 1) {
      const payload = Buffer.from(JSON.stringify(envelope))
      const id = `message-${++pushes}`
      const answer = new Promise<Acknowledged>((resolve) => waiting.set(id, resolve))
      const size = Math.ceil(payload.length / fragments)
      for (let seq = 0; seq < fragments; seq++) {
        const headers = Object.entries({
          type: 'event',
          message_id: id,
          sum: fragments,
          seq,
          trace_id: 'trace',
        })
        current?.send(
          frameType
            .encode({
              SeqID: pushes,
              LogID: pushes,
              service: 9,
              method: 1,
              headers: headers.map(([key, value]) => ({ key, value: String(value) })),
              payload: payload.subarray(seq * size, (seq + 1) * size),
            })
            .finish(),
        )
      }
      return answer
    },
    drop() {
      current?.terminate()
      current = null
    },
    async close() {
      arrived = []
      current?.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
