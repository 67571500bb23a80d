import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七']
const branch = '机关第一党支部'
const superior = '局党委工作群'

interface Entry {
  organisation: string
  seq: number
  action: string
  actor: string | null
  body: string
  prev: string
  hash: string
}

/** What the bot does by itself afterwards, such as a draft of the minutes, has entries of its own. */
const byPerson = (entry: string): boolean => !entry.endsWith(' null')

describe('the audit of a first hour', () => {
  const bot = useTestBot({ fresh: 'file' })
  const entries = () =>
    bot.db.sql<Entry[]>`
      select a.organisation_id as organisation, a.seq, a.action, m.name as actor, a.body, a.prev, a.hash
      from audit a left join member m on m.tenant_id = a.tenant_id and m.id = a.actor_id
      order by a.organisation_id, a.seq`
  /** The entries that an act left, in order. */
  const leaves = async (act: () => Promise<unknown>): Promise<string[]> => {
    const before = new Set((await entries()).map((one) => one.hash))
    await act()
    return (await entries())
      .filter((one) => !before.has(one.hash))
      .map(({ action, actor }) => `${action} ${actor}`)
  }
  const says = (who: string, text: string) => () => bot.says(who, branch, text)

  let notice: Message
  let checklist: Message
  beforeAll(async () => {
    await bot.bindBranch(people)
    checklist = await bot.says('张伟', branch, '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论计划')
    notice = await bot.says('张伟', branch, '/通知')
  })

  it('holds the bindings, the meeting and the notice, one entry each', async () => {
    expect((await entries()).map(({ action, actor }) => `${action} ${actor}`).sort()).toEqual([
      'meeting.create 张伟',
      'notice.send 张伟',
      'organisation.bind 张伟',
      'organisation.bind 郑书记',
    ])
  })

  it.each([
    ['/党员 任职 李四 组织委员', 'office.set 张伟'],
    ['/党员 状态 孙七 预备党员', 'standing.set 张伟'],
    ['/党小组 新建 第一党小组 组长=赵六', 'group.create 张伟'],
    ['/会议 改期 D2026-001 2026-12-26 15:00 原因=出差', 'meeting.reschedule 张伟'],
    ['/意见 发起 学习安排 截止=11月27日', 'opinions.open 张伟'],
    ['/意见 提交 多组织参观', 'opinions.submit 张伟'],
    ['/意见 截止 Y2026-001', 'opinions.close 张伟'],
    ['/表决 发起 买书 截止=1天', 'ballot.open 张伟'],
    ['/表决 截止', 'ballot.close 张伟'],
    ['/请示 新建 开会 主送=局党委', 'request.submit 张伟'],
  ])('%s leaves one entry', async (text, expected) => {
    expect((await leaves(says('张伟', text))).filter(byPerson)).toEqual([expected])
  })

  it('has one entry for each click that took effect', async () => {
    expect(await leaves(() => bot.clicks('王五', notice, '参加'))).toEqual(['notice.reply 王五'])
    const step = '准备工作报告等会议资料'
    expect(await leaves(() => bot.ticks('张伟', checklist, step))).toEqual(['case.complete 张伟'])
    const request = bot.latest(superior, 'Q2026-001')
    expect(await leaves(() => bot.clicks('何干事', request, '同意'))).toEqual(['request.decide 何干事'])
    const ballot = await bot.says('张伟', branch, '/表决 发起 买灯 截止=1天')
    expect(await leaves(() => bot.clicks('王五', ballot, '赞成'))).toEqual(['ballot.vote 王五'])
  })

  it.each([
    ['王五', '/会议 新建 党员大会 2026-12-30 15:00 议题=甲'],
    ['张伟', '/会议 新建 党员大会 2月30日15:00 议题=甲'],
    ['张伟', '/党员 任职 李四 组织委员'],
    ['张伟', '/会议 取消 D2026-099 原因=无'],
    ['张伟', '/会议 取消 D2026-001 原因=等待确认'],
    ['王五', '/表决 截止 B2026-002'],
    ['张伟', '/进度 本季度'],
    ['张伟', '说了一句话'],
  ])('has none of what was refused or only asked: %s %s', async (who, text) => {
    expect(await leaves(says(who, text))).toEqual([])
  })

  it('has none of a refused click', async () => {
    const request = bot.latest(superior, 'Q2026-001')
    expect(await leaves(() => bot.ticks('王五', checklist, '形成会议记录'))).toEqual([])
    const value = { k: 'approval.agree' }
    const envelope = bot.standIn.envelope('card.action.trigger', {
      operator: { open_id: bot.openId('郑书记') },
      action: { tag: 'button', value },
      context: { open_message_id: request.messageId, open_chat_id: request.chatId },
    })
    expect(await leaves(() => bot.standIn.push(envelope))).toEqual([])
  })

  it('is a chain for each organisation, from its first entry to its head', async () => {
    const all = await entries()
    const heads = await bot.db.sql<{ organisation: string; seq: number; hash: string }[]>`
      select organisation_id as organisation, seq, hash from audit_head order by organisation_id`
    expect(heads.length).toBe(2)
    for (const head of heads) {
      let prev = '0'.repeat(64)
      const chain = all.filter(({ organisation }) => organisation === head.organisation)
      for (const [index, one] of chain.entries()) {
        expect(one.seq).toBe(index + 1)
        expect(one.prev).toBe(prev)
        const bytes = Buffer.concat([Buffer.of(1), Buffer.from(prev, 'hex'), Buffer.from(one.body)])
        expect(one.hash).toBe(createHash('sha256').update(bytes).digest('hex'))
        expect(JSON.parse(one.body)).toMatchObject({
          seq: one.seq,
          organisation: head.organisation,
          action: one.action,
        })
        prev = one.hash
      }
      expect({ seq: head.seq, hash: head.hash }).toEqual({ seq: chain.length, hash: prev })
    }
  })

  it.each([
    'update audit set action = action',
    'delete from audit',
    'truncate audit',
  ])('refuses: %s', async (statement) => {
    const before = await entries()
    await expect(bot.db.sql.unsafe(statement)).rejects.toThrow()
    expect(await entries()).toEqual(before)
  })
})
