import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sandboxPage } from '../../sandbox/page/plugin.ts'
import { type Stage, sampleCard, setStage } from './webhook.ts'

let stage: Stage
let server: FastifyInstance
let moves: Date[]
let sendOnMove: boolean
let nextDue: Date | null
beforeEach(async () => {
  stage = await setStage()
  server = Fastify()
  moves = []
  sendOnMove = false
  nextDue = null
  let clock = new Date('2026-11-22T10:00:00+08:00')
  await server.register(
    sandboxPage({
      standIn: stage.standIn,
      clock: {
        now: () => clock,
        async advance(to) {
          moves.push(to)
          stage.pass(to.getTime() - clock.getTime())
          clock = to
          if (sendOnMove) await stage.post(sampleCard('checklist'))
        },
        nextDue: async () => nextDue,
      },
    }),
  )
})
afterEach(async () => {
  await server.close()
  await stage.close()
})

const host = '127.0.0.1:3000'
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url, payload, headers: { host, origin: `http://${host}`, ...headers } })
const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url, headers: { host, ...headers } })

describe('the page', () => {
  it('is served with a policy that lets nothing foreign in', async () => {
    const page = await get('/')
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file)
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) expect((await get(file)).statusCode, file).toBe(200)
    expect(page.body).not.toMatch(/https?:\/\//)
    expect((await get('/sandbox/files/../../../package.json')).statusCode).toBe(404)
  })

  it.each([
    { why: 'another name for this machine', headers: { host: 'evil.example:3000' } },
    { why: 'another website', headers: { origin: 'https://evil.example' } },
    { why: 'another port', headers: { origin: 'http://127.0.0.1:9999' } },
    { why: 'a page without an origin', headers: { origin: 'null' } },
    { why: 'another site as the browser says', headers: { 'sec-fetch-site': 'cross-site' } },
  ])('refuses a post from $why', async ({ headers }) => {
    const before = stage.standIn.messages(stage.chatId).length
    const payload = { as: stage.zhang.openId, chatId: stage.chatId, text: '/帮助' }
    expect((await post('/sandbox/say', payload, headers)).statusCode).toBe(403)
    expect(stage.standIn.messages(stage.chatId)).toHaveLength(before)
  })

  it('refuses to be read under a foreign name, and bodies that are not JSON', async () => {
    expect((await get('/sandbox/state', { host: 'evil.example' })).statusCode).toBe(403)
    const form = { 'content-type': 'text/plain' }
    expect((await post('/sandbox/say', {}, form)).statusCode).toBe(415)
    expect((await post('/sandbox/say', { text: 'x' })).statusCode).toBe(400)
  })

  it.each(['localhost:3000', '127.0.0.1', '[::1]:3000'])('answers to %s', async (name) => {
    expect((await get('/sandbox/state', { host: name })).statusCode).toBe(200)
  })

  it('shows the world: everybody has a private chat with the bot', async () => {
    const id = await stage.post(sampleCard('checklist'))
    const state = (await get('/sandbox/state')).json()
    expect(state.bot).toEqual({ openId: stage.standIn.botOpenId, name: '支部助手' })
    expect(state.people).toHaveLength(3)
    expect(state.chats.filter(({ mode }: { mode: string }) => mode === 'p2p')).toHaveLength(3)
    const group = state.chats.find(({ mode }: { mode: string }) => mode === 'group')
    expect(group.messages.at(-1)).toMatchObject({ messageId: id, card: sampleCard('checklist'), readBy: [] })
    expect(state.clock).toEqual({ now: '2026-11-22T02:00:00.000Z', nextDue: null })
  })

  it('says, clicks and reads as anybody', async () => {
    const chat = { as: stage.li.openId, chatId: stage.chatId }
    const said = (await post('/sandbox/say', { ...chat, text: '/帮助' })).json()
    expect(said.status).toBe(200)
    expect(stage.standIn.message(said.messageId)?.text).toBe('@支部助手 /帮助')
    const id = await stage.post(sampleCard('checklist'))
    stage.webhook.answer(() => ({ body: { toast: { type: 'success', content: '已标记完成' } } }))
    const tick = { as: stage.li.openId, messageId: id, path: 'body.elements.2', entered: true }
    expect((await post('/sandbox/click', tick)).json()).toMatchObject({
      status: 200,
      toast: { type: 'success', content: '已标记完成' },
      replaced: false,
    })
    expect(stage.webhook.received.at(-1)?.event.action).toMatchObject({ tag: 'checker', checked: true })
    await post('/sandbox/read', { as: stage.li.openId, messageIds: [id] })
    expect(stage.standIn.message(id)?.readBy.map(({ openId }) => openId)).toEqual([stage.li.openId])
  })

  it('explains why a click was not even sent', async () => {
    const id = await stage.post(sampleCard('opinion'))
    const path = 'body.elements.1.elements.5.columns.0.elements.0'
    const refused = await post('/sandbox/click', { as: stage.li.openId, messageId: id, path, form: {} })
    expect(refused.statusCode).toBe(400)
    expect(refused.json().message).toContain('「总体态度」 must be filled in')
  })

  it('hands out older messages on demand', async () => {
    for (let count = 0; count < 85; count += 1)
      await stage.standIn.says(stage.zhang.openId, { chatId: stage.chatId }, `第 ${count} 条`, {
        mentionBot: false,
      })
    const state = (await get('/sandbox/state')).json()
    const group = state.chats.find(({ mode }: { mode: string }) => mode === 'group')
    expect(group).toMatchObject({ earlier: true })
    expect(group.messages).toHaveLength(80)
    const before = group.messages[0].messageId
    const older = (await get(`/sandbox/earlier?chatId=${stage.chatId}&before=${before}`)).json()
    expect(older.earlier).toBe(false)
    expect(older.messages.at(-1).text).toBe('第 4 条')
  })
})

describe('the clock', () => {
  it('moves forward and tells what was sent meanwhile', async () => {
    sendOnMove = true
    nextDue = new Date('2026-11-25T01:00:00Z')
    const moved = (await post('/sandbox/clock', { by: 86_400_000 })).json()
    expect(moves).toEqual([new Date('2026-11-23T02:00:00Z')])
    expect(moved).toMatchObject({
      now: '2026-11-23T02:00:00.000Z',
      nextDue: '2026-11-25T01:00:00.000Z',
      sent: [{ chatId: stage.chatId, to: '机关第一党支部', title: '会前检查：三会一课（支部党员大会）' }],
    })
  })

  it('moves to an instant', async () => {
    await post('/sandbox/clock', { to: '2026-11-25T01:00:00Z' })
    expect(moves).toEqual([new Date('2026-11-25T01:00:00Z')])
  })

  it.each([
    { to: '2026-11-22T01:59:59Z' },
    { to: 'tomorrow' },
    { to: '2028-01-01T00:00:00Z' },
    {},
  ])('refuses %j', async (how) => {
    expect((await post('/sandbox/clock', how)).statusCode).toBe(400)
    expect(moves).toEqual([])
  })
})

describe('the live line', () => {
  it('carries each message once it is there, and ends with the server', async () => {
    const address = await server.listen({ port: 0, host: '127.0.0.1' })
    const response = await fetch(`${address}/sandbox/stream`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const id = await stage.post(sampleCard('checklist'))
    let text = ''
    while (!text.includes(id)) text += (await reader?.read())?.value ?? ''
    expect(text).toContain('event: message')
    await server.close()
    expect((await reader?.read())?.done).toBe(true)
  })
})
