import { describe, expect, it } from 'vitest'
import { readEnvelope } from '../../../src/bot/feishu/envelope.ts'
import { BotUnknown } from '../../../src/bot/feishu/event-reader.ts'
import { normalise } from '../../../src/bot/feishu/normalise.ts'
import { app, fixture } from './fixtures.ts'

const read = (json: unknown, bot: string | null = app.botOpenId) => {
  const envelope = readEnvelope(json)
  if (!envelope) throw new Error('not an envelope')
  return normalise(envelope, 'digest', bot)
}
const sender = [
  { platform: 'feishu', kind: 'open_id', value: 'ou_84aad35d084aa403a838cf73ee18467' },
  { platform: 'feishu', kind: 'union_id', value: 'on_8ed6aa67826108097d9ee143816345' },
  { platform: 'feishu', kind: 'user_id', value: 'e33ggbyz' },
]

describe('a message', () => {
  it('loses the bot’s mention and keeps other people by name', () => {
    expect(read(fixture('message-group'))).toEqual({
      type: 'message',
      key: 'om_5ce6d572455d361153b7cb51da133945',
      tenantKey: app.tenantKey,
      at: new Date(1609073151345),
      digest: 'digest',
      chat: { chatId: 'oc_5ce6d572455d361153b7xx51da133945', type: 'group' },
      from: sender,
      replyTo: 'om_5ce6d572455d361153b7cb51da133944',
      messageId: 'om_5ce6d572455d361153b7cb51da133945',
      text: '/党员 任职 @李四 组织委员',
      mentions: [
        {
          name: '李四',
          ids: [
            { platform: 'feishu', kind: 'open_id', value: 'ou_c3c14f3a59eaf2825dbe25359f15595b' },
            { platform: 'feishu', kind: 'union_id', value: 'on_tom6aa67826108097d9ee1438163' },
            { platform: 'feishu', kind: 'user_id', value: 't0mggbyz' },
          ],
        },
      ],
    })
  })

  it('needs no mention in a private chat', () => {
    expect(read(fixture('message-private'), null)).toMatchObject({ text: '/帮助', chat: { type: 'private' } })
  })

  it('gives the words of a post, line by line', () => {
    expect(read(fixture('message-post'))).toMatchObject({ text: '意见\n/意见\n材料' })
  })

  it('ignores what is not meant for the bot', () => {
    const without = fixture('message-group', { 'event.message.mentions': [] })
    const toAll = fixture('message-group', {
      'event.message.mentions': [],
      'event.message.content': '{"text":"@_all 开会"}',
    })
    expect(read(without)).toEqual({ type: 'ignored', because: 'not-mentioned' })
    expect(read(toAll)).toEqual({ type: 'ignored', because: 'not-mentioned' })
  })

  it('takes @所有人 out of a text for the bot, and tells the tenth person from the first', () => {
    const json = fixture('message-group', {
      'event.message.content': JSON.stringify({ text: '@_all @_user_1 /会议 @_user_10' }),
      'event.message.mentions.1': { key: '@_user_10', id: { open_id: 'ou_ten' }, name: '赵十' },
    })
    expect(read(json)).toMatchObject({ text: '/会议 @赵十' })
  })

  it.each([
    ['a bot', 'not-a-person', { 'event.sender.sender_type': 'bot' }],
    ['another enterprise', 'external', { 'event.sender.tenant_key': 'other' }],
    ['a sticker', 'unreadable-type', { 'event.message.message_type': 'sticker' }],
    ['a recalled message', 'recalled', { 'event.message.content': '' }],
    ['nobody', 'not-a-person', { 'event.sender.sender_id': { open_id: '', user_id: null } }],
  ])('ignores %s', (_what, because, changes: Record<string, unknown>) => {
    expect(read(fixture('message-group', changes))).toEqual({ type: 'ignored', because })
  })

  it.each([
    [
      'file',
      '{"file_key":"file_v3_1","file_name":"记录.pdf"}',
      { key: 'file_v3_1', kind: 'file', name: '记录.pdf' },
    ],
    ['image', '{"image_key":"img_v3_1"}', { key: 'img_v3_1', kind: 'image', name: null }],
  ])('takes a %s in a private chat', (type, content, attachment) => {
    const json = fixture('message-private', {
      'event.message.message_type': type,
      'event.message.content': content,
    })
    expect(read(json)).toMatchObject({ type: 'message', text: '', attachments: [attachment] })
  })

  it('takes a file in a group only when it answers a message, and says which', () => {
    const file = {
      'event.message.message_type': 'file',
      'event.message.content': '{"file_key":"file_v3_1","file_name":"a.pdf"}',
      'event.message.mentions': [],
    }
    expect(read(fixture('message-group', { ...file, 'event.message.parent_id': '' }))).toEqual({
      type: 'ignored',
      because: 'not-mentioned',
    })
    expect(read(fixture('message-group', { ...file, 'event.message.parent_id': 'om_1' }))).toMatchObject({
      replyTo: 'om_1',
      attachments: [{ key: 'file_v3_1' }],
    })
  })

  it('refuses a key that could leave its place in a path', () => {
    const json = fixture('message-private', {
      'event.message.message_type': 'file',
      'event.message.content': '{"file_key":"../../x"}',
    })
    expect(() => read(json)).toThrow()
  })

  it('waits while the bot does not know itself', () => {
    expect(() => read(fixture('message-group'), null)).toThrow(BotUnknown)
  })

  it('replaces NUL and halves of pairs', () => {
    const json = fixture('message-private', { 'event.message.content': '{"text":"甲\\u0000乙\\ud800丙"}' })
    expect(read(json)).toMatchObject({ text: '甲\uFFFD乙\uFFFD丙' })
  })
})

