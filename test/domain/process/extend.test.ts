import { describe, expect, it } from 'vitest'
import { at, templateOf, Walk } from './case.ts'

const meeting = () =>
  new Walk(
    templateOf('democratic-life-meeting'),
    { anchors: { S: at('2026-11-23'), T: at('2026-12-22', '15:00') } },
    at('2026-11-23'),
  )
const later = (step: string, to: string) => ({ type: 'extend', step, to, reason: '出差' }) as const

describe('a step that is put off', () => {
  it('is due on the later day, also when everything is planned anew, and says so in its history', () => {
    const walk = meeting()
    const open = walk.instance.steps.find(({ state, due }) => state === 'open' && due !== null)
    const step = open?.id ?? ''
    const to = '2026-12-18'
    expect((open?.due?.date ?? '9') < to).toBe(true)
    walk.act(later(step, to))
    expect(walk.due(step)).toBe(to)
    expect(walk.kinds()).toContain('due-changed')
    expect(walk.state(step).history).toContainEqual(
      expect.objectContaining({ act: 'extended', by: 'anna', detail: '2026-12-18　出差' }),
    )
    walk.act({ type: 'reschedule', T: at('2026-12-29', '15:00'), reason: '改期' })
    expect((walk.due(step) ?? '') >= to).toBe(true)
    walk.act({ type: 'reschedule', T: at('2026-12-10', '15:00'), reason: '提前' })
    expect((walk.due(step) ?? '') <= '2026-12-10').toBe(true)
  })

  it.each([
    ['a deadline that only the superior can move', 'hard', '2026-12-21', 'process/hard-deadline-stays'],
    ['a day that is not later', 'soft', '2026-11-23', 'process/extension-not-later'],
    ['a day after the meeting that it prepares', 'soft', '2026-12-23', 'process/extension-after-meeting'],
  ])('is refused %s', (_why, which, to, code) => {
    const walk = meeting()
    const hard = walk.instance.template.steps.find(({ config }) => config.hard_deadline === true)?.id
    const soft = walk.instance.steps.find(
      ({ id, due }) => id !== hard && due !== null && due.date < '2026-12-20',
    )?.id
    expect(walk.refused(later((which === 'hard' ? hard : soft) ?? '', to)).code).toBe(code)
  })
})
