import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { StandIn } from '../stand-in.ts'
import type { Change } from '../types.ts'
import { messageForPage } from './views.ts'

/** The live line to all open pages (server-sent events). */
export interface Stream {
  join(reply: FastifyReply): void
  /** Sends something to every page. */
  announce(event: string, data: unknown): void
  close(): void
}

const heartbeatMs = 20_000

/** Opens the line: every change of the stand-in goes to every page. */
export function openStream(standIn: StandIn): Stream {
  const open = new Set<ServerResponse>()
  const write = (text: string): void => {
    for (const response of open) response.write(text)
  }
  const announce = (event: string, data: unknown): void =>
    write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const tell = ({ kind, id }: Change): void => {
    const message = standIn.message(id)
    if (message) announce('message', { ...messageForPage(message), onlyRead: kind === 'read' })
    // People and chats change rarely: the page asks for everything again.
    else announce('world', { kind, id })
  }
  const stop = standIn.on('change', tell)
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs).unref()
  return {
    announce,
    join(reply) {
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        connection: 'keep-alive',
      })
      reply.raw.write('retry: 1000\n\n')
      open.add(reply.raw)
      reply.raw.on('close', () => open.delete(reply.raw))
    },
    close() {
      stop()
      clearInterval(heartbeat)
      for (const response of open) response.end()
    },
  }
}
