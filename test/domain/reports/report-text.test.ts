import { describe, expect, it } from 'vitest'
import { conditionsOf } from '../../../src/domain/approval/conditions.ts'
import { reportTitle, requestIn, writtenReport } from '../../../src/domain/reports/report-text.ts'

describe('the text of a report', () => {
  it('carries title, addressee, closing words and signature, each once', () => {
    const facts = {
      matter: '关于民主生活会召开情况的报告',
      branch: '机关第一党支部',
      addressee: '局党委',
      date: '2026-11-25',
      attachments: ['会议记录'],
    }
    expect(writtenReport(facts, '会议已召开。')).toBe(
      '关于民主生活会召开情况的报告\n局党委：\n会议已召开。\n特此报告。\n附件：1.会议记录\n机关第一党支部\n2026年11月25日',
    )
    expect(writtenReport(facts, '会议已召开。特此报告。').match(/特此报告/g)).toHaveLength(1)
    expect(reportTitle('工作情况')).toBe('关于工作情况的报告')
  })

  it.each([
    '妥否，请批示。',
    '请批准购置设备',
    '请予批复',
    '恳请上级审批',
    '可否同意延期',
    '当否，请审示',
  ])('that asks for something is known: %s', (text) => expect(requestIn(text)).not.toBeNull())

  it.each([
    '经支委会批准，方案已实施',
    '请同志们批评指正',
    '已按批复要求落实',
    '审批流程已优化',
  ])('that only informs passes: %s', (text) => expect(requestIn(text)).toBeNull())
})

describe('the conditions of a 原则同意', () => {
  it('are one an item, without their numbers', () => {
    expect(conditionsOf('1. 压缩会期；2、会后报告\n（3）请张三、李四列席')).toEqual([
      '压缩会期',
      '会后报告',
      '请张三、李四列席',
    ])
  })

  it('never get lost, however many there are', () => {
    const many = Array.from({ length: 25 }, (_, at) => `条件${at}号`)
    const found = conditionsOf(many.join('；'))
    expect(found).toHaveLength(10)
    for (const one of many) expect(found.join('；')).toContain(one)
  })
})
