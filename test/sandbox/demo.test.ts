import { afterEach, beforeEach, expect, it } from 'vitest'
import { demoGroups, playDemo } from '../../sandbox/demo.ts'
import { fieldsOf, isFields } from '../../sandbox/json.ts'
import { createStandIn, type StandIn } from '../../sandbox/stand-in.ts'
import { app, sampleCard, startWebhook, type Webhook } from './webhook.ts'

let webhook: Webhook
let standIn: StandIn
let url: string
let token: string
beforeEach(async () => {
  webhook = await startWebhook()
  standIn = await createStandIn({ ...app, webhookUrl: webhook.url })
  url = await standIn.listen()
  token = String((await api('auth/v3/tenant_access_token/internal', credentials)).tenant_access_token)
})
afterEach(async () => {
  await standIn.close()
  await webhook.close()
})

const credentials = { app_id: app.appId, app_secret: app.appSecret }
async function api(path: string, body: unknown) {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${url}/open-apis/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return fieldsOf(await response.json())
}

/** A toy bot: every command gets a card, and a binding asks for confirmation on it. */
function playBot(confirms: (words: string) => unknown): string[] {
  const heard: string[] = []
  webhook.answer(({ type, event }) => {
    if (type === 'card.action.trigger')
      return { body: confirms(JSON.stringify(fieldsOf(event.action).value)) }
    const message = fieldsOf(event.message)
    if (type !== 'im.message.receive_v1') return {}
    const { text } = JSON.parse(String(message.content))
    heard.push(text.replace('@_user_1 ', ''))
    const elements = [
      {
        tag: 'button',
        text: { tag: 'plain_text', content: '确认' },
        behaviors: [{ type: 'callback', value: { text } }],
      },
    ]
    const card = { ...sampleCard('checklist'), body: { elements } }
    setImmediate(() => {
      const content = { msg_type: 'interactive', content: JSON.stringify(card) }
      void api(`im/v1/messages/${message.message_id}/reply`, content)
    })
    return {}
  })
  return heard
}

it('plays the first hour through the bot, and only once', async () => {
  const clicked: string[] = []
  const heard = playBot((words) => {
    clicked.push(words)
    return { toast: { type: 'success', content: '好' } }
  })
  expect(await playDemo(standIn)).toEqual({ played: true, failures: [] })
  expect(heard).toEqual([
    '/绑定 上级 局党委',
    '/绑定 支部 机关第一党支部 上级=局党委',
    '/党员 任职 李四 组织委员',
    '/党员 状态 王五 预备党员',
    '/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八',
  ])
  expect(clicked).toHaveLength(2)
  const groups = standIn.chats().filter(({ mode }) => mode === 'group')
  expect(groups.map(({ name, members, bot }) => [name, members.length, bot])).toEqual([
    [demoGroups.superior, 3, true],
    [demoGroups.branch, 12, true],
    [demoGroups.unbound, 5, true],
  ])
  expect(await playDemo(standIn)).toEqual({ played: false, failures: [] })
  expect(heard).toHaveLength(5)
})

it('goes on after a refusal and says what failed', async () => {
  const toast = { type: 'error', content: '已经绑定' }
  const heard = playBot((words) => (words.includes('上级 局党委') ? { toast } : {}))
  const { failures } = await playDemo(standIn)
  expect(failures).toEqual(['「确认」 after 「/绑定 上级 局党委」 was refused: 已经绑定'])
  expect(heard).toHaveLength(5)
})

it('says so when the bot does not answer with 200', async () => {
  webhook.answer(() => ({ status: 500 }))
  const { failures } = await playDemo(standIn)
  expect(failures).toHaveLength(8)
  expect(failures[3]).toContain('「/绑定 上级 局党委」 was answered with HTTP 500')
  expect(standIn.people().every(isFields)).toBe(true)
})
