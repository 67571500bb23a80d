import { describe, expect, it } from 'vitest'
import {
  checklist,
  type ProcessTemplate,
  parseInstance,
  progress,
} from '../../../src/domain/process/index.ts'
import { parseRepeat } from '../../../src/domain/process/repeat.ts'
import { templateShape } from '../../../src/domain/process/template.ts'
import { templateFaults } from '../../../src/domain/process/template-faults.ts'
import { at, Walk } from './case.ts'

const people = [
  { id: 'a', title: '李四' },
  { id: 'b', title: '王五' },
]
const groups = [{ id: 'g1', title: '第一党小组' }]

const step = (id: string, after: string[], more: object = {}) => ({
  id,
  label: id,
  phase: 'do',
  role: 'secretary',
  due: 'S+5wd',
  kind: 'task',
  required: true,
  after,
  ...more,
})

/** Talk with each member, inspect each month until it is closed, then say what came of it. */
const template = (repeat = 'monthly until close'): ProcessTemplate =>
  templateShape.parse({
    id: 'talks',
    version: 1,
    label: '谈心',
    trigger: { type: 'manual' },
    owner: 'secretary',
    phases: ['do'],
    steps: [
      step('talk', [], { role: 'member', config: { repeat: 'per_member' } }),
      step('visit', [], { config: { repeat: 'per_group' } }),
      step('inspect', ['talk', 'visit'], { config: { repeat } }),
      step('close', ['inspect']),
      step('report', ['close']),
    ],
  })

const begin = (context = {}) =>
  new Walk(template(), { members: people, groups, ...context }, at('2026-11-25'))
const labels = (walk: Walk) => checklist(walk.instance, walk.now).map(({ label }) => label)

describe('a step that stands for each member or group', () => {
  it('is there once for each that there was at the start, of the members themselves where it is theirs', () => {
    const walk = begin()
    expect(walk.instance.steps.map(({ id, item, assignee }) => [id, item, assignee]).slice(0, 3)).toEqual([
      ['talk', 'a', 'a'],
      ['talk', 'b', 'b'],
      ['visit', 'g1', null],
    ])
    expect(labels(walk).slice(0, 3)).toEqual([
      'talk（0/2）：李四',
      'talk（0/2）：王五',
      'visit（0/1）：第一党小组',
    ])
  })

  it('is done when all of them are; which one is meant has to be said', () => {
    const walk = begin().tick('visit')
    expect(walk.refused({ type: 'complete', step: 'talk' })).toMatchObject({
      code: 'process/which-item',
      facts: { items: ['a', 'b'] },
    })
    walk.tick('talk', undefined, 'a')
    expect(labels(walk)[1]).toBe('talk（1/2）：王五')
    expect(walk.refused({ type: 'complete', step: 'inspect' }).code).toBe('process/step-waiting')
    walk.act({ type: 'waive', step: 'talk', item: 'b', reason: '出差' })
    expect(walk.state('inspect').state).toBe('open')
  })

  it('keeps to whom there was when the agenda changes, and stands once where there is nobody', () => {
    const walk = begin().act({ type: 'setItems', items: [{ id: 'x', title: '议题' }] })
    expect(walk.instance.steps.filter(({ id }) => id === 'talk').map(({ item }) => item)).toEqual(['a', 'b'])
    expect(begin({ members: [], groups: [] }).state('talk').item).toBeNull()
  })
})

describe('a step that comes round each month', () => {
  const inspected = () => begin().tick('visit').tick('talk', undefined, 'a').tick('talk', undefined, 'b')

  it('is there again a month later, on a working day, and does not hold up what rests on it', () => {
    const walk = inspected()
    walk.now = at('2026-12-03')
    walk.tick('inspect')
    expect(walk.states('inspect', 'close')).toEqual(['open', 'open'])
    // 3 January 2027 is a day off.
    expect(walk.state('inspect').due?.date).toBe('2027-01-04')
    expect(labels(walk)).toContain('inspect（每月，已办1次）')
    walk.now = at('2027-01-04')
    walk.tick('inspect')
    expect(walk.state('inspect')).toMatchObject({ rounds: 2, due: { date: '2027-02-04' } })
    expect(walk.state('inspect').history.filter((one) => one.act === 'done')).toHaveLength(2)
  })

  it('is over with the step that ends it, and the case goes to its end', () => {
    const walk = inspected().tick('inspect').tick('close')
    expect(walk.states('inspect', 'report')).toEqual(['done', 'open'])
    walk.tick('report')
    expect(walk.instance.state).toBe('closed')
    const { done, total } = progress(walk.instance)
    expect(done).toBe(total)
  })

  it('is to be done anew when it is taken back, and survives its row', () => {
    const walk = inspected().tick('inspect').tick('close').act({ type: 'reopen', step: 'inspect' })
    expect(walk.state('inspect')).toMatchObject({ state: 'open', rounds: 0 })
    expect(parseInstance(JSON.parse(JSON.stringify(walk.instance)))).toEqual(walk.instance)
  })

  it('needs its one time before what rests on it', () => {
    expect(inspected().refused({ type: 'complete', step: 'close' }).code).toBe('process/step-waiting')
  })
})

describe('what is written as repetition', () => {
  it.each([
    ['per_item', { over: 'items' }],
    ['per_member', { over: 'members' }],
    ['per_group', { over: 'groups' }],
    ['monthly until close_plan', { until: 'close_plan' }],
    ['monthly', undefined],
    ['monthly until plan closed', undefined],
  ])('%s', (text, read) => expect(parseRepeat(text)).toEqual(read))

  it.each([
    ['weekly', '应写成 per_item'],
    ['monthly until nothing', '步骤“nothing”不存在'],
    ['monthly until inspect', '不能至本步骤自身'],
  ])('refuses %s', (text, sentence) => {
    expect(
      templateFaults(template(text))
        .map(({ message }) => message)
        .join(),
    ).toContain(sentence)
  })
})
