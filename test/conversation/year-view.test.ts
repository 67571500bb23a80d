import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { cadenceStatuses, statusWords } from '../../src/domain/cadence/status-words.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

/** A branch founded on 20 February 2026, looked at on Tuesday 10 November: every state that a duty can have. */
const bot = useTestBot({ fresh: 'file', startsAt: new Date('2026-11-04T10:00:00+08:00') })
const branch = '机关第一党支部'
const says = (words: string) => bot.says('张伟', branch, words)

/** Moves a meeting that was recorded this month to a day on which it can no longer be recorded. */
const move = (day: string, to: string, makeUpFor: string | null = null) => bot.db.sql`
  update meeting set starts_on = ${to}, starts_at = ${`${to}T15:00:00+08:00`}, make_up_for = ${makeUpFor}
  where starts_on = ${day}`

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四'])
  await says('/支委会 成立 日期=2026-11-01')
  await bot.db
    .sql`update organisation set founded_on = '2026-02-20', committee_from = '2026-02-20' where kind = 'branch'`
  await says('/会议 补录 支委会 2026-11-02 应到=1 实到=1')
  await move('2026-11-02', '2026-04-10')
  await says('/会议 补录 支委会 2026-11-03 应到=1 实到=1')
  await move('2026-11-03', '2026-06-10', '2026-05')
  await says('/免开 登记 支委会 2026-06 文号=局党〔2026〕45号 日期=2026-06-01')
  await says('/延期 登记 党课 2026-Q3 至=2026-11-20 文号=局党〔2026〕50号 日期=2026-09-20')
  await says('/会议 新建 党员大会 2026-11-05 15:00 议题=学习')
  await says('/会议 新建 党课 2026-12-10 15:00 议题=党章')
  await bot.moveTo('2026-11-10T10:00:00+08:00')
})

/** What the twelve months of a duty say. */
const expected = {
  支委会: {
    m1: 'not_applicable',
    m2: 'not_required',
    m3: 'missed',
    m4: 'done',
    m5: 'late_done',
    m6: 'exempt',
    m7: 'missed',
    m8: 'missed',
    m9: 'missed',
    m10: 'overdue',
    m11: 'pending',
    m12: 'upcoming',
  },
  党员大会: { m3: 'not_required', m6: 'missed', m9: 'missed', m12: 'unconfirmed' },
  党课: { m3: 'not_required', m6: 'missed', m9: 'due_soon', m12: 'scheduled' },
} as const

type Row = Record<string, { text: string; color: string }[]>
interface Element {
  tag: string
  columns: { display_name: string }[]
  rows: Row[]
  chart_spec: { data: { values: { label: string; value: number }[] } }
}
const elementsOf = (card: Message): Element[] =>
  (card.card as unknown as { body: { elements: Element[] } }).body.elements

/** The colours of the states (DOMAIN §4.3), as the platform names them. */
const colours = {
  不适用: 'neutral',
  不作要求: 'neutral',
  经批准免开: 'neutral',
  未到期: 'neutral',
  待安排: 'blue',
  已安排: 'blue',
  待补录: 'orange',
  临近到期: 'orange',
  按期完成: 'green',
  逾期补开: 'yellow',
  逾期未开: 'red',
  缺开: 'carmine',
}

describe('/进度 本年', () => {
  let card: Element[] = []
  beforeAll(async () => {
    card = elementsOf(await says('/进度 本年'))
  })

  it('shows twelve months with a coloured state each, each of the twelve states somewhere', () => {
    const table = card.find(({ tag }) => tag === 'table')
    expect(table?.columns.map((one) => one.display_name)).toEqual([
      '事项',
      ...Array.from({ length: 12 }, (_, index) => `${index + 1}月`),
    ])
    const rows = new Map(table?.rows.map(({ c0, ...months }) => [String(c0), months]))
    for (const [label, months] of Object.entries(expected)) {
      const row = rows.get(label) ?? {}
      const shown = Object.entries(row).flatMap(([column, [tag]]) =>
        tag ? [[`m${column.slice(1)}`, tag.text] as const] : [],
      )
      expect(Object.fromEntries(shown), label).toEqual(
        Object.fromEntries(
          Object.entries(months).map(([month, status]) => [month, statusWords[status].label]),
        ),
      )
    }
    const tags = [...rows.values()].flatMap((row) => Object.values(row).flat())
    expect(Object.fromEntries(tags.map(({ text, color }) => [text, color]))).toEqual(colours)
    expect(Object.keys(colours).sort()).toEqual(cadenceStatuses.map((one) => statusWords[one].label).sort())
  })

  it('shows in a chart how often each state occurs, and below every period with what is to be done', () => {
    const chart = card.find(({ tag }) => tag === 'chart')
    expect(
      Object.fromEntries(chart?.chart_spec.data.values.map((one) => [one.label, one.value]) ?? []),
    ).toEqual({
      不作要求: 3,
      缺开: 7,
      待补录: 1,
      按期完成: 1,
      逾期补开: 1,
      经批准免开: 1,
      逾期未开: 1,
      待安排: 3,
      未到期: 1,
      临近到期: 1,
      已安排: 1,
    })
    const text = textOf(bot.latest(branch, `${branch}进度`))
    expect(text).toContain('支部委员会会议（10月）\n2026-10\n逾期未开\n可在11月15日（周日）前补开')
    expect(text).toContain('党课\n2026-Q3\n临近到期\n11月20日（周五）前召开')
    expect(text).toContain('支部党员大会\n2026-Q4\n待补录\nD2026-003')
  })

  it('after an outage the ledger says which reminders were lost to it, and that one came in their place', async () => {
    bot.clock.moveTo(new Date('2026-12-01T10:00:00+08:00'))
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    const ledger = textOf(await says('/提醒 记录'))
    expect(ledger).toMatch(
      /2026年11月支部委员会会议　期末前7天\n[^\n]+\n未发\n因停机错过（或当时尚未启用），由同一事项的后一次提醒代替/,
    )
    expect(ledger).toMatch(/2026年11月支部委员会会议　逾期\n张伟\n已[发读]/)
  })
})
