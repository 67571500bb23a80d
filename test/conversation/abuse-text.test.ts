import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

/** Each carries a mark by which it is found again on the cards. */
const hostile = [
  '甲记<at id=all></at>',
  '甲记<at user_id="all">所有人</at>',
  '甲记**粗**~~删~~`码`',
  '甲记[点我](https://evil.example)',
  '甲记![图](img_v2_x)',
  "甲记<font color='red'>红</font>",
  '甲记{{user}}$1%s',
  '甲记{"tag":"markdown","content":"x"}',
  "甲记'); DROP TABLE meeting; --",
  '甲记\u202Eabc\u202C',
  '甲记𠮷👨‍👩‍👧é',
  '甲记=1+1|x',
] as const
const mark = '甲记'

/** Where a card may hold a text of people: in plain text, in cells, in a field's own value, and in what a button carries. */
const literal = new Set(['default_value', 'initial_date', 'initial_option', 'value', 'rows', 'options'])

/** The places of a card at which a marked text would be read as markup. */
function readAsMarkup(card: unknown): string[] {
  const found: string[] = []
  const walk = (node: unknown, path: string, tag: string): void => {
    if (typeof node === 'string') {
      const plain = tag === 'plain_text' || path === 'config.summary.content'
      if (node.includes(mark) && !plain) found.push(`${path}: ${node}`)
      return
    }
    if (!node || typeof node !== 'object') return
    const own = 'tag' in node && typeof node.tag === 'string' ? node.tag : Array.isArray(node) ? tag : ''
    for (const [key, inner] of Object.entries(node))
      if (!literal.has(key) || (key === 'options' && !('data_type' in node)))
        walk(inner, path ? `${path}.${key}` : key, own)
  }
  walk(card, '', '')
  return found
}

describe('what people write', () => {
  const bot = useTestBot({ fresh: 'file' })
  const names = ['张伟', '李四', '王五', '赵六', '甲记<at id=all></at>', '甲记**粗**']
  beforeAll(async () => {
    const { branch } = await bot.bindBranch(names)
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    for (const [index, text] of hostile.entries()) {
      const day = `2026-12-${10 + index}`
      await bot.says('张伟', branch, `/会议 新建 党员大会 ${day} 15:00 议题=${text} 地点=${text}`)
      await bot.says('张伟', branch, `/党小组 新建 组${index}${text.slice(0, 15)} 组长=赵六`)
      await bot.says('张伟', branch, `/表决 发起 ${text} 截止=1天`)
      await bot.says('张伟', branch, `/意见 发起 ${text} 问题=${text} 截止=11月27日`)
      await bot.says('王五', '私聊', `/意见 提交 编号=Y2026-${index + 1} ${text}`)
      await bot.says('张伟', branch, `/请示 新建 ${text} 主送=局党委 正文=${text}`)
    }
    const notice = await bot.says('张伟', branch, '/通知 D2026-001')
    await bot.clicks('王五', notice, '请假', { reason: hostile[0] })
    await bot.says('张伟', branch, `/会议 改期 D2026-001 2026-12-30 15:00 原因=${hostile[1]}`)
    await bot.clicks(
      '张伟',
      await bot.says('张伟', branch, `/会议 取消 D2026-002 原因=${hostile[2]}`),
      '确认',
    )
    const checklist = await bot.says('张伟', branch, '/清单 D2026-003')
    await bot.clicks('张伟', checklist, '免办', { step: '准备工作报告等会议资料', reason: hostile[3] })
    await bot.says('张伟', branch, '/表决 截止 B2026-001')
    await bot.clicks('郑书记', bot.latest('局党委工作群', 'Q2026-001'), '同意', { comment: hostile[4] })
    await bot.clicks('郑书记', bot.latest('局党委工作群', 'Q2026-002'), '退回修改', { comment: hostile[5] })
    await bot.says('李四', '私聊', '/意见 汇总 Y2026-001')
    await bot.says('张伟', branch, '/会议 查询 本季度')
    await bot.says('张伟', branch, '/党员 名册')
    for (const text of hostile) {
      await bot.says('张伟', branch, text)
      await bot.says('张伟', branch, `/帮助 ${text}`)
      await bot.says('张伟', branch, `/会议 新建 ${text} 议题=${text}`)
      await bot.says('张伟', branch, `/党员 任职 ${text} 组织委员`)
    }
  }, 120_000)

  const cards = () =>
    ['机关第一党支部', '局党委工作群', ...names.slice(0, 4)].flatMap((where) => bot.messages(where))

  it('stands on cards literally, in plain text only', () => {
    const shown = cards()
    expect(shown.filter((one) => JSON.stringify(one.card).includes(mark)).length).toBeGreaterThan(60)
    expect(shown.flatMap((one) => readAsMarkup(one.card))).toEqual([])
  })

  it('is shown as it was typed, but for characters that turn the writing round', () => {
    const all = cards().map(textOf).join('\n')
    for (const text of hostile.filter((one) => !one.includes('\u202E'))) expect(all).toContain(text)
    expect(all).toContain('甲记abc')
    const turned = cards().filter((one) => /[\u202A-\u202E\u2066-\u2069]/.test(JSON.stringify(one.card)))
    expect(turned.map(textOf)).toEqual([])
  })

  it('mentions nobody', () => {
    for (const one of cards()) expect(one.mentions).toEqual([])
    const markdown = cards().flatMap(
      (one) => JSON.stringify(one.card).match(/"tag":"(markdown|lark_md)"/g) ?? [],
    )
    expect(markdown).toEqual([])
  })

  it('has not failed anywhere', () => {
    expect(bot.log.filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([])
  })
})
