import { afterEach, beforeEach, expect, it } from 'vitest'
import { createStandIn, type StandIn } from '../../../sandbox/stand-in.ts'
import { diagnose } from '../../../src/bot/feishu/diagnose.ts'
import { createLog } from '../../../src/bot/log.ts'

const app = { appId: 'cli_0123456789abcdef', appSecret: 'app-secret-of-the-test' }
let standIn: StandIn
let domain: string

beforeEach(async () => {
  standIn = await createStandIn({ ...app, encryptKey: 'key', verificationToken: 'token' })
  domain = await standIn.listen()
})
afterEach(() => standIn.close())

const findings = (appSecret = app.appSecret) =>
  diagnose({ appId: app.appId, appSecret, domain, log: createLog('silent') })

it('finds all well with an app that is set up', async () => {
  const wang = standIn.addPerson({ name: '王五' }).openId
  await standIn.addBot(standIn.addChat({ name: '支部', members: [wang] }).chatId, wang)
  const found = await findings()
  expect(found.map(({ check, ok, mend }) => [check, ok, mend])).toEqual([
    ['应用凭证', true, ''],
    ['机器人能力', true, ''],
    ['所在群', true, ''],
    ['群成员', true, ''],
  ])
  expect(found[1]?.sentence).toContain(standIn.botName)
})

it('says that the bot is in no group yet', async () => {
  expect((await findings())[2]?.sentence).toContain('还没有被拉进任何群')
})

it('stops at a wrong secret and says where the right one is', async () => {
  expect(await findings('wrong')).toEqual([
    {
      check: '应用凭证',
      ok: false,
      sentence: 'App Secret 不正确。',
      mend: expect.stringContaining('FEISHU_APP_SECRET'),
    },
  ])
})

it.each([
  [99991401, '出口 IP', ''],
  [99991662, '管理后台', ''],
  [
    99991672,
    'im:chat:readonly（读取群名称和群成员',
    'One of the scopes is required: [im:chat:readonly, im:chat]',
  ],
  [99991672, 'im:unheard_of 中的任意一项', 'scope required: [im:unheard_of]'],
  [2200, 'FEISHU_DOMAIN', ''],
  [7654321, 'API 调试台', ''],
])('says how to mend %i: %s', async (code, mend, message) => {
  standIn.faults.add({
    match: { path: /im\/v1\/chats$/ },
    kind: 'status',
    status: 400,
    code,
    message,
    times: 2,
  })
  const found = await findings()
  expect(found[2]).toMatchObject({ check: '所在群', ok: false, mend: expect.stringContaining(mend) })
  expect(found).toHaveLength(4)
})

it('names a platform that cannot be reached', async () => {
  await standIn.close()
  expect(await findings()).toMatchObject([{ ok: false, sentence: '飞书开放平台暂时没有回应。' }])
})
