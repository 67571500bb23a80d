import { describe, expect, it } from 'vitest'
import { settingUnder, valuesOf } from '../../../src/domain/settings/index.ts'
import { electionPassBasis, votingRegion } from '../../../src/domain/settings/voting.ts'
import { ruleInForce } from '../../../src/domain/voting/rule-in-force.ts'
import { loadTemplates } from '../../../src/templates.ts'

const catalogue = loadTemplates()
const ruleOf = (id: string) => {
  const rule = catalogue.votingRules.get(id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}
const choice = (key: string, value: string, document: string | null = null) => ({
  organisationId: 'branch',
  key,
  value,
  document,
})

/** The rule as a branch with these choices would vote by it. */
const inForceFor = (id: string, choices: ReturnType<typeof choice>[], today = '2026-11-25') =>
  ruleInForce(
    {
      catalogue,
      today,
      unit: {
        settings: { choicesOf: async () => choices } as never,
        organisations: { get: async () => ({ id: 'branch', parentId: null }) } as never,
      },
    },
    'branch',
    ruleOf(id),
  )

describe('the rule that an organisation votes by', () => {
  it('offers the regions that have a file, and no others', () => {
    const offered = valuesOf(settingUnder(votingRegion, catalogue)).map(({ value }) => value)
    expect(offered.sort()).toEqual(['henan', 'national', 'shanghai', 'zhejiang'])
  })

  it('is the national one until a region is chosen', async () => {
    expect((await inForceFor('staff_congress_resolution', [])).pass).toMatchObject({ op: '>' })
    const shanghai = await inForceFor('staff_congress_resolution', [choice(votingRegion.key, 'shanghai')])
    expect(shanghai).toMatchObject({
      pass: { op: '>=' },
      region: 'shanghai',
      region_version: 1,
      wording: 'quoted',
    })
    expect(
      await inForceFor('branch_general_resolution', [choice(votingRegion.key, 'shanghai')]),
    ).not.toHaveProperty('region')
  })

  it('takes the other basis of elections with the document that lays it down', async () => {
    const basis = choice(electionPassBasis.key, 'present', '局党委〔2026〕12号')
    expect(await inForceFor('branch_election', [basis])).toMatchObject({
      pass: { basis: 'present' },
      note: '当选基数按实到会人数，依据：局党委〔2026〕12号',
    })
    expect((await inForceFor('branch_general_resolution', [basis])).pass).toMatchObject({ basis: 'eligible' })
    expect(electionPassBasis.needsDocument).toEqual(['present'])
  })

  it('is the version of the day, and none where none was in force', async () => {
    expect(await inForceFor('branch_election', [], '2019-05-01')).toMatchObject({
      version: 2,
      valid_to: '2020-07-13',
    })
    await expect(inForceFor('branch_election', [], '1980-01-01')).rejects.toMatchObject({
      code: 'ballot/rule-not-in-force',
    })
  })
})
