import { describe, expect, it } from 'vitest'
import { demandedFields } from '../../../src/domain/process/completing.ts'
import { archiveCheck, type Effect, openSteps, type StepTemplate } from '../../../src/domain/process/index.ts'
import { kindOf } from '../../../src/domain/process/kinds/index.ts'
import { closureOf } from '../../../src/domain/process/order.ts'
import { declaredOutputs, type OutputValue } from '../../../src/domain/process/outputs.ts'
import { definitionOf } from '../../../src/domain/process/settle.ts'
import { Refusal } from '../../../src/domain/refusals.ts'
import { at, org, reference, templateOf, Walk } from './case.ts'

const begin = (id: string, facts = {}) => {
  const now = at('2026-10-12')
  const anchors = { S: now, T: at('2026-12-25', '15:00'), PS: '2026-10-01', PE: '2026-12-31' }
  return new Walk(templateOf(id), { anchors, org: org({ has_union: true, ...facts }) }, now)
}

/** Values worth trying for an output: both booleans, and every word that a condition of the template compares with. */
function candidates(walk: Walk, { name, type }: { name: string; type: string }): OutputValue[] {
  const texts = walk.instance.template.steps.flatMap(({ condition, on_fail }) => [
    condition ?? '',
    ...on_fail.map(({ when }) => when),
  ])
  const words = texts.flatMap((text) =>
    [...text.matchAll(new RegExp(`${name} == '([a-z_]+)'`, 'g'))].map((match) => match[1] ?? ''),
  )
  if (type === 'boolean') return [true, false]
  if (type === 'number') return [7]
  if (type === 'date') return ['2026-12-01']
  if (type === 'list') return [['甲', '乙']]
  return [...new Set(['passed', ...words])]
}

function combinations(walk: Walk, step: StepTemplate): Record<string, OutputValue>[] {
  return declaredOutputs(step).reduce<Record<string, OutputValue>[]>(
    (sofar, output) =>
      sofar.flatMap((one) => candidates(walk, output).map((value) => ({ ...one, [output.name]: value }))),
    [{}],
  )
}

/** Completes a step with the first values after which `wanted` is true of what follows; undefined = none does. */
function tryStep(walk: Walk, step: StepTemplate, wanted: (effects: Effect[]) => boolean): boolean {
  const saved = walk.instance
  const { record } = kindOf(step)
  for (const outputs of combinations(walk, step)) {
    walk.instance = saved
    walk.act({
      type: 'complete',
      step: step.id,
      outputs,
      fields: Object.fromEntries(demandedFields(step).map((label) => [label, '甲\n乙'])),
      ...(record && { record: { kind: record, ref: 'r' } }),
    })
    if (wanted(walk.last)) return true
  }
  walk.instance = saved
  return false
}

const smooth = (effects: Effect[]) =>
  !effects.some(({ type }) => ['held', 'reopened', 'closed'].includes(type))
/** The file is closed last, and what was done once this month is left. */
const last = (walk: Walk, { id, kind }: StepTemplate): number =>
  Number(kind === 'archive') + 2 * Number(walk.state(id).rounds > 0)
const canBeDone = (walk: Walk) =>
  openSteps(walk.instance, walk.now)
    .filter(({ state }) => state === 'open')
    .map(({ step }) => definitionOf(walk.instance, step))
    .sort((a, b) => last(walk, a) - last(walk, b))

/** Walks on, without a failure, until `until` is open or the case is over. */
function walkOn(walk: Walk, until?: string): void {
  for (let steps = 0; steps < 60 && walk.instance.state === 'open'; steps += 1) {
    const next = canBeDone(walk)
    if (next.length === 0 || next.some(({ id }) => id === until)) return
    const done = next.some((step) => step.id !== until && tryStep(walk, step, smooth))
    if (!done) throw new Error(`stuck at ${next.map(({ id }) => id).join()}`)
  }
}

