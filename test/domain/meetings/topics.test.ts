import { describe, expect, it } from 'vitest'
import { isImportant, itemFor, readTopic } from '../../../src/domain/meetings/topics.ts'

describe('an agenda item', () => {
  it.each([
    { text: '讨论2027年工作计划', kind: 'resolution', vote: true },
    { text: '接收预备党员', kind: 'admission', vote: true },
    { text: '王五同志转正', kind: 'conversion', vote: true },
    { text: '换届选举', kind: 'election', vote: true },
    { text: '传达上级文件精神', kind: 'information', vote: false },
    { text: '学习讨论党章', kind: 'information', vote: false },
    { text: '审议工作报告', kind: 'resolution', vote: true },
  ])('“$text” is $kind', ({ text, kind, vote }) => {
    expect(readTopic(text)).toEqual({ text, kind, vote })
  })

  it('is important when members are admitted, converted or elected', () => {
    expect(isImportant([readTopic('讨论工作计划')])).toBe(false)
    expect(isImportant([readTopic('讨论工作计划'), readTopic('接收预备党员')])).toBe(true)
  })
})

describe('which item a ballot decides', () => {
  const items = [
    { id: 't1', title: '讨论2027年工作计划', kind: 'resolution' },
    { id: 't2', title: '接收预备党员', kind: 'admission' },
    { id: 't3', title: '审议经费预算', kind: 'resolution' },
  ]
  it.each([
    { matter: '通过2027年工作计划', item: 't1' },
    { matter: '关于2027年工作计划的决议', item: 't1' },
    { matter: '接收王五为预备党员', item: 't2' },
    { matter: '审议经费预算', item: 't3' },
    { matter: '购买投影仪', item: undefined },
  ])('“$matter” → $item', ({ matter, item }) => {
    expect(itemFor(items, matter)?.id).toBe(item)
  })

  it('takes the only item left of its kind', () => {
    expect(itemFor([{ id: 't1', title: '讨论活动方案', kind: 'resolution' }], '购买投影仪')?.id).toBe('t1')
  })
})
