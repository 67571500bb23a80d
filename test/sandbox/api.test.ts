import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { itemsOf } from '../../sandbox/json.ts'
import { app, type Stage, sampleCard, setStage } from './webhook.ts'

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

const card = sampleCard('checklist')
const toChat = '/im/v1/messages?receive_id_type=chat_id'
const messageTo = (receive_id: string, content: unknown = card, rest = {}) => ({
  receive_id,
  msg_type: 'interactive',
  content: typeof content === 'string' ? content : JSON.stringify(content),
  ...rest,
})
const hour = 3_600_000
const day = 24 * hour

describe('tokens', () => {
  const ask = (app_id: string, app_secret: string) =>
    stage.call('POST', '/auth/v3/tenant_access_token/internal', { app_id, app_secret })

  it('answers the same token while half an hour of its life is left, then a new one beside it', async () => {
    const first = (await ask(app.appId, app.appSecret)).body
    stage.passSystem(89 * 60_000)
    const second = (await ask(app.appId, app.appSecret)).body
    expect(second.tenant_access_token).toBe(first.tenant_access_token)
    expect(second.expire).toBe(31 * 60)
    stage.passSystem(2 * 60_000)
    const third = (await ask(app.appId, app.appSecret)).body
    expect(third.tenant_access_token).not.toBe(first.tenant_access_token)
    expect(third.expire).toBe(7200)
    expect((await stage.call('GET', '/bot/v3/info')).code).toBe(0)
  })

  it.each([
    ['another app', 'cli_ffffffffffffffff', app.appSecret, 10014],
    ['a wrong secret', app.appId, 'wrong', 10015],
    ['nothing', '', '', 10003],
  ])('refuses %s with HTTP 200 and a code', async (_, id, secret, code) => {
    expect(await ask(id, secret)).toMatchObject({ status: 200, code })
  })

  it('refuses an expired token and a missing one', async () => {
    stage.passSystem(2 * hour + 1)
    expect(await stage.call('GET', '/im/v1/chats')).toMatchObject({ status: 400, code: 99991663 })
    const bare = await fetch(`${stage.url}/open-apis/im/v1/chats`)
    expect(await bare.json()).toMatchObject({ code: 99991661 })
  })

  it('forgets every token when they are revoked', async () => {
    stage.standIn.revokeTokens()
    expect((await stage.call('GET', '/im/v1/chats')).code).toBe(99991663)
  })
})