describe('every template of the reference', () => {
  const all = [...reference.keys()]

  it('is there', () => expect(all).toHaveLength(38))

  it.each(all)('%s runs to its end', (id) => {
    for (const has_committee of [true, false])
      for (const has_groups of [true, false]) {
        const walk = begin(id, { has_committee, has_groups })
        walkOn(walk)
        expect([id, walk.instance.state, openSteps(walk.instance, walk.now).map(({ step }) => step)]).toEqual(
          [id, 'closed', []],
        )
        expect(archiveCheck(walk.instance).filter(({ status }) => status === 'missing')).toEqual([])
      }
  })

  it.each(all)('%s waits in the order of its dependencies', (id) => {
    const walk = begin(id)
    for (const { step, state } of openSteps(walk.instance, walk.now)) {
      const resting = [...closureOf(walk.instance.template, step, 'after')].filter((one) => one !== step)
      const visible = resting.filter((one) => walk.state(one).state !== 'skipped')
      if (visible.length > 0) expect([step, state]).toEqual([step, 'waiting'])
    }
  })
})

const branches = [...reference.values()].flatMap((template) =>
  template.steps.flatMap((step) =>
    step.on_fail.map((branch) => ({ id: template.id, step: step.id, ...branch })),
  ),
)
const effectOf = {
  goto: 'reopened',
  hold: 'held',
  start: 'start-process',
  record: 'recorded',
  close: 'closed',
} as const

function isBranch(effect: Effect, action: keyof typeof effectOf, target: string | undefined): boolean {
  if (effect.type !== effectOf[action]) return false
  if (effect.type === 'reopened') return target === undefined || effect.steps.includes(target)
  return target === undefined || !('target' in effect) || effect.target === target
}

/** Turns round every boolean that a done step put out. */
function flip(walk: Walk): void {
  for (const state of walk.instance.steps) {
    const outputs = Object.entries(state.outputs).filter(([, value]) => typeof value === 'boolean')
    if (state.state !== 'done' || outputs.length === 0) continue
    walk.act({
      type: 'setOutputs',
      step: state.id,
      outputs: Object.fromEntries(outputs.map(([name, value]) => [name, value !== true])),
    })
  }
}

describe('every failure branch of the reference', () => {
  it.each(branches)('$id, $step: $when → $action $target', ({ id, step, action, target, when }) => {
    const walk = begin(id)
    escalate(walk, step)
    walkOn(walk, step)
    const before = walk.instance
    const wanted = (effects: Effect[]) => effects.some((effect) => isBranch(effect, action, target))
    const tried = () => tryStep(walk, definitionOf(before, step), wanted)
    let fired = tried()
    // Some branches read what an earlier step put out: then it said otherwise.
    if (!fired) {
      flip(walk)
      fired = tried()
    }
    expect([when, fired]).toEqual([when, true])
    if (action === 'goto' || (action === 'hold' && target)) {
      const again = target ?? step
      expect(walk.state(again).state).toBe('open')
      expect(walk.state(step).history.some(({ act }) => act === 'reopened')).toBe(true)
    }
    if (action === 'hold') expect(walk.instance.state).toBe('held')
    if (action === 'close') {
      const left = openSteps(walk.instance, walk.now)
      expect(left.every(({ kind }) => kind === 'archive')).toBe(true)
    }
  })

  it('knows that a held case takes nothing but what leads back, and goes on after it', () => {
    const walk = begin('committee-meeting')
    walkOn(walk, 'signin')
    walk.tick('signin', { quorum_met: false })
    expect(walk.instance).toMatchObject({ state: 'held', hold: { step: 'signin', target: 'notice' } })
    expect(walk.refused({ type: 'complete', step: 'discuss' })).toMatchObject({
      code: 'process/held',
      facts: { label: '通知委员' },
    })
    walk.record('notice', 'notice')
    expect(walk.kinds()).toContain('resumed')
    walkOn(walk)
    expect(walk.instance.state).toBe('closed')
  })

  it('goes on by word of a person where nothing is to be repeated', () => {
    const walk = begin('superior-instruction')
    walk.tick('register', { deadline: '2026-12-01', classified: true })
    expect(walk.instance.hold).toMatchObject({ target: null, note: '涉密文件只登记编号，不上传内容' })
    expect(walk.refused({ type: 'resume', reason: '' }).code).toBe('process/reason-missing')
    walk.act({ type: 'resume', reason: '只登记编号' })
    walkOn(walk)
    expect(walk.instance.state).toBe('closed')
  })
})

