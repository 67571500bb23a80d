import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStandIn, type StandIn } from '../../sandbox/stand-in.ts'
import { createFeishuPlatform } from '../../src/bot/feishu/client.ts'
import type { ChatPlatform, Target } from '../../src/bot/platform.ts'
import { aCard } from './bench.ts'
import { recordingPlatform } from './recording-platform.ts'

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
const noNames = () => null

/** A platform with a group in which the bot is, a person, and what is to be seen. */
interface Subject {
  platform: ChatPlatform
  group: Target
  person: Target
  count(): number
  /** The next call takes effect, and its answer is lost. */
  loseAnswer(call: 'send' | 'update'): void
}

const subjects: Record<string, () => Promise<Subject & { close(): Promise<void> }>> = {
  'the recording platform': async () => {
    const platform = recordingPlatform()
    return {
      platform,
      group: { chatId: 'oc_1' },
      person: { identity: { platform: 'feishu', kind: 'open_id', value: 'ou_1' } },
      count: () => platform.visible.length,
      loseAnswer: (call) =>
        call === 'send' ? platform.failSend('lost-answer') : platform.failUpdate('lost-answer'),
      close: async () => undefined,
    }
  },
  'Feishu’s client against the stand-in': async () => {
    const standIn: StandIn = await createStandIn({
      appId: 'cli_1',
      appSecret: 's',
      encryptKey: 'k',
      verificationToken: 't',
      limits: { perTargetPerSecond: 100 },
    })
    const domain = await standIn.listen()
    const person = standIn.addPerson({ name: '张三' })
    const chat = standIn.addChat({ name: '支部', members: [person.openId] })
    await standIn.addBot(chat.chatId, person.openId)
    const seen = () => [...standIn.messages(chat.chatId), ...standIn.privateMessages(person.openId)]
    return {
      platform: createFeishuPlatform({ appId: 'cli_1', appSecret: 's', domain, log: silent }),
      group: { chatId: chat.chatId },
      person: { identity: { platform: 'feishu', kind: 'open_id', value: person.openId } },
      count: () => seen().filter(({ msgType }) => msgType === 'interactive').length,
      loseAnswer: (call) =>
        void standIn.faults.add({
          match: { method: call === 'send' ? 'POST' : 'PATCH', path: /\/messages/ },
          kind: 'drop-after',
        }),
      close: () => standIn.close(),
    }
  },
}

describe.each(Object.entries(subjects))('%s', (_, open) => {
  let subject: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    subject = await open()
  })
  afterAll(() => subject.close())

  it('sends to a group and to a person, and names the message and its chat', async () => {
    const { platform, group, person, count } = subject
    const before = count()
    const toGroup = await platform.sendCard(group, aCard('a'), 'key-group', noNames)
    const toPerson = await platform.sendCard(person, aCard('a'), 'key-person', noNames)
    expect(toGroup.chatId).toBe('chatId' in group ? group.chatId : '')
    expect(toPerson.chatId).toMatch(/./)
    expect(toPerson.messageId).not.toBe(toGroup.messageId)
    expect(count()).toBe(before + 2)
  })

  it('sends once under one key, and answers the repetition with the same message', async () => {
    const { platform, group, count } = subject
    const before = count()
    const first = await platform.sendCard(group, aCard('once'), 'key-once', noNames)
    const again = await platform.sendCard(group, aCard('once'), 'key-once', noNames)
    expect(again.messageId).toBe(first.messageId)
    expect(count()).toBe(before + 1)
  })

  it('says “unknown” when the answer of a sending is lost, and finds the message under its key', async () => {
    const { platform, group, count, loseAnswer } = subject
    const before = count()
    loseAnswer('send')
    await expect(platform.sendCard(group, aCard('lost'), 'key-lost', noNames)).rejects.toMatchObject({
      kind: 'unknown',
    })
    expect(count()).toBe(before + 1)
    await platform.sendCard(group, aCard('lost'), 'key-lost', noNames)
    expect(count()).toBe(before + 1)
  })

  it('changes a card in place, and says “message” of one that is not there', async () => {
    const { platform, group, count } = subject
    const { messageId } = await platform.sendCard(group, aCard('before'), 'key-update', noNames)
    const before = count()
    await platform.updateCard(messageId, aCard('after'), noNames)
    expect(count()).toBe(before)
    await expect(platform.updateCard('om_nowhere', aCard('x'), noNames)).rejects.toMatchObject({
      name: /Error$/,
    })
  })

  it('sends a file that was handed over once under its key', async () => {
    const { platform, group } = subject
    const key = await platform.uploadFile({ name: '会议记录.docx', bytes: new Uint8Array([1, 2, 3]) })
    const first = await platform.sendFile(group, key, 'key-file')
    const again = await platform.sendFile(group, key, 'key-file')
    expect(again.messageId).toBe(first.messageId)
    await expect(platform.downloadResource(first.messageId, { key, kind: 'file' }, 10)).resolves.toEqual(
      new Uint8Array([1, 2, 3]),
    )
    await expect(platform.downloadResource(first.messageId, { key, kind: 'file' }, 2)).rejects.toMatchObject({
      kind: 'content',
    })
  })

  it('refuses a file that the platform does not take', async () => {
    const { platform } = subject
    const bytes = new Uint8Array(platform.limits.fileBytes + 1)
    await expect(platform.uploadFile({ name: 'a.zip', bytes })).rejects.toMatchObject({ kind: 'bug' })
  })

  it('may be asked to change a card again after a lost answer', async () => {
    const { platform, group, loseAnswer } = subject
    const { messageId } = await platform.sendCard(group, aCard('before'), 'key-update-lost', noNames)
    loseAnswer('update')
    await expect(platform.updateCard(messageId, aCard('after'), noNames)).rejects.toMatchObject({
      kind: expect.stringMatching(/^(unknown|transient)$/),
    })
    await platform.updateCard(messageId, aCard('after'), noNames)
  })
})
