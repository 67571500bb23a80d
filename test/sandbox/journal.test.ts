import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readJournal } from '../../sandbox/journal.ts'
import { createStandIn } from '../../sandbox/stand-in.ts'
import { app, type Stage, sampleCard, setStage } from './webhook.ts'

let folder: string
let journal: string
let stage: Stage
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhibu-journal-'))
  journal = join(folder, 'sandbox', 'journal.jsonl')
  stage = await setStage({ journal })
})
afterEach(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

/** Opens the same journal again without closing the first stand-in, as after a kill. */
const again = () => createStandIn({ ...app, journal })

describe('the journal', () => {
  it('brings people, chats, messages, ids and read marks back after a kill', async () => {
    const id = await stage.post(sampleCard('checklist'), 'u1')
    await stage.call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(sampleCard('vote')) })
    await stage.standIn.markRead(stage.li.openId, id)
    const said = await stage.standIn.says(stage.li.openId, { private: true }, '/帮助')
    const restored = await again()
    expect(restored.people()).toEqual(stage.standIn.people())
    expect(restored.chats()).toEqual(stage.standIn.chats())
    expect(restored.botOpenId).toBe(stage.standIn.botOpenId)
    expect(restored.messages(stage.chatId)).toEqual(stage.standIn.messages(stage.chatId))
    expect(restored.message(id)).toMatchObject({ updates: 1, readBy: [{ openId: stage.li.openId }] })
    expect(restored.privateMessages(stage.li.openId).map(({ messageId }) => messageId)).toEqual([
      said.messageId,
    ])
    await restored.close()
  })

  it('remembers the uuid of a message whose answer was lost in the kill', async () => {
    const id = await stage.post(sampleCard('checklist'), 'u1')
    const { webhook, chatId } = stage
    await stage.standIn.close()
    const restarted = await setStage({ journal })
    const { data } = await restarted.call('POST', '/im/v1/messages?receive_id_type=chat_id', {
      receive_id: chatId,
      msg_type: 'interactive',
      content: JSON.stringify(sampleCard('checklist')),
      uuid: 'u1',
    })
    expect(data.message_id).toBe(id)
    await webhook.close()
    stage = restarted
  })

  it('drops a last line that was torn in the middle', async () => {
    const before = stage.standIn.people()
    appendFileSync(journal, '{"kind":"person","value":{"openId":"ou_to')
    const restored = await again()
    expect(restored.people()).toEqual(before)
    await restored.close()
  })

  it('refuses a file that is damaged elsewhere', async () => {
    writeFileSync(journal, 'garbage\n{"kind":"bot","value":{}}\n')
    await expect(again()).rejects.toThrow('damaged in line 1')
  })

  it('is compacted at the start', async () => {
    const id = await stage.post(sampleCard('checklist'))
    const content = JSON.stringify(sampleCard('vote'))
    for (let count = 0; count < 4; count += 1) {
      stage.passSystem(1000)
      await stage.call('PATCH', `/im/v1/messages/${id}`, { content })
    }
    const grown = statSync(journal).size
    const restored = await again()
    expect(statSync(journal).size).toBeLessThan(grown / 2)
    expect(restored.message(id)?.updates).toBe(4)
    await restored.close()
    const kinds = readJournal(journal).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'message')).toHaveLength(
      stage.standIn.messages(stage.chatId).length,
    )
  })

  it('is readable by its owner only and holds no secret of the app', async () => {
    expect(statSync(journal).mode & 0o077).toBe(0)
    const text = readFileSync(journal, 'utf8')
    for (const secret of [app.appSecret, app.encryptKey, app.verificationToken])
      expect(text).not.toContain(secret)
  })
})