/** A step that exists only after an escalated vote: the superior's ruling on a dispute. */
function escalate(walk: Walk, step: string): void {
  const { template } = walk.instance
  const { condition, after = [] } = template.steps.find(({ id }) => id === step) ?? {}
  if (!condition?.includes("vote_result == 'escalated'")) return
  const vote = definitionOf(walk.instance, after[0] ?? '')
  walkOn(walk, vote.id)
  const others = declaredOutputs(vote).filter(({ name }) => name !== 'vote_result')
  walk.record(vote.id, 'ballot', {
    vote_result: 'escalated',
    ...Object.fromEntries(others.map(({ name }) => [name, 'none'])),
  })
}

describe('gates', () => {
  it.each([
    ['committee-meeting', 'signin', 'discuss', 'attendance'],
    ['democratic-life-meeting', 'signin', 'brief', 'attendance'],
    ['sub-ballot', 'quorum', 'cast', 'quorum'],
  ])('%s: %s keeps %s closed (%s)', (id, keeper, kept) => {
    const walk = begin(id)
    walkOn(walk, keeper)
    expect(['waiting', 'skipped']).toContain(walk.state(kept).state)
    walk.act({ type: 'waive', step: keeper, reason: '已现场核对' })
    expect(walk.state(kept).state).toBe(id === 'sub-ballot' ? 'skipped' : 'open')
  })

  it('an unsigned request is not sent, and a refused one can still be filed', () => {
    const walk = begin('sub-written-request').tick('draft').record('sign', 'approval', { signed: false })
    expect(walk.refused({ type: 'complete', step: 'send' })).toEqual({
      code: 'process/gate-closed',
      facts: { label: '报送', because: '签发' },
    })
    walk.act({ type: 'setOutputs', step: 'sign', outputs: { signed: true } }).tick('send')
    expect(
      walk.refused({ type: 'complete', step: 'reply', record: { kind: 'approval', ref: 'r' } }),
    ).toMatchObject({
      code: 'process/needs-outputs',
      facts: { outputs: ['是否同意'] },
    })
    walk.record('reply', 'approval', { approved: false, conditions: '材料不全' }).tick('archive')
    expect(walk.instance.state).toBe('closed')
  })
})

describe('a hard deadline', () => {
  const late = () => {
    const now = at('2026-12-22')
    return new Walk(
      templateOf('democratic-life-meeting'),
      { anchors: { S: now, T: at('2026-12-25', '15:00') }, org: org() },
      now,
    )
  }
  it('stays where it was, is flagged, and only a waiver or another date helps', () => {
    const walk = late()
    expect(walk.state('written_request')).toMatchObject({ due: { date: '2026-12-18' }, overdueHard: true })
    expect(walk.due('topics')).toBe('2026-12-22')
    walkOn(walk, 'written_request')
    const refused = walk.refused({
      type: 'complete',
      step: 'written_request',
      record: { kind: 'approval', ref: 'r' },
      outputs: { superior_reply: '' },
    })
    expect(refused).toEqual({
      code: 'process/hard-deadline-passed',
      facts: { label: definitionOf(walk.instance, 'written_request').label, due: '2026-12-18' },
    })
    walk.record('written_request', 'approval', { request_on_time: false, superior_reply: '' })
    expect(walk.instance).toMatchObject({ state: 'held', hold: { note: '改期或取得上级书面同意' } })
    walk.act({ type: 'reschedule', T: at('2027-01-06', '15:00'), reason: '补报请示' }).tick('topics')
    expect(walk.state('written_request')).toMatchObject({ due: { date: '2026-12-31' }, overdueHard: false })
    walk.record('written_request', 'approval', { request_on_time: true, superior_reply: '同意' })
    expect(walk.state('written_request').state).toBe('done')
  })
  it('is got past with the consent of the superior', () => {
    const walk = late()
    walkOn(walk, 'written_request')
    walk.act({ type: 'waive', step: 'written_request', reason: '局党委〔2026〕12号同意' })
    walkOn(walk)
    expect(walk.instance.state).toBe('closed')
  })
})

it('refuses with nothing but refusals what a walk tries in the wrong order', () => {
  for (const id of reference.keys()) {
    const walk = begin(id)
    for (const { id: step } of walk.instance.template.steps) {
      try {
        walk.tick(step)
      } catch (refusal) {
        expect(refusal).toBeInstanceOf(Refusal)
      }
    }
  }
})