describe('messages', () => {
  it('creates a card once for each uuid within the hour', async () => {
    const send = () => stage.call('POST', toChat, messageTo(stage.chatId, card, { uuid: 'u1' }))
    const first = await send()
    stage.pass(hour - 1)
    expect((await send()).data.message_id).toBe(first.data.message_id)
    stage.pass(1)
    expect((await send()).data.message_id).not.toBe(first.data.message_id)
    expect(stage.standIn.messages(stage.chatId).filter(({ card }) => card)).toHaveLength(2)
  })

  it('sends to people by any of their ids, into one private chat', async () => {
    const { openId, userId, unionId } = stage.li
    for (const [type, id] of [
      ['open_id', openId],
      ['user_id', userId],
      ['union_id', unionId],
    ] as const)
      expect(
        await stage.call('POST', `/im/v1/messages?receive_id_type=${type}`, messageTo(id)),
      ).toMatchObject({ code: 0, data: { chat_id: stage.standIn.privateChat(openId).chatId } })
    expect(stage.standIn.privateMessages(openId)).toHaveLength(3)
  })

  it('shows a text with its mention as people read it', async () => {
    const content = JSON.stringify({ text: `<at user_id="${stage.li.openId}">李四</at> 请看` })
    const { data } = await stage.call('POST', toChat, { receive_id: stage.chatId, msg_type: 'text', content })
    expect(stage.standIn.message(String(data.message_id))?.text).toBe('@李四 请看')
  })

  it.each([
    { why: 'an unknown chat', body: () => messageTo('oc_00'), code: 230002 },
    { why: 'an id that is no chat id', body: () => messageTo('../x'), code: 230034 },
    {
      why: 'a uuid of 51 characters',
      body: () => messageTo(stage.chatId, card, { uuid: 'u'.repeat(51) }),
      code: 99992402,
    },
    {
      why: 'content that is no JSON',
      body: () => messageTo(stage.chatId, 'hello'),
      code: 230001,
    },
    { why: 'a bad card', body: () => messageTo(stage.chatId, { schema: '2.0' }), code: 230099 },
    {
      why: 'a person nobody knows in a card',
      body: () =>
        messageTo(stage.chatId, JSON.stringify(card).replace('请逐项确认', '<at id=ou_nobody></at>')),
      code: 230099,
    },
    {
      why: 'a request of more than 30 KB',
      body: () => messageTo(stage.chatId, JSON.stringify(card).replace('请逐项确认', '字'.repeat(10_300))),
      code: 230025,
    },
    {
      why: 'an unknown type',
      body: () => ({ receive_id: stage.chatId, msg_type: 'sticker', content: '{}' }),
      code: 230001,
    },
    { why: 'a body that is no object', body: () => [], code: 9499 },
  ])('refuses $why', async ({ body, code }) => {
    expect(await stage.call('POST', toChat, body())).toMatchObject({ status: 400, code })
    expect(stage.standIn.messages(stage.chatId).some((message) => message.sender.kind === 'bot')).toBe(false)
  })

  it('names the place of a fault in a card', async () => {
    const bad = { ...card, body: { elements: [{ tag: 'note' }] } }
    const { msg } = await stage.call('POST', toChat, messageTo(stage.chatId, bad))
    expect(msg).toContain('ErrCode: 200861; ErrMsg: body.elements.0 has the unknown tag note')
  })

  it('refuses to speak where the bot is not', async () => {
    await stage.standIn.removeBot(stage.chatId, stage.zhang.openId)
    expect((await stage.call('POST', toChat, messageTo(stage.chatId))).code).toBe(230002)
    expect((await stage.call('GET', `/im/v1/chats/${stage.chatId}/members`)).code).toBe(232011)
    expect((await stage.call('GET', `/im/v1/chats/${stage.chatId}/members/is_in_chat`)).data).toEqual({
      is_in_chat: false,
    })
  })

  it('replies to a message and says to which', async () => {
    const said = await stage.standIn.says(stage.zhang.openId, { chatId: stage.chatId }, '/帮助')
    const { data } = await stage.call('POST', `/im/v1/messages/${said.messageId}/reply`, messageTo(''))
    expect(data).toMatchObject({ chat_id: stage.chatId, parent_id: said.messageId })
    expect(stage.standIn.message(String(data.message_id))?.parentId).toBe(said.messageId)
  })

  it('replaces a card and counts how often', async () => {
    const id = await stage.post(card)
    const content = JSON.stringify(sampleCard('vote'))
    // The fresh card mentions somebody of the tenant, which the linter checks.
    expect(await stage.call('PATCH', `/im/v1/messages/${id}`, { content })).toMatchObject({ code: 0 })
    expect(stage.standIn.message(id)).toMatchObject({ updates: 1, card: sampleCard('vote') })
    const { data } = await stage.call('GET', `/im/v1/messages/${id}`)
    expect(itemsOf(data.items)).toMatchObject([{ message_id: id, updated: true, body: { content } }])
  })

  it.each([
    { why: 'after 14 days', before: () => stage.pass(14 * day + 1), code: 230031 },
    {
      why: 'after its recall',
      before: async (id: string) => void (await stage.call('DELETE', `/im/v1/messages/${id}`)),
      code: 230011,
    },
    {
      why: 'when it is not shared',
      content: JSON.stringify({ ...card, config: { summary: { content: 'x' } } }),
      code: 230001,
    },
    { why: 'with a bad card', content: JSON.stringify({ ...card, body: {} }), code: 230099 },
  ])('refuses to update a card $why', async ({ before, content, code }) => {
    const id = await stage.post(card)
    await before?.(id)
    const body = { content: content ?? JSON.stringify(card) }
    expect(await stage.call('PATCH', `/im/v1/messages/${id}`, body)).toMatchObject({ status: 400, code })
    expect(stage.standIn.message(id)?.updates).toBe(0)
  })

  it('still updates a card at the last millisecond of its 14 days', async () => {
    const id = await stage.post(card)
    stage.pass(14 * day)
    const body = { content: JSON.stringify(card) }
    expect((await stage.call('PATCH', `/im/v1/messages/${id}`, body)).code).toBe(0)
  })

  it('refuses ids that are none, that are unknown and that belong to somebody else', async () => {
    const said = await stage.standIn.says(stage.zhang.openId, { chatId: stage.chatId }, '/帮助')
    const patch = (id: string) => stage.call('PATCH', `/im/v1/messages/${id}`, { content: '{}' })
    expect((await patch('c-0123')).code).toBe(99992354)
    expect((await patch('om_0123')).code).toBe(231003)
    expect((await patch(said.messageId)).code).toBe(230012)
  })

  it('lists readers page by page', async () => {
    const id = await stage.post(card)
    await stage.standIn.markRead(stage.li.openId, id)
    await stage.standIn.markRead(stage.zhao.openId, id)
    const path = `/im/v1/messages/${id}/read_users?user_id_type=open_id&page_size=1`
    const first = (await stage.call('GET', path)).data
    expect(first).toMatchObject({ has_more: true, items: [{ user_id: stage.li.openId }] })
    const second = (await stage.call('GET', `${path}&page_token=${first.page_token}`)).data
    expect(second).toMatchObject({ has_more: false, items: [{ user_id: stage.zhao.openId }] })
  })

  it('lists the messages of a chat, newest first when asked', async () => {
    const ids = [await stage.post(card), await stage.post(card)]
    const path = `/im/v1/messages?container_id_type=chat&container_id=${stage.chatId}&sort_type=ByCreateTimeDesc`
    const { data } = await stage.call('GET', path)
    expect(data.items).toMatchObject(ids.reverse().map((message_id) => ({ message_id })))
  })

  it('marks a message as urgent for members and names the others', async () => {
    const id = await stage.post(card)
    const user_id_list = [stage.li.openId, 'ou_stranger']
    const path = `/im/v1/messages/${id}/urgent_app?user_id_type=open_id`
    expect((await stage.call('PATCH', path, { user_id_list })).data).toEqual({
      invalid_user_id_list: ['ou_stranger'],
    })
    expect(stage.standIn.message(id)?.urgentFor).toEqual([stage.li.openId])
  })

  it('shows an ephemeral card to one person and does not update it', async () => {
    const body = { chat_id: stage.chatId, open_id: stage.li.openId, msg_type: 'interactive', card }
    const { data } = await stage.call('POST', '/ephemeral/v1/send', body)
    const id = String(data.message_id)
    expect(stage.standIn.message(id)?.onlyFor).toBe(stage.li.openId)
    const patch = await stage.call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(card) })
    expect(patch.code).toBe(230001)
    await expect(stage.standIn.ticks(stage.zhang.openId, id, '会议室')).rejects.toThrow('does not see')
  })
})