describe('a click', () => {
  it('brings a form with wall-clock dates under the ids of its fields', () => {
    expect(read(fixture('click-form'))).toEqual({
      type: 'click',
      key: 'f7984f25108f8137722bb63c0001',
      tenantKey: app.tenantKey,
      at: new Date(1603977298000),
      digest: 'digest',
      from: sender,
      messageId: 'om_574d639e4a44e4dd646eaf628e2',
      chatId: 'oc_e4d2605ca917e695f54f11aaf56',
      value: { k: 'opinion.submit', opinion: '0197a1c0-0000-7000-8000-000000000001' },
      form: {
        stance: 'reserve',
        topics: ['study', 'org'],
        text: '建议提前三天发材料',
        by_date: '2026-12-01',
        at: '2024-04-29 07:07',
        anonymous: false,
        comment: '第二张表',
      },
    })
  })

  it.each([
    ['click-checker', { checked: true, form: {} }],
    ['click-button', { value: { k: 'vote.cast', choice: 'yes' }, form: {} }],
    ['click-overflow', { option: 'transfer' }],
    ['click-input', { form: { Input_x: 'Zhang Min' } }],
  ])('reads %s', (name, expected) => {
    expect(read(fixture(name))).toMatchObject(expected)
  })

  it('takes a checker’s state also as a word', () => {
    const json = fixture('click-checker', { 'event.action.checked': 'false' })
    expect(read(json)).toMatchObject({ checked: false })
  })

  it('pollutes no prototype', () => {
    const text = JSON.stringify(fixture('click-form'))
      .replace('"stance":', '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"stance":')
      .replace('"k":', '"__proto__":{"polluted":1},"k":')
    const event = read(JSON.parse(text))
    if (event.type !== 'click') throw new Error('not a click')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.keys(event.form)).not.toContain('__proto__')
    expect((event.form as { polluted?: unknown }).polluted).toBeUndefined()
    expect((event.value as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('refuses a value that is nested too deep', () => {
    let value: unknown = 1
    for (let depth = 0; depth < 20; depth++) value = { value }
    expect(() => read(fixture('click-button', { 'event.action.value': value }))).toThrow()
  })
})

describe('a change of a chat', () => {
  const chatId = 'oc_413871888e0d5492e25b173f0812efb7'
  it.each([
    ['bot-added', { change: 'bot-added', chatId, by: sender }],
    ['bot-removed', { change: 'bot-removed', chatId, by: sender }],
    ['chat-disbanded', { change: 'disbanded', chatId, by: sender }],
    ['private-opened', { change: 'private-opened', chatId, by: sender }],
    ['members-removed', { change: 'members-removed', chatId, people: [{ name: '李四' }] }],
    [
      'message-read',
      { change: 'message-read', messageIds: ['om_dc13264520392913993dd051dba21dcf'], reader: sender },
    ],
  ])('reads %s', (name, expected) => {
    expect(read(fixture(name))).toMatchObject({
      type: 'chat',
      key: '5e3702a84e847582be8db7fb73283c02',
      ...expected,
    })
  })

  it('names the enterprise of people who came', () => {
    expect(read(fixture('members-added'))).toMatchObject({
      people: [
        { name: '李四', tenantKey: app.tenantKey },
        { name: '外单位', tenantKey: '736588c9260f175e' },
      ],
    })
  })
})

it('reads a menu entry as the command that it stands for', () => {
  expect(read(fixture('menu'))).toMatchObject({
    type: 'message',
    text: '/帮助',
    chat: { chatId: 'ou_84aad35d084aa403a838cf73ee18467', type: 'private' },
  })
  expect(read(fixture('menu', { 'event.event_key': '会议' }))).toMatchObject({
    text: '/会议',
  })
})

it('reads an envelope of version 1 by its outer uuid and its time in seconds', () => {
  expect(readEnvelope(fixture('approval-v1'))).toMatchObject({
    eventId: 'bc447199585340d1f3728d26b1c0297a',
    eventType: 'approval_instance',
    createdAt: new Date(1502199207717),
    appId: app.appId,
  })
  expect(read(fixture('approval-v1'))).toEqual({ type: 'ignored', because: 'unhandled' })
})

it.each([
  null,
  'text',
  [],
  {},
  { schema: '2.0' },
  { schema: '2.0', header: { event_id: 'a b' }, event: {} },
])('takes %j for no envelope', (value) => {
  expect(readEnvelope(value)).toBeNull()
})
