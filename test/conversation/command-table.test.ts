import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { spellingsOf } from '../../src/bot/dispatch/messages.ts'
import { readCommand } from '../../src/domain/conversation/command-text.ts'
import type { Command } from '../../src/handlers/define/command.ts'
import { commandsFor } from '../../src/handlers/index.ts'
import { loadTemplates } from '../../src/templates.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { fingerprint } from './abuse-scene.ts'
import { type Denied, type Line, type Place, rows, unboundGroup } from './command-lines.ts'

/** A row of the domain reference's table (§5.3): its commands, their other spellings, its examples. */
interface Given {
  commands: string[]
  aliases: string[]
  examples: string[]
}

const spans = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)
const bare = (text: string): string => text.replace(/^[/／]/, '').replace(/\s*<.*/, '')

/** `/表决 截止` / `结果`: a word without its slash stands for the last word of the first. */
const commandsIn = (cell: string): string[] => {
  const [first = '', ...others] = spans(cell)
  const [verb = ''] = bare(first).split(' ')
  return [bare(first), ...others.map((one) => (one.startsWith('/') ? bare(one) : `${verb} ${one}`))]
}

const given: Given[] = readFileSync(new URL('../fixtures/commands-of-domain.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, command = '', aliases = '', , example = ''] = line.split(/(?<!\\)\|/)
    return { commands: commandsIn(command), aliases: spans(aliases).map(bare), examples: spans(example) }
  })

const commands = commandsFor(loadTemplates())
const keysOf = (command: Command) => Object.values(command.args).flatMap((arg) => [...arg.keys])
const understood = (text: string): Command | undefined =>
  readCommand(text, spellingsOf(commands), keysOf)?.command
const named = (words: string): Command | undefined =>
  commands.find(({ name, aliases }) => name === words || aliases.includes(words))

describe('the table of commands', () => {
  it('is complete: every command, alias and example is registered for its row and is tried', () => {
    expect(given.length).toBe(37)
    const missing: string[] = []
    for (const row of given) {
      const own = row.commands.map((words) => named(words === '绑定 支部' ? '绑定' : words))
      if (own.includes(undefined)) missing.push(`not registered: ${row.commands}`)
      for (const alias of row.aliases)
        if (!own.includes(understood(`/${alias}`))) missing.push(`${alias} is no alias of ${row.commands}`)
      const tried = rows.filter((one) => row.commands.includes(one.row)).flatMap(({ lines }) => lines)
      for (const words of [...row.commands, ...row.aliases])
        if (!tried.some(({ says }) => bare(says).startsWith(words) || says.slice(1).startsWith(words)))
          missing.push(`never typed: ${words}`)
      for (const example of row.examples)
        if (!tried.some(({ says }) => says === example)) missing.push(`example never typed: ${example}`)
      const denied = rows.filter((one) => row.commands.includes(one.row)).flatMap((one) => one.denied)
      if (denied.length === 0 && !row.commands.includes('帮助'))
        missing.push(`nobody refused: ${row.commands}`)
    }
    expect(missing).toEqual([])
  })

  it('is complete the other way: what is registered beyond it is documented, and its example is its own', () => {
    const ofTable = new Set(given.flatMap((row) => row.commands.map((words) => named(words)?.name ?? words)))
    const beyond = commands.filter(({ name }) => !ofTable.has(name))
    expect(beyond.length).toBeGreaterThan(50)
    const documented = readFileSync(new URL('../../docs/commands.md', import.meta.url), 'utf8')
    const lost = beyond.filter(
      ({ name, example }) => understood(example)?.name !== name || !documented.includes(`| \`/${name}\``),
    )
    expect(lost.map(({ name }) => name)).toEqual([])
  })

  it('reads every line as a command of its row, none as talk', () => {
    const wrong = rows.flatMap(({ row, lines, denied }) => {
      const words = given.find((one) => one.commands.includes(row))?.commands ?? []
      const verbs = words.map((one) => one.split(' ')[0])
      return [...lines, ...denied]
        .map(({ says }) => ({ says, command: understood(says)?.name ?? 'talk' }))
        .filter(({ command }) => !verbs.includes(command.split(' ')[0]))
    })
    expect(wrong).toEqual([])
  })
})

const bot = useTestBot({ fresh: 'file', startsAt: new Date('2026-11-12T10:00:00+08:00') })
const chats: Record<Exclude<Place, 'private'>, string> = {
  group: '机关第一党支部',
  union: '机关工会',
  unbound: '第三党支部群',
}

beforeAll(() => unboundGroup(bot))

const whereOf = (place: Place): string => (place === 'private' ? '私聊' : chats[place])

/** How often each kind of entry stands in the audit. */
async function entries(): Promise<Map<string, number>> {
  const found = await bot.db.sql<{ action: string; n: number }[]>`
    select action, count(*)::int as n from audit group by action`
  return new Map(found.map(({ action, n }) => [action, n]))
}

const stoodInGroup = (place: Place, answer: Message): boolean =>
  place !== 'private' && bot.messages(chats[place]).some(({ messageId }) => messageId === answer.messageId)

