import { describe, expect, it } from 'vitest'
import { answerDueOn, nextAnswerDue } from '../../../src/domain/public-notices/answer-due.ts'
import { loadTemplates } from '../../../src/templates.ts'

const { calendar } = loadTemplates()
const zone = 'Asia/Shanghai'
const endsAt = new Date('2026-11-27T18:00:00+08:00')
const dues = { matter: 'dues', endsAt } as const

describe('the day by which an objection must be answered', () => {
  it('is five working days after it came on dues, also past the period, else the last day of the period', () => {
    const came = { submittedOn: '2026-11-26' }
    expect(answerDueOn(dues, came, calendar, zone)).toBe('2026-12-03')
    expect(answerDueOn({ matter: 'merit', endsAt }, came, calendar, zone)).toBe('2026-11-27')
    expect(answerDueOn({ matter: 'merit', endsAt: null }, came, calendar, zone)).toBeNull()
  })

  it('is the first of those that are open', () => {
    const said = (submittedOn: string, conclusion: 'rejected' | null) => ({ submittedOn, conclusion })
    const all = [said('2026-11-23', 'rejected'), said('2026-11-26', null), said('2026-11-24', null)]
    expect(nextAnswerDue(dues, all, calendar, zone)).toBe('2026-12-01')
    expect(nextAnswerDue(dues, all.slice(0, 1), calendar, zone)).toBeNull()
  })
})
