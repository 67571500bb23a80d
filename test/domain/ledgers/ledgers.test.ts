import { describe, expect, it } from 'vitest'
import { ledgers } from '../../../src/domain/ledgers/index.ts'
import { ledgerRows, visibleColumns } from '../../../src/domain/ledgers/rows.ts'
import { may } from '../../../src/domain/organisation/permissions.ts'
import type { LedgerRowStore } from '../../../src/domain/ports/index.ts'
import { loadTemplates } from '../../../src/templates.ts'

const query = {
  organisationId: 'union',
  period: { start: '2026-01-01', end: '2026-12-31' },
  zone: 'Asia/Shanghai',
}

describe('ledgers as data', () => {
  it('have words of their own, and columns with keys of their own', () => {
    const words = ledgers.flatMap((one) => [one.label, ...one.aliases])
    expect(new Set(words).size).toBe(words.length)
    for (const { columns } of ledgers)
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length)
  })

  it('name processes that are there, with fields and outputs of theirs', () => {
    const { processes } = loadTemplates()
    for (const { id, source, columns } of ledgers) {
      if (source.from !== 'cases') continue
      const steps = source.processes.flatMap((name) => {
        const found = processes.get(name)
        expect(found, `${id}: ${name}`).toBeDefined()
        return found?.steps ?? []
      })
      const outputs = steps.flatMap((step) => step.outputs.map((one) => one.split(':')[0]))
      const fields = steps.flatMap((step) => (step.config.fields as string[] | undefined) ?? [])
      for (const { key, value } of columns) {
        if (value?.of === 'output') expect(outputs, `${id}.${key}`).toContain(value.name)
        if (value?.of === 'field') expect(fields, `${id}.${key}`).toContain(value.name)
      }
    }
  })

  it('that are restricted are for no mere member, and for no superior', () => {
    for (const { restricted, permission } of ledgers)
      if (restricted)
        for (const role of ['member', 'superior', 'group_leader'] as const)
          expect(may(new Set([role]), permission)).toBe(false)
  })

  it('show columns of the committee to it alone', () => {
    const rectification = ledgers.find(({ id }) => id === 'rectification')
    if (!rectification) throw new Error('no such ledger')
    const keys = (committee: boolean) => visibleColumns(rectification, committee).map(({ key }) => key)
    expect(keys(true)).toContain('problem')
    expect(keys(false)).not.toContain('problem')
    expect(keys(false)).toContain('measure')
  })

  it('take cases with what was written on their forms and put out by their steps', async () => {
    const store: LedgerRowStore = {
      rows: async () => [],
      cases: async () => [
        {
          number: 'J2026-001',
          title: '奖励张三',
          process: '职工奖励',
          startedOn: '2026-11-22',
          state: 'closed',
          fields: { 姓名: '张三', 部门: '一车间', 事迹: '技术革新' },
          outputs: { approved: true },
        },
      ],
    }
    const rewards = ledgers.find(({ id }) => id === 'rewards')
    if (!rewards) throw new Error('no such ledger')
    expect(await ledgerRows(store, rewards, query)).toEqual([
      {
        number: 'J2026-001',
        process: '职工奖励',
        date: '2026-11-22',
        name: '张三',
        unit: '一车间',
        deed: '技术革新',
        winners: null,
        award: null,
        amount: null,
        occasion: null,
        approved: '是',
        state: '已办结',
      },
    ])
  })
})
