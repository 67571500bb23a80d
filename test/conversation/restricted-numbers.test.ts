import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import type { Command } from '../../src/handlers/define/command.ts'
import { commandsFor } from '../../src/handlers/index.ts'
import { loadTemplates } from '../../src/templates.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { branch, playRestrictedScene, union } from './restricted-scene.ts'

const bot = useTestBot({ fresh: 'file' })
const commands = commandsFor(loadTemplates())

beforeAll(() => playRestrictedScene(bot))

/** Parameters that name a case or a record, by the words under which they are written. */
const refers = /^(编号|会议|步骤|所属事项|事项|决议|替代|维持|废止|指示|请示|任务)$/
const takesNumber = (command: Command): boolean =>
  /[A-Z]2026-\d{3}/.test(command.example) ||
  Object.values(command.args).some(({ keys }) => keys.some((key) => refers.test(key)))

/** Everything that can be said of a number: in the place of each that the example has, and under each key. */
function saidOf(command: Command, number: string): string[] {
  const plain = command.example.replace(/\s*(\S+=)?[A-Z]2026-\d{3}/g, '')
  const inExample = command.example.replace(/[A-Z]2026-\d{3}/g, number)
  const keys = Object.values(command.args).flatMap(({ keys: [key = ''] }) => (refers.test(key) ? [key] : []))
  return [
    ...(inExample === command.example ? [] : [inExample]),
    ...keys.map((key) => `${plain} ${key}=${number}`),
  ]
}

/** What an answer says, without examples, and with the number asked for called #. */
const saying = (answer: Message, number: string): string =>
  textOf(answer)
    .replace(/例如[：\s].*/g, '')
    .replaceAll(number, '#')

const numberOf = async (template: string, organisation: string): Promise<string> => {
  const [row] = await bot.db.sql<{ number: string }[]>`
    select p.number from process_instance p join organisation o on o.id = p.organisation_id
    where p.template_id = ${template} and o.kind = ${organisation}`
  return row?.number ?? ''
}

/** Who is outside which restricted case, and where they ask; the first of them may do nearly everything in the branch. */
const outsiders = [
  ['staff-penalty', 'branch', '张伟', branch],
  ['staff-penalty', 'branch', '张伟', '私聊'],
  ['hardship-archive', 'union', '吴人事', union],
] as const

describe('the number of a restricted case', () => {
  const taking = commands.filter(takesNumber)

  it('is asked of every command that takes a number', () => {
    expect(taking.length).toBeGreaterThan(60)
    expect(
      taking.flatMap((one) => saidOf(one, 'T2026-001')).some((one) => one.includes('步骤=T2026-001')),
    ).toBe(true)
  })

  it.each(outsiders)(
    '%s of the %s is no other than one that is not there, for %s in %s',
    async (template, kind, who, where) => {
      const there = await numberOf(template, kind)
      expect(there).toMatch(/^T2026-\d{3}$/)
      const told: string[] = []
      for (const command of taking) {
        const [known, unknown] = [saidOf(command, there), saidOf(command, 'T2026-987')]
        for (const [at, text] of known.entries()) {
          const answer = saying(await bot.says(who, where, text), there)
          const other = saying(await bot.says(who, where, unknown[at] ?? ''), 'T2026-987')
          if (answer !== other) told.push(`${text}: ${answer.slice(0, 80)} / ${other.slice(0, 80)}`)
        }
      }
      expect(told).toEqual([])
    },
    120_000,
  )

  it('stands in nobody’s way who means another case by a short number', async () => {
    const there = await numberOf('ideological-work', 'branch')
    const short = String(Number(there.slice(-3)))
    const last = Number(short)
    for (let at = 1; at <= last; at++)
      await bot.says(
        '张伟',
        branch,
        `/会议 新建 党课 2026-12-${String(at + 10).padStart(2, '0')} 15:00 主题=学习`,
      )
    expect(textOf(await bot.says('赵六', '私聊', `/清单 ${short}`))).toContain(`D2026-00${short}`)
    expect(textOf(await bot.says('张伟', '私聊', `/清单 ${short}`))).toContain(there)
  })
})