async function tries(line: Line): Promise<void> {
  await line.first?.(bot)
  const before = await entries()
  const answer = await bot.says(line.by, whereOf(line.in), line.says)
  const text = textOf(answer)
  expect(text).toContain(line.shows)
  expect(text).not.toMatch(/没有识别出命令|未能办理|没有看懂/)
  expect(text.includes('请补充：')).toBe(line.asks === true)
  if (line.in !== 'private') {
    expect(stoodInGroup(line.in, answer)).toBe(line.alone !== true)
    if (line.alone) expect(textOf(bot.latest(chats[line.in], '已私聊发送'))).toContain('只能由本人查看')
  }
  const after = await entries()
  if (line.does) expect(after.get(line.does) ?? 0).toBeGreaterThan(before.get(line.does) ?? 0)
  if (line.asks) expect([...after]).toEqual([...before])
}

async function isDenied(all: readonly Denied[]): Promise<void> {
  const before = await fingerprint(bot.db.sql)
  for (const { by, in: place, says, shows } of all) {
    const text = textOf(await bot.says(by, whereOf(place), says))
    expect(text, `${by}: ${says}`).toContain(shows)
    expect(text).toContain('未能办理')
  }
  expect(await fingerprint(bot.db.sql)).toEqual(before)
}

for (const { row, lines, denied } of rows)
  describe(row, () => {
    for (const line of lines) it(`${line.in}: ${line.says}`, () => tries(line))
    if (denied.length > 0) it('is refused to others, and nothing changes', () => isDenied(denied))
  })

describe('what follows', () => {
  it('a meeting is called off on the card that asks for the reason', async () => {
    const card = bot.latest(chats.group, '取消会议')
    expect((await bot.clicks('张伟', card, '确认', { reason: ' ' })).toast).toContain('请填写取消会议的原因')
    expect((await bot.clicks('张伟', card, '确认', { reason: '与上级会议冲突' })).toast).toBe('已取消')
    expect((await bot.clicks('张伟', bot.latest('张伟', '取消会议'), '确认')).toast).toBe('已取消')
  })

  it('a written opinion is read by the collator alone', async () => {
    const card = await bot.says('王五', '私聊', '/意见 汇总 Y2026-033')
    expect(textOf(card)).toContain('周八：赞成工作报告')
    expect(bot.messages(chats.group).some((one) => textOf(one).includes('赞成工作报告'))).toBe(false)
  })

  it('a notice by private chat came to each who should attend', () => {
    const told = ['赵六', '孙七', '周八'].filter((who) =>
      textOf(bot.latest(who, '通知：党小组会')).includes('D2026-016'),
    )
    expect(told).toHaveLength(3)
  })

  it('a restricted matter that was begun in a group is filled in privately, and goes where it was begun', async () => {
    const form = bot.latest('杨职工', '请补充：求助')
    expect(bot.messages(chats.union).some((one) => textOf(one).includes('求助'))).toBe(false)
    await bot.clicks('杨职工', form, '提交', {})
    expect(textOf(bot.latest('杨职工', '事项清单：维护职工合法权益'))).toContain('进行中')
  })
})

/** What anybody in a chat may do: ask for help, and be heard on what is shown to everybody. */
const forAnybody = ['帮助', '公示 异议']
/** Nobody has a task of its own number in the scene. */
const nothingThere = ['任务 办结']

describe('being in a group', () => {
  it('entitles to nothing: no command of all, on numbers that exist', async () => {
    const branch = chats.group
    const there: Record<string, string> = { D: '016', B: '007', Y: '032', Z: '007', Q: '003', R: '001' }
    const real = (text: string) =>
      text.replace(/([A-Z])2026-\d{3}/g, (whole, letter: string) =>
        there[letter] ? `${letter}2026-${there[letter]}` : whole,
      )
    const before = await fingerprint(bot.db.sql)
    const open: string[] = []
    for (const { name, example } of commands.filter(
      (one) => ![...forAnybody, ...nothingThere].includes(one.name),
    )) {
      const text = textOf(await bot.says('路人', branch, real(example)))
      if (!/您不在.*名册中|该事项仅限|本群是|已经绑定/.test(text)) open.push(`${name}: ${text.slice(0, 60)}`)
    }
    expect(open).toEqual([])
    expect(await fingerprint(bot.db.sql)).toEqual(before)
  }, 60_000)
})

describe('a known verb with unknown words', () => {
  it.each([
    ['张伟', '/表决 采购桌椅', '请补充：表决 发起', '采购桌椅'],
    ['张伟', '/党员 孙七', '请补充：党员 任职', '/党员 转正'],
    ['张伟', '/意见 食堂菜品', '请补充：意见 发起', '食堂菜品'],
    ['孙七', '/意见 食堂菜品', '请补充：意见 提交', '没有看懂“/意见”后面的内容'],
    ['张伟', '/请示 购置设备', '请补充：请示 新建', '购置设备'],
    ['张伟', '/整改 记录不全', '请补充：整改 新建', '没有看懂'],
    ['张伟', '/会议 随便', '请补充：会议 查询', '没有“随便”这种时段'],
    ['张伟', '/台账 随便', '请补充：台账', '可选：三会一课'],
  ])('%s says %s: a form filled with what was said', async (who, text, title, shows) => {
    const before = await fingerprint(bot.db.sql)
    const card = await bot.says(who, chats.group, text)
    expect(textOf(card)).toContain(title)
    expect(JSON.stringify(card.card)).toContain(shows)
    expect(await fingerprint(bot.db.sql)).toEqual(before)
  })

  it('is refused where none of its commands is for the person, and talk stays talk', async () => {
    expect(textOf(await bot.says('孙七', chats.group, '/请示 购置设备'))).toContain('仅限书记')
    expect(textOf(await bot.says('孙七', '私聊', '请示 的事下午说'))).not.toContain('请补充')
  })
})
