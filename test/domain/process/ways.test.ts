import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { partOf, parts, reasonsOf, waysOf } from '../../../scripts/ways.ts'
import { parseCondition } from '../../../src/domain/process/condition.ts'
import { reference } from './case.ts'

const folder = 'templates/processes'
/** The steps as they are written, read without the code that the list of ways is made by. */
const written: { process: string; id: string; condition?: string | null; on_fail?: { when: string }[] }[] =
  readdirSync(folder).flatMap((file) => {
    const { id: process, steps } = parse(readFileSync(`${folder}/${file}`, 'utf8'))
    return steps.map((step: object) => ({ process, ...step }))
  })
const ways = [...reference.values()].flatMap(waysOf)

describe('the ways that are walked', () => {
  it('are every step, every failure branch and every condition that is written, both ways', () => {
    for (const { process, id, condition, on_fail = [] } of written) {
      const own = ways.filter((way) => way.process === process && way.step === id)
      expect([process, id, own.filter(({ kind }) => kind === 'done').length]).toEqual([process, id, 1])
      for (const [index, { when }] of on_fail.entries())
        for (const holds of [true, false])
          expect([when, own.some((way) => way.branch === index && way.holds === holds)]).toEqual([when, true])
      for (const holds of condition ? [true, false] : [])
        expect([condition, own.some((way) => way.kind === 'condition' && way.holds === holds)]).toEqual([
          condition,
          true,
        ])
    }
    expect(written.length).toBe(ways.filter(({ kind }) => kind === 'done').length)
    expect(new Set(ways.map(({ key }) => key)).size).toBe(ways.length)
  })

  it('belong to one file each, which walks them', () => {
    for (const part of parts)
      expect(readFileSync(`test/conversation/walking/${part}.test.ts`, 'utf8')).toContain(
        `walkPart('${part}')`,
      )
    for (const template of reference.values()) expect(parts).toContain(partOf(template))
  })

  it.each([
    [
      "a == 1 || b == 'x'",
      true,
      [
        ['a+', 'b-'],
        ['b+', 'a-'],
      ],
    ],
    ["a == 1 || b == 'x'", false, [['a-', 'b-']]],
    ['a == true && b != 2', true, [['a+', 'b+']]],
    [
      'a == true && b != 2',
      false,
      [
        ['a-', 'b+'],
        ['b-', 'a+'],
      ],
    ],
  ])('hang on one comparison at a time: %s, %s', (text, holds, expected) => {
    const short = reasonsOf(parseCondition(text), holds).map((reason) =>
      reason.map(
        ({ comparison: { left }, holds: so }) => `${'name' in left ? left.name : ''}${so ? '+' : '-'}`,
      ),
    )
    expect(short).toEqual(expected)
  })
})
