import { describe, expect, it } from 'vitest'
import {
  escalationSetting,
  settings,
  settingUnder,
  valuesOf,
  wordOf,
} from '../../../src/domain/settings/index.ts'
import { inForce } from '../../../src/domain/settings/read-setting.ts'
import { loadTemplates } from '../../../src/templates.ts'
import { cadencesWith } from '../../schedules/bench.ts'

const { ruleHistory } = loadTemplates()
const catalogue = { cadences: cadencesWith(), ruleHistory }
const branch = { id: 'branch', parentId: 'superior' }
const row = (organisationId: string, value: string) => ({
  organisationId,
  key: 'escalation',
  value,
  document: null,
})

describe('what holds for a branch', () => {
  it.each([
    ['nobody has chosen', [], 'digest', 'standard'],
    ['the branch has chosen', [row('branch', 'off')], 'off', 'own'],
    ['its superior has chosen', [row('superior', 'immediate')], 'immediate', 'superior'],
    ['both have chosen', [row('superior', 'immediate'), row('branch', 'off')], 'off', 'own'],
    ['the value is one of a newer release', [row('branch', 'sometimes')], 'digest', 'standard'],
    ['another branch has chosen', [row('other', 'off')], 'digest', 'standard'],
  ])('when %s', (_why, stored, value, source) => {
    expect(inForce(escalationSetting, stored, branch, catalogue)).toMatchObject({ value, source })
  })
})

describe('the table of settings', () => {
  it('has one key and one label for each, and a word for every value', () => {
    for (const field of ['key', 'label'] as const)
      expect(new Set(settings.map((one) => one[field])).size).toBe(settings.length)
    for (const bare of settings) {
      const setting = settingUnder(bare, catalogue)
      const values = valuesOf(setting)
      expect(values.map(({ value }) => value)).toContain(setting.standard(catalogue))
      for (const { value, word } of values) expect(wordOf(setting, value)).toBe(word)
      for (const value of setting.needsDocument ?? []) expect(values.map((one) => one.value)).toContain(value)
    }
  })
})