describe('limits', () => {
  it('takes five messages a second to one chat, and five updates of one card', async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map(() => stage.call('POST', toChat, messageTo(stage.chatId))),
    )
    expect(ids.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
    expect(await stage.call('POST', toChat, messageTo(stage.chatId))).toMatchObject({
      status: 400,
      code: 230020,
    })
    const id = String(ids[0]?.data.message_id)
    const patch = () => stage.call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(card) })
    for (let count = 0; count < 5; count += 1) expect((await patch()).code).toBe(0)
    expect((await patch()).code).toBe(230020)
    stage.passSystem(1000)
    expect((await patch()).code).toBe(0)
    expect((await stage.call('POST', toChat, messageTo(stage.chatId))).code).toBe(0)
  })

  it('takes 50 calls a second of one API and says how long to wait', async () => {
    const ask = () => stage.call('GET', '/im/v1/chats')
    const answers = await Promise.all(Array.from({ length: 51 }, ask))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ code: 99991400 })
    expect(refused[0]?.headers.get('x-ogw-ratelimit-reset')).toBe('1')
    expect(refused[0]?.headers.get('x-ogw-ratelimit-limit')).toBe('50')
    expect((await stage.call('GET', '/bot/v3/info')).code).toBe(0)
  })

  it('takes 1,000 calls a minute of one API', async () => {
    await stage.close()
    stage = await setStage({ limits: { perMinute: 3 } })
    const ask = () => stage.call('GET', '/im/v1/chats')
    for (let count = 0; count < 3; count += 1) expect((await ask()).code).toBe(0)
    const refused = await ask()
    expect(refused.headers.get('x-ogw-ratelimit-reset')).toBe('60')
    stage.passSystem(60_000)
    expect((await ask()).code).toBe(0)
  })
})

