import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decrypt, encrypt, signature } from '../../sandbox/encryption.ts'
import { fieldsOf } from '../../sandbox/json.ts'
import { type Received, type Stage, sampleCard, setStage } from './webhook.ts'

let stage: Stage
beforeEach(async () => {
  stage = await setStage({ limits: { pushTimeoutMs: 200 } })
})
afterEach(() => stage.close())

const last = (): Received => {
  const push = stage.webhook.received.at(-1)
  if (!push) throw new Error('nothing was pushed')
  return push
}
const eventId = (push: Received): string => String(fieldsOf(push.envelope.header).event_id)

describe('encryption', () => {
  it("opens the documentation's own example", () => {
    const example = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='
    expect(decrypt(example, 'test key')).toBe('hello world')
    const iv = Buffer.from(example, 'base64').subarray(0, 16)
    expect(encrypt('hello world', 'test key', iv)).toBe(example)
  })

  it('signs timestamp, nonce, key and body', () => {
    // sha256 of "1n1kbody", worked out apart from this code
    expect(signature('1', 'n1', 'k', 'body')).toBe(
      '49b28246f32f220218a8e8bfdd2e661d8c16dafe064dcd6233b6c07c9b943692',
    )
  })

  it('refuses another key', () => {
    expect(() => decrypt(encrypt('secret', 'one'), 'two')).toThrow()
  })
})

describe('what people say', () => {
  it('arrives signed, encrypted and in the shape of the platform', async () => {
    const said = await stage.standIn.says(stage.zhang.openId, { chatId: stage.chatId }, '/任务 改派 T1 @李四')
    expect(said).toMatchObject({ status: 200, body: '{}' })
    const push = last()
    expect(push.signed).toBe(true)
    expect(push.envelope).toMatchObject({
      schema: '2.0',
      header: {
        event_id: said.eventId,
        event_type: 'im.message.receive_v1',
        token: 'verification token',
        app_id: 'cli_0123456789abcdef',
      },
      event: {
        sender: {
          sender_id: { open_id: stage.zhang.openId, union_id: stage.zhang.unionId },
          sender_type: 'user',
        },
        message: {
          message_id: said.messageId,
          chat_id: stage.chatId,
          chat_type: 'group',
          message_type: 'text',
          content: '{"text":"@_user_1 /任务 改派 T1 @_user_2"}',
          mentions: [
            { key: '@_user_1', id: { open_id: stage.standIn.botOpenId }, name: '支部助手' },
            { key: '@_user_2', id: { open_id: stage.li.openId }, name: '李四' },
          ],
        },
      },
    })
    expect(fieldsOf(push.envelope.header).create_time).toMatch(/^\d{13}$/)
    expect(stage.standIn.message(said.messageId)?.text).toBe('@支部助手 /任务 改派 T1 @李四')
  })

  it('mentions nobody in private, nor in a group without the mention', async () => {
    await stage.standIn.says(stage.li.openId, { private: true }, '/帮助')
    expect(last().event.message).toMatchObject({ chat_type: 'p2p', content: '{"text":"/帮助"}' })
    expect(last().event.message).not.toHaveProperty('mentions')
    await stage.standIn.says(stage.li.openId, { chatId: stage.chatId }, '同意', { mentionBot: false })
    expect(last().event.message).toMatchObject({ content: '{"text":"同意"}' })
    expect(last().event.message).not.toHaveProperty('mentions')
  })

  it('is refused from people who are not in the chat', async () => {
    const stranger = stage.standIn.addPerson({ name: '外人' })
    await expect(stage.standIn.says(stranger.openId, { chatId: stage.chatId }, 'x')).rejects.toThrow(
      'is not in',
    )
  })

  it('stays in the chat alone when the bot is not there', async () => {
    await stage.standIn.removeBot(stage.chatId, stage.zhang.openId)
    const before = stage.webhook.received.length
    await stage.standIn.says(stage.zhang.openId, { chatId: stage.chatId }, '在吗')
    expect(stage.webhook.received).toHaveLength(before)
  })
})

