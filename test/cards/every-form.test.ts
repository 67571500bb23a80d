import { describe, expect, it } from 'vitest'
import { stepFormCard } from '../../src/cards/step-cards.ts'
import { firstQuestions, type ProcessTemplate, questionsOf } from '../../src/domain/process/index.ts'
import { loadTemplates } from '../../src/templates.ts'
import { at, org, Walk } from '../domain/process/case.ts'

const processes = [...loadTemplates().processes.values()]

/** Words of a form that people read: labels, placeholders, options. */
function wordsOf(template: ProcessTemplate): string[] {
  const now = at('2026-10-12')
  const anchors = { S: now, T: at('2026-12-25', '15:00'), PS: '2026-10-01', PE: '2026-12-31' }
  const { instance } = new Walk(template, { anchors, org: org({ has_union: true }) }, now)
  return instance.steps.flatMap((state) => {
    const questions = questionsOf(instance, state)
    const step = template.steps.find(({ id }) => id === state.id)
    const facts = {
      caseId: '01890000-0000-7000-8000-000000000000',
      step: 'step',
      item: null,
      number: '',
      title: '',
      label: step?.label ?? '',
      due: null,
    }
    const card = stepFormCard(facts, questions)
    return [
      card.title,
      ...[...questions, ...firstQuestions(template)].flatMap(({ label, options = [] }) => [
        label,
        ...options.map(({ text }) => text),
      ]),
    ]
  })
}

describe('the forms of every step', () => {
  it.each(
    processes.map((template) => [template.label, template] as const),
  )('%s: in Chinese, without identifiers', (_, template) => {
    const words = wordsOf(template)
    expect(words.length).toBeGreaterThan(0)
    expect(words.filter((text) => /[A-Za-z_]{2,}/.test(text))).toEqual([])
  })
})
