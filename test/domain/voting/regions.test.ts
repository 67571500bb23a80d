import { describe, expect, it } from 'vitest'
import { settingUnder, valuesOf, wordOf } from '../../../src/domain/settings/index.ts'
import { votingRegion } from '../../../src/domain/settings/voting.ts'
import { ruleHistory, ruleOn } from '../../../src/domain/voting/rule-book.ts'
import { settleRule } from '../../../src/domain/voting/settled-rule.ts'
import { loadTemplates } from '../../../src/templates.ts'
import { ruleOf } from './rules.ts'

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

  it('keep all their provisions on a rule, the latest first', () => {
    const provision = (from: string, to: string | null) => ({
      rule: ['staff_congress_resolution'],
      pass: { basis: 'eligible' as const, op: '>' as const, num: 1, den: 2 },
      ...{ valid_from: from, valid_to: to, source: '条例', article: '条文', note: '' },
      ...{ wording: 'paraphrase' as const, certainty: 'inferred' },
    })
    const variantOf = (...rules: ReturnType<typeof provision>[]) => {
      const region = { region: 'hubei', label: '湖北省', version: 1, rules }
      return ruleHistory([ruleOf('staff_congress_resolution')], [region]).get(
        'staff_congress_resolution',
      )?.[0]?.variants.hubei
    }
    const both = variantOf(provision('2020-01-01', '2027-01-01'), provision('2027-01-01', null))
    expect([both?.valid_from, both?.earlier?.map((one) => one.valid_from)]).toEqual([
      '2027-01-01',
      ['2020-01-01'],
    ])
    expect(variantOf(provision('2020-01-01', null))?.earlier).toBeUndefined()
  })

  it('change no other rule', () => {
    expect(on('2027-01-01', 'hubei', 'branch_general_resolution').region).toBeUndefined()
  })
})
