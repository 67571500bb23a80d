import { Client, DefaultCache, LoggerLevel } from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { app, type Stage, sampleCard, setStage } from './webhook.ts'

let stage: Stage
let client: Client
beforeEach(async () => {
  stage = await setStage()
  const { appId, appSecret } = app
  client = new Client({
    appId,
    appSecret,
    domain: stage.url,
    cache: new DefaultCache(),
    loggerLevel: LoggerLevel.error,
    logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
  })
})
afterEach(() => stage.close())

it("speaks the platform's HTTP so that the real SDK cannot tell", async () => {
  const content = JSON.stringify(sampleCard('checklist'))
  const created = await client.im.message.create({
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: stage.chatId, msg_type: 'interactive', content, uuid: 'u1' },
  })
  const message_id = created.data?.message_id ?? ''
  expect(created.code).toBe(0)
  expect(await client.im.message.patch({ path: { message_id }, data: { content } })).toMatchObject({
    code: 0,
  })
  const reply = await client.im.message.reply({
    path: { message_id },
    data: { msg_type: 'text', content: '{"text":"收到"}' },
  })
  expect(reply.data?.parent_id).toBe(message_id)
  const members = await client.im.chatMembers.get({
    path: { chat_id: stage.chatId },
    params: { member_id_type: 'open_id', page_size: 100 },
  })
  expect(members.data?.items?.map(({ name }) => name)).toEqual(['张伟', '李四', '赵六'])
  const chat = await client.im.chat.get({ path: { chat_id: stage.chatId } })
  expect(chat.data).toMatchObject({ name: '机关第一党支部', user_count: '3' })
  const user = await client.contact.user.get({
    path: { user_id: stage.li.openId },
    params: { user_id_type: 'open_id' },
  })
  expect(user.data?.user?.name).toBe('李四')
  const info = await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
  expect(info).toMatchObject({ bot: { open_id: stage.standIn.botOpenId } })
  expect(await client.im.message.delete({ path: { message_id } })).toMatchObject({ code: 0 })
})

it('fails in both of its ways: an HTTP error, and HTTP 200 with a code', async () => {
  const create = () =>
    client.im.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: 'oc_unknown', msg_type: 'text', content: '{"text":"x"}' },
    })
  await expect(create()).rejects.toMatchObject({ response: { status: 400, data: { code: 230002 } } })
  stage.standIn.faults.add({ match: { path: /messages$/ }, kind: 'code', code: 230002 })
  expect(await create()).toMatchObject({ code: 230002 })
})
