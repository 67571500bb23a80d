import { describe, expect, it } from 'vitest'
import { settingUnder, valuesOf, wordOf } from '../../../src/domain/settings/index.ts'
import { votingRegion } from '../../../src/domain/settings/voting.ts'
import { ruleOn } from '../../../src/domain/voting/rule-book.ts'
import { settleRule } from '../../../src/domain/voting/settled-rule.ts'
import { loadTemplates } from '../../../src/templates.ts'

const bundled = loadTemplates()
const own = loadTemplates({ extraDir: 'test/fixtures/own-templates' })
const regions = (templates: typeof own) =>
  valuesOf(settingUnder(votingRegion, templates)).map(({ value }) => value)

/** The rule on a day in a region. */
function on(day: string, region: string, rule = 'staff_congress_resolution') {
  const version = ruleOn(own.ruleHistory.get(rule), day)
  if (!version) throw new Error(`no ${rule} on ${day}`)
  return settleRule(version, { region }, day)
}

describe('regions', () => {
  it('can be chosen as far as the loaded rules have provisions of them', () => {
    expect(regions(bundled)).toEqual(['national', 'henan', 'shanghai', 'zhejiang'])
    expect(regions(own)).toEqual(['national', 'henan', 'shanghai', 'zhejiang', 'hubei'])
    const setting = settingUnder(votingRegion, own)
    expect(wordOf(setting, 'hubei')).toBe('湖北省')
    expect([setting.words.湖北, setting.words.湖北省, setting.words.上海]).toEqual([
      'hubei',
      'hubei',
      'shanghai',
    ])
  })

  it('prescribe what was in force on the day: before, between and after two provisions of one region', () => {
    expect(on('2019-12-31', 'hubei')).toMatchObject({ pass: { op: '>', num: 1, den: 2 } })
    expect(on('2019-12-31', 'hubei').region).toBeUndefined()
    expect(on('2026-12-31', 'hubei')).toMatchObject({ region: 'hubei', pass: { op: '>', num: 1, den: 2 } })
    expect(on('2026-12-31', 'hubei').source).toContain('2020年')
    expect(on('2027-01-01', 'hubei')).toMatchObject({ region: 'hubei', pass: { op: '>=', num: 2, den: 3 } })
    expect(on('2027-01-01', 'hubei').source).toContain('2026年修订')
  })

  it.each([
    ['shanghai', '>='],
    ['zhejiang', '>'],
    ['henan', '>'],
  ])('%s needs %s half of all delegates', (region, op) => {
    expect(on('2026-11-25', region).pass).toEqual({ basis: 'eligible', op, num: 1, den: 2 })
  })

  it('change no other rule', () => {
    expect(on('2027-01-01', 'hubei', 'branch_general_resolution').region).toBeUndefined()
  })
})
