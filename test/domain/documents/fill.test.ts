import { describe, expect, it } from 'vitest'
import { fillLayout } from '../../../src/domain/documents/fill.ts'
import { layoutSchema } from '../../../src/domain/documents/layout.ts'

const layout = (blocks: unknown[], more = {}) =>
  layoutSchema.parse({
    id: 'x',
    version: 1,
    label: '样例',
    subject: 'case',
    style: 'official',
    title: '关于{{matter}}的报告',
    signs: 'secretary',
    retention: 'ordinary',
    source: '测试',
    fields: [{ id: 'note', label: '备注', optional: true }],
    blocks,
    ...more,
  })

describe('a layout', () => {
  it('puts a number that begins it above the title, and any other one where it stands', () => {
    const { content } = fillLayout(layout([{ number: '{{number}}' }, { body: '正文' }]), {
      number: 'D1',
      matter: '甲',
    })
    expect(content.blocks.map(({ kind }) => kind)).toEqual(['number', 'title', 'body'])
    const later = fillLayout(layout([{ body: '正文' }, { number: '{{number}}' }]), {
      number: 'D1',
      matter: '甲',
    })
    expect(later.content.blocks.map(({ kind }) => kind)).toEqual(['title', 'body', 'number'])
  })

  it('fills a form: a line for each row, empty where it may be, marked where it may not', () => {
    const form = [
      [{ label: '姓名', value: '{{person}}' }],
      [{ label: '表决', value: '{{matter}}{{yes}}票', each: 'ballots', lines: 2 }],
      [{ label: '备注', value: '{{note}}' }],
    ]
    const { content, blanks } = fillLayout(layout([{ form }]), {
      matter: '甲',
      ballots: [{ yes: '3' }, { matter: '乙', yes: '4' }],
    })
    expect(content.blocks[1]).toEqual({
      kind: 'form',
      rows: [
        [{ label: '姓名', text: '（待填）' }],
        [{ label: '表决', text: '甲3票\n乙4票', lines: 2 }],
        [{ label: '备注', text: '' }],
      ],
    })
    expect(blanks).toEqual(['person'])
  })

  it('takes what looks like a placeholder in people’s words as words', () => {
    const { content } = fillLayout(layout([{ body: '{{said}}' }]), { matter: '甲', said: '{{secret}}' })
    expect(content.blocks[1]).toEqual({ kind: 'body', text: '{{secret}}' })
  })
})
