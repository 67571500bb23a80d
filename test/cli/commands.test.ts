import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands, help } from '../../src/cli.ts'
import { zhibu } from './run-zhibu.ts'

describe('zhibu', () => {
  it('lists every command with what it takes', async () => {
    const { code, out } = await zhibu(['--help'])
    expect(code).toBe(0)
    for (const [name, { summary }] of Object.entries(commands)) {
      expect(out).toContain(`zhibu ${name}`)
      expect(out).toContain(summary)
    }
  })

  it('shows the help and fails without a command or with an unknown one', async () => {
    expect(await zhibu([])).toMatchObject({ code: 1, out: help() })
    const { code, err, out } = await zhibu(['toString'])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('没有名为“toString”的命令')
  })

  it('explains one command, and refuses words that it does not know', async () => {
    expect((await zhibu(['tally', '--help'])).out).toContain('zhibu tally')
    const { code, err } = await zhibu(['tally', '--fast'])
    expect(code).toBe(1)
    expect(err).toContain('--fast')
    expect(err).not.toContain('at ')
  })

  it.each([
    'tally',
    'verify',
    'cadence',
    'due',
    'templates',
    'migrate',
    'doctor',
    'backup',
    'restore',
    'outgoing',
  ])('can load %s', async (name) => {
    expect(await commands[name]?.load()).toBeTypeOf('function')
  })

  it('names bad settings before it touches a database', async () => {
    const { code, err } = await zhibu(['migrate'], [], { DATABASE_URL: 'mysql://u:geheim@h/d', PORT: 'x' })
    expect(code).toBe(1)
    expect(err).toMatch(/DATABASE_URL：.*\n.*PORT：/)
    expect(err).not.toContain('geheim')
  })
})

describe('tally', () => {
  const cases: { type?: string; rule: string; input: unknown; expected: Record<string, unknown> }[] =
    JSON.parse(readFileSync('test/fixtures/voting-cases.json', 'utf8')).cases.filter(
      ({ rule }: { rule: string }) => rule === 'branch_general_resolution',
    )

  it('gives the verdicts of the worked cases, a line each, in order', async () => {
    const { code, lines } = await zhibu(
      ['tally'],
      cases.map(({ rule, input, type }) => `${JSON.stringify({ type, rule, input })}\n`),
    )
    expect(code).toBe(0)
    expect(lines).toHaveLength(cases.length)
    for (const [index, line] of lines.entries())
      expect(JSON.parse(line)).toMatchObject(cases[index]?.expected ?? {})
  })

  it('refuses a bad line, answers the others, and ends with 1', async () => {
    const good = JSON.stringify({ rule: cases[0]?.rule, input: cases[0]?.input })
    const { code, lines } = await zhibu(
      ['tally'],
      [`${good}\n{"rule":"nobody_knows","input":{}}\nno json\n${good}\n`],
    )
    expect(code).toBe(1)
    expect(lines).toHaveLength(4)
    expect([lines[1], lines[2]].map((line) => JSON.parse(line ?? '').error.code)).toEqual([
      'unknown_rule',
      'not_json',
    ])
    expect(lines[3]).toBe(lines[0])
  })
})

describe('cadence and due', () => {
  const org = {
    founded: '2020-01-01',
    committee_from: '2020-01-01',
    union_from: null,
    groups: [],
    dissolved: null,
  }

  it('judges an organisation a line', async () => {
    const line = {
      org,
      meetings: [{ kinds: ['general_meeting'], start: '2026-02-10', status: 'held' }],
      as_of: '2026-02-11',
    }
    const { code, lines } = await zhibu(['cadence'], [`${JSON.stringify(line)}\n`])
    expect(code).toBe(0)
    expect(JSON.parse(lines[0] ?? '')).toContainEqual(
      expect.objectContaining({ obligation: 'general_meeting', period: '2026-Q1', status: 'done' }),
    )
  })

  it('works out a date a line', async () => {
    const { code, lines } = await zhibu(
      ['due'],
      ['{"rule":"T-5d","anchor":"2026-10-12","policy":"deadline"}\n'],
    )
    expect([code, lines]).toEqual([0, ['"2026-09-30"']])
  })

  it.each(['cadence', 'due'])('%s refuses what is no case', async (name) => {
    const { code, lines } = await zhibu([name], ['[]\n{\n'])
    expect(code).toBe(1)
    for (const line of lines)
      expect(JSON.parse(line)).toEqual({ error: { code: expect.any(String), message: expect.any(String) } })
    expect(lines).toHaveLength(2)
  })
})

describe('templates', () => {
  it('checks one file of an office, and names each fault with its line', async () => {
    const own = 'test/fixtures/own-templates/processes/room-repair.yaml'
    const good = await zhibu(['templates', 'check', own])
    expect({ ...good, lines: good.lines.map((line) => JSON.parse(line)) }).toMatchObject({
      code: 0,
      lines: [{ id: 'room-repair', label: '活动室维修', steps: 5, version: 1 }],
    })
    const bad = await zhibu(['templates', 'check', 'test/fixtures/bad-process.yaml'])
    expect(bad.code).toBe(1)
    expect(bad.out).toBe('')
    expect(bad.err.trim().split('\n')).toEqual([
      'test/fixtures/bad-process.yaml:9 steps/1/after/0：前置步骤“plan”不存在',
      'test/fixtures/bad-process.yaml:10 steps/2/kind：没有这样的步骤类型：dance',
    ])
    expect((await zhibu(['templates', 'check', 'nowhere.yaml'])).err).toContain('没有这个文件')
  })

  it('prints a line for each process', async () => {
    const { code, lines } = await zhibu(['templates'])
    expect(code).toBe(0)
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({
      id: 'general-meeting',
      label: expect.any(String),
      steps: expect.any(Number),
      version: expect.any(Number),
    })
  })
})