describe('coming and going', () => {
  it('tells of the bot', async () => {
    expect(last()).toMatchObject({ type: 'im.chat.member.bot.added_v1', event: { chat_id: stage.chatId } })
    await stage.standIn.removeBot(stage.chatId, stage.zhang.openId)
    expect(last().type).toBe('im.chat.member.bot.deleted_v1')
  })

  it('tells of people, once each', async () => {
    const { openId } = stage.standIn.addPerson({ name: '周八' })
    await stage.standIn.addMember(stage.chatId, openId)
    expect(last()).toMatchObject({
      type: 'im.chat.member.user.added_v1',
      event: { users: [{ name: '周八', user_id: { open_id: openId } }] },
    })
    await stage.standIn.removeMember(stage.chatId, openId)
    expect(last().type).toBe('im.chat.member.user.deleted_v1')
    expect(stage.standIn.chats().find(({ chatId }) => chatId === stage.chatId)?.members).not.toContain(openId)
  })

  it('tells who read a private message, but not in a group', async () => {
    const inGroup = await stage.post(sampleCard('checklist'))
    expect(await stage.standIn.markRead(stage.li.openId, inGroup)).toBeUndefined()
    const { data } = await stage.call('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: stage.li.openId,
      msg_type: 'text',
      content: '{"text":"请看"}',
    })
    const id = String(data.message_id)
    await stage.standIn.markRead(stage.li.openId, id)
    expect(last()).toMatchObject({
      type: 'im.message.message_read_v1',
      event: { reader: { reader_id: { open_id: stage.li.openId } }, message_id_list: [id] },
    })
    expect(await stage.standIn.markRead(stage.li.openId, id)).toBeUndefined()
    expect(stage.standIn.message(id)?.readBy).toHaveLength(1)
  })
})

describe('redelivery', () => {
  const say = () => stage.standIn.says(stage.zhang.openId, { chatId: stage.chatId }, '/帮助')
  const deliveries = (id: string) => stage.webhook.received.filter((push) => eventId(push) === id).length

  it('comes after 15 s, 5 min, 1 h and 6 h, and then no more', async () => {
    stage.webhook.answer(() => ({ status: 500 }))
    const { eventId: id, status } = await say()
    expect(status).toBe(500)
    const pauses = [15_000, 300_000, 3_600_000, 21_600_000]
    for (const [index, pause] of pauses.entries()) {
      stage.pass(pause - 1)
      expect(await stage.standIn.tick()).toBe(0)
      stage.pass(1)
      expect(await stage.standIn.tick()).toBe(1)
      expect(deliveries(id)).toBe(index + 2)
    }
    stage.pass(86_400_000)
    expect(await stage.standIn.tick()).toBe(0)
    expect(stage.standIn.nextRedelivery()).toBeUndefined()
  })

  it('ends with the first 200, and each delivery is signed anew', async () => {
    stage.webhook.answer(() => ({ status: 503 }))
    const { eventId: id } = await say()
    stage.webhook.answer(() => ({}))
    stage.pass(15_000)
    await Promise.all([stage.standIn.tick(), stage.standIn.tick()])
    expect(deliveries(id)).toBe(2)
    const nonces = stage.webhook.received.slice(-2).map(({ headers }) => headers['x-lark-request-nonce'])
    expect(new Set(nonces).size).toBe(2)
    expect(last().signed).toBe(true)
    stage.pass(86_400_000)
    expect(await stage.standIn.tick()).toBe(0)
  })

  it.each([
    { why: 'a silent bot', answer: 'silence' as const, failure: 'timeout' },
    { why: 'a broken connection', answer: 'hang-up' as const, failure: 'connection' },
  ])('comes after $why', async ({ answer, failure }) => {
    stage.webhook.answer(() => answer)
    expect(await say()).toMatchObject({ status: 0, failure })
    stage.webhook.answer(() => ({}))
    stage.pass(15_000)
    expect(await stage.standIn.tick()).toBe(1)
    expect(stage.standIn.pushes.at(-1)).toMatchObject({ attempt: 2, status: 200 })
  })

  it('does not follow a redirect', async () => {
    stage.webhook.answer(() => ({ status: 302 }))
    expect(await say()).toMatchObject({ status: 302 })
    expect(stage.standIn.nextRedelivery()).toBeDefined()
  })

  it('can be forced for any past event, with the same id', async () => {
    const { eventId: id } = await say()
    await stage.standIn.redeliver(id)
    expect(deliveries(id)).toBe(2)
    expect(() => stage.standIn.redeliver('unknown')).toThrow('remembered')
  })
})

describe('raw pushes', () => {
  it('go out with whatever signature the test wants', async () => {
    const envelope = stage.standIn.envelope('im.message.receive_v1', { message: {} })
    expect(await stage.standIn.push(envelope, { sign: { signature: '0'.repeat(64) } })).toMatchObject({
      status: 200,
    })
    expect(last().signed).toBe(false)
    await stage.standIn.push(envelope, { sign: { encryptKey: 'another' } })
    expect(last().signed).toBe(false)
    await stage.standIn.push(envelope, { sign: { timestamp: '1' } })
    expect(last().headers['x-lark-request-timestamp']).toBe('1')
    expect(last().signed).toBe(true)
    await stage.standIn.push(envelope, { sign: false })
    expect(last().headers).not.toHaveProperty('x-lark-signature')
  })
})
