import { describe, expect, it } from 'vitest'
import { followersOf } from '../../../src/domain/cases/followers.ts'
import { type ProcessInstance, questionsOf, readForm } from '../../../src/domain/process/index.ts'
import { at, templateOf, Walk } from './case.ts'

const started = (id: string): ProcessInstance => new Walk(templateOf(id), {}, at('2026-11-23')).instance

describe('a form on which two persons must stand', () => {
  const instance = started('hardship-archive')
  const state = instance.steps.find(({ id }) => id === 'visit')
  const read = (who: string) => {
    if (!state) throw new Error('no visit')
    const answers = { '走访人（两人）': who, 走访日期: '11月23日' } as Record<string, string>
    const keys = questionsOf(instance, state).map(({ key, label }) => [key, answers[label] ?? ''])
    return readForm(instance, state, Object.fromEntries(keys))
  }

  it.each(['张三、李四', '张三，李四', '张三 李四', '张三；李四；王五'])('takes %s', (who) => {
    expect(read(who)).toMatchObject({ ok: true })
  })

  it.each(['张三', '李和平', '张三、张三', '张三、'])('refuses %s', (who) => {
    expect(read(who)).toMatchObject({ ok: false, label: '走访人（两人）' })
  })
})

describe('what follows from a step', () => {
  const named = (winners: string[]): ProcessInstance => {
    const instance = started('merit-selection')
    const outputs = { winners }
    return {
      ...instance,
      steps: instance.steps.map((one) => (one.id === 'shortlist' ? { ...one, outputs } : one)),
    }
  }

  it('is one case for each person named, who stands on its first form', () => {
    const done = ['recommend', 'decide', 'notice']
    expect(followersOf(named(['甲', '乙']), 'to_reward')).toEqual([
      { entry: '甲', fields: { 姓名: '甲' }, done },
      { entry: '乙', fields: { 姓名: '乙' }, done },
    ])
  })

  it('is one case where nobody is named, or the step names no list', () => {
    expect(followersOf(named([]), 'to_reward')).toEqual([{ entry: null }])
    expect(followersOf(started('suggestion-ledger'), 'reward')).toEqual([{ entry: null }])
  })
})