describe('chats and people', () => {
  it('answers members in pages that may hold fewer than asked, without the bot', async () => {
    const more = Array.from({ length: 8 }, (_, index) => stage.standIn.addPerson({ name: `党员${index}` }))
    for (const { openId } of more) await stage.standIn.addMember(stage.chatId, openId)
    const seen: string[] = []
    const sizes: number[] = []
    let token = ''
    do {
      const path = `/im/v1/chats/${stage.chatId}/members?member_id_type=open_id&page_size=4&page_token=${token}`
      const { data } = await stage.call('GET', path)
      const items = itemsOf(data.items) as { member_id: string }[]
      sizes.push(items.length)
      seen.push(...items.map(({ member_id }) => member_id))
      token = data.has_more ? String(data.page_token) : ''
    } while (token)
    expect(seen).toHaveLength(11)
    expect(new Set(seen).size).toBe(11)
    expect(seen).not.toContain(stage.standIn.botOpenId)
    expect(sizes[0]).toBeLessThan(4)
  })

  it('answers a chat with counts as strings, and the list without private chats', async () => {
    stage.standIn.privateChat(stage.li.openId)
    const { data } = await stage.call('GET', `/im/v1/chats/${stage.chatId}`)
    expect(data).toMatchObject({
      name: '机关第一党支部',
      chat_mode: 'group',
      user_count: '3',
      bot_count: '1',
    })
    const list = (await stage.call('GET', '/im/v1/chats?page_size=100')).data
    expect(list.items).toMatchObject([{ chat_id: stage.chatId, chat_status: 'normal' }])
  })

  it('refuses a page size of 101 and an unknown chat', async () => {
    expect((await stage.call('GET', '/im/v1/chats?page_size=101')).code).toBe(99992402)
    expect((await stage.call('GET', '/im/v1/chats/oc_0')).code).toBe(232006)
  })

  it('answers people one by one and by list', async () => {
    const { openId, unionId } = stage.li
    const { data } = await stage.call('GET', `/contact/v3/users/${openId}?user_id_type=open_id`)
    expect(data).toMatchObject({ user: { name: '李四', open_id: openId, union_id: unionId } })
    const query = `user_ids=${openId}&user_ids=${stage.zhang.openId}&user_id_type=open_id`
    const list = (await stage.call('GET', `/contact/v3/users/batch?${query}`)).data
    expect(list.items).toMatchObject([{ name: '李四' }, { name: '张伟' }])
    expect((await stage.call('GET', '/contact/v3/users/ou_nobody?user_id_type=open_id')).code).toBe(41050)
    expect((await stage.call('GET', '/contact/v3/users/x%20y?user_id_type=open_id')).code).toBe(99992351)
  })

  it('answers what the bot is, with the bot at the top', async () => {
    const { body } = await stage.call('GET', '/bot/v3/info')
    expect(body).toMatchObject({ code: 0, bot: { app_name: '支部助手', open_id: stage.standIn.botOpenId } })
    expect((await stage.call('GET', '/event/v1/outbound_ip')).data).toMatchObject({ ip_list: ['127.0.0.1'] })
    expect((await stage.call('GET', '/tenant/v2/tenant/query')).data).toHaveProperty('tenant.tenant_key')
  })

  it('answers 404 for what it does not know, and records every call', async () => {
    const unknown = await fetch(`${stage.url}/open-apis/im/v2/messages`)
    expect(unknown.status).toBe(404)
    await stage.call('GET', '/bot/v3/info')
    expect(stage.standIn.calls.at(-2)).toMatchObject({ method: 'GET', status: 404 })
    expect(stage.standIn.calls.at(-1)).toMatchObject({ url: '/open-apis/bot/v3/info', status: 200, code: 0 })
  })
})

describe('faults', () => {
  const path = /^\/open-apis\/im\/v1\/messages$/
  const send = (uuid = 'u1') => stage.call('POST', toChat, messageTo(stage.chatId, card, { uuid }))
  const cards = () => stage.standIn.messages(stage.chatId).filter((message) => message.card).length

  it('loses the answer after the message was sent', async () => {
    stage.standIn.faults.add({ match: { method: 'POST', path }, kind: 'drop-after' })
    await expect(send()).rejects.toThrow()
    expect(cards()).toBe(1)
    expect((await send()).code).toBe(0)
    expect(cards()).toBe(1)
    expect(stage.standIn.calls.filter(({ status }) => status === 0)).toHaveLength(1)
  })

  it('breaks the connection before anything happened', async () => {
    const fault = stage.standIn.faults.add({ match: { path }, kind: 'drop-before' })
    await expect(send()).rejects.toThrow()
    expect(cards()).toBe(0)
    expect(fault.hits).toBe(1)
  })

  it.each([
    { kind: 'rate-limit' as const, reset: 52, expected: { status: 429, code: 99991400 } },
    { kind: 'rate-limit' as const, status: 400, expected: { status: 400, code: 99991400 } },
    { kind: 'status' as const, status: 503, expected: { status: 503, code: 2200 } },
    { kind: 'code' as const, code: 230020, expected: { status: 200, code: 230020 } },
    { kind: 'empty' as const, expected: { status: 200 } },
  ])('answers $kind as told, the given number of times', async ({ expected, ...fault }) => {
    stage.standIn.faults.add({ match: { path }, times: 2, skip: 1, ...fault })
    expect((await send('a')).code).toBe(0)
    const answer = await send('b')
    expect(answer).toMatchObject(expected)
    if ('reset' in fault) expect(answer.headers.get('x-ogw-ratelimit-reset')).toBe('52')
    expect(await send('b')).toMatchObject(expected)
    expect((await send('b')).code).toBe(0)
    expect(cards()).toBe(2)
  })

  it("answers a gateway's page, and everything as usual once the faults are cleared", async () => {
    stage.standIn.faults.add({ match: { path }, kind: 'html', times: Number.POSITIVE_INFINITY })
    await expect(send()).rejects.toThrow('JSON')
    stage.standIn.faults.clear()
    expect((await send()).code).toBe(0)
  })

  it('is late when told', async () => {
    stage.standIn.faults.add({ match: { path }, kind: 'delay', ms: 20 })
    expect((await send()).code).toBe(0)
  })
})
