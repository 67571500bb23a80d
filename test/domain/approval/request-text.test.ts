import { describe, expect, it } from 'vitest'
import { draftedRequest, requestTitle, writtenRequest } from '../../../src/domain/approval/request-text.ts'

const facts = {
  matter: '召开2026年度民主生活会',
  branch: '机关第一党支部',
  addressee: '局党委',
  date: '2026-11-22',
  attachments: [],
}

describe('the text of a request', () => {
  it('is drafted by the skeleton', () => {
    expect(draftedRequest(facts)).toBe(
      [
        '关于召开2026年度民主生活会的请示',
        '局党委：',
        '根据工作安排，结合本支部实际，拟召开2026年度民主生活会。',
        '妥否，请批示。',
        '机关第一党支部',
        '2026年11月22日',
      ].join('\n'),
    )
  })

  it.each([
    ['拟于12月召开。', 1],
    ['拟于12月召开。妥否，请批示。', 1],
    ['拟于12月召开。当否，请批示', 0],
    ['拟于12月召开，请予批准。', 0],
  ])('closes %s with the closing words once', (text, times) => {
    expect(writtenRequest(facts, text).split('妥否，请批示。')).toHaveLength(times + 1)
  })

  it('numbers its attachments', () => {
    const text = writtenRequest({ ...facts, attachments: ['方案', '预算'] }, '拟办。')
    expect(text).toContain('附件：1.方案；2.预算')
  })

  it.each([
    '召开民主生活会',
    '关于召开民主生活会',
    '召开民主生活会的请示',
    '关于召开民主生活会的请示',
  ])('has one title for %s', (matter) => expect(requestTitle(matter)).toBe('关于召开民主生活会的请示'))
})
