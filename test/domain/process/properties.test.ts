import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Action,
  act,
  type ProcessInstance,
  parseInstance,
  progress,
  start,
} from '../../../src/domain/process/index.ts'
import { Refusal } from '../../../src/domain/refusals.ts'
import { at, calendar, org, reference, templateOf, zone } from './case.ts'

const values = fc.oneof(
  fc.boolean(),
  fc.constantFrom('passed', 'rejected', 'deferred', 'escalated', 'rights', '2026-12-01'),
)

/** Any action on a process: mostly on steps that it has, with values that it may or may not know. */
function actionsOn(id: string): fc.Arbitrary<Action> {
  const { steps } = templateOf(id)
  const step = fc.constantFrom(...steps.map((one) => one.id), 'no_such_step')
  const names = steps.flatMap(({ outputs }) => outputs.map((text) => text.split(':')[0] ?? ''))
  const outputs = fc.dictionary(fc.constantFrom(...names, 'unknown'), values, { maxKeys: 3 })
  const reason = fc.constantFrom('', '因故')
  const item = fc.constantFrom(undefined, undefined, 'i1')
  const on = <T extends object>(more: fc.Arbitrary<T>) =>
    fc
      .tuple(step, item, more)
      .map(([name, one, rest]) => ({ step: name, ...(one && { item: one }), ...rest }))
  const record = fc
    .constantFrom('ballot', 'notice', 'approval')
    .map((kind) => ({ kind: kind as 'ballot', ref: 'r' }))
  const complete = on(fc.record({ type: fc.constant('complete' as const), outputs, record }))
  /** What a template asks for, so that walks get far. */
  const helpful = fc.tuple(fc.constantFrom(...steps), record, values).map(
    ([one, proof, value]): Action => ({
      type: 'complete',
      step: one.id,
      record: proof,
      outputs: Object.fromEntries(
        one.outputs.map((text) => {
          const [name = '', type] = text.split(':')
          return [
            name,
            type === 'boolean'
              ? value === true
              : type === 'number'
                ? 3
                : type === 'list'
                  ? ['甲']
                  : type === 'date'
                    ? '2026-12-01'
                    : String(value),
          ]
        }),
      ),
    }),
  )
  const any = fc.oneof(
    { weight: 8, arbitrary: helpful },
    { weight: 2, arbitrary: complete },
    { weight: 2, arbitrary: on(fc.record({ type: fc.constant('waive' as const), reason })) },
    { weight: 2, arbitrary: on(fc.record({ type: fc.constant('reopen' as const), reason })) },
    {
      weight: 1,
      arbitrary: on(fc.record({ type: fc.constant('assign' as const), to: fc.constantFrom('bert', null) })),
    },
    { weight: 1, arbitrary: on(fc.record({ type: fc.constant('setOutputs' as const), outputs })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Action>(
        { type: 'setItems', items: [{ id: 'i1', title: '甲' }] },
        { type: 'setItems', items: [] },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('reschedule' as const),
        T: fc.constantFrom(at('2026-12-20'), at('2027-03-01')),
        reason,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Action>(
        { type: 'resume', reason: '因故' },
        { type: 'close', reason: '因故' },
        { type: 'close', reason: '' },
      ),
    },
  )
  // fast-check infers the fields of nested records as optional; they are all there.
  return any as fc.Arbitrary<Action>
}

const walks = fc.constantFrom(...reference.keys()).chain((id) =>
  fc.record({
    id: fc.constant(id),
    actions: fc.array(actionsOn(id), { maxLength: 40 }),
    facts: fc.record({ has_committee: fc.boolean(), has_groups: fc.boolean(), has_union: fc.boolean() }),
  }),
)

const begin = (id: string, facts: Parameters<typeof org>[0]) => {
  const now = at('2026-10-12')
  const anchors = { S: now, T: at('2026-12-25', '15:00'), PS: '2026-10-01', PE: '2026-12-31' }
  return start(templateOf(id), { id: 'case', anchors, org: org(facts) }, now, calendar, zone).instance
}

/** Finished before and not now, without a word in the history: must never happen. */
function silentlyUndone(before: ProcessInstance, after: ProcessInstance): string[] {
  return before.steps.flatMap((old) => {
    const now = after.steps.find(({ id, item }) => id === old.id && item === old.item)
    if (old.doneAt === null) return []
    if (!now) return [`${old.id} vanished`]
    const kept = JSON.stringify(now.history.slice(0, old.history.length)) === JSON.stringify(old.history)
    if (!kept) return [`${old.id} lost history`]
    const reopened = now.history.slice(old.history.length).some(({ act: what }) => what === 'reopened')
    return now.doneAt !== old.doneAt && !reopened ? [`${old.id} undone`] : []
  })
}

describe('any series of acts on any process', () => {
  it('is refused or done, never breaks, and never undoes a step without a trace', () => {
    fc.assert(
      fc.property(walks, ({ id, actions, facts }) => {
        let instance = begin(id, facts)
        let now = +at('2026-10-12')
        for (const action of actions) {
          now += 3_600_000 * 7
          const frozen = JSON.stringify(instance)
          try {
            const next = act(instance, action, 'anna', new Date(now), calendar, zone).instance
            expect(silentlyUndone(instance, next)).toEqual([])
            instance = next
          } catch (refusal) {
            expect(refusal).toBeInstanceOf(Refusal)
            expect(JSON.stringify(instance)).toBe(frozen)
          }
        }
        expect(parseInstance(JSON.parse(JSON.stringify(instance)))).toEqual(instance)
        const { done, total } = progress(instance)
        expect(done).toBeLessThanOrEqual(total)
        if (instance.state === 'closed' && instance.reason === null)
          expect(instance.steps.filter(({ state }) => state === 'open' || state === 'waiting')).toEqual([])
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('comes to the same whenever it is done again', () => {
    fc.assert(
      fc.property(walks, ({ id, actions, facts }) => {
        const run = () =>
          actions.slice(0, 12).reduce(
            (instance, action) => {
              try {
                return act(instance, action, 'anna', at('2026-10-13'), calendar, zone).instance
              } catch (refusal) {
                if (!(refusal instanceof Refusal)) throw refusal
                return instance
              }
            },
            begin(id, facts),
          )
        expect(run()).toEqual(run())
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
