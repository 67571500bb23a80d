import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCommand, type Spelling } from '../../../src/domain/conversation/command-text.ts'
import { halfWidth, splitList } from '../../../src/domain/conversation/normalise.ts'

const spellings: Spelling<string>[] = [
  { words: '会议 新建', command: 'create' },
  { words: '开会', command: 'create' },
  { words: '会议', command: 'list' },
  { words: '台账', command: 'ledger' },
  { words: '?', command: 'help' },
  { words: 'help', command: 'help' },
]
const keys = () => ['地点', '议题', '地', '原因']
const read = (text: string) => readCommand(text, spellings, keys)

describe('a command in chat', () => {
  it.each([
    { text: '/会议 新建 党员大会 明天', command: 'create', free: '党员大会 明天' },
    { text: '／会议　新建　党员大会', command: 'create', free: '党员大会' },
    { text: '会议新建 党员大会', command: 'create', free: '党员大会' },
    { text: '/会议新建党员大会', command: 'create', free: '党员大会' },
    { text: '  /会议  ', command: 'list', free: '' },
    { text: '/会议 查一下', command: 'list', free: '查一下' },
    { text: '开会 下周三', command: 'create', free: '下周三' },
    { text: '/台帐', command: 'ledger', free: '' },
    { text: '/？', command: 'help', free: '' },
    { text: '/HELP', command: 'help', free: '' },
  ])('recognises “$text”', ({ text, command, free }) => {
    expect(read(text)).toMatchObject({ command, free })
  })

  it.each([
    '开会了吗',
    '我们开会',
    '会议室在哪',
    '同意',
    '',
    '/',
    '/表决',
  ])('takes “%s” for no command', (text) => {
    expect(read(text)).toBeNull()
  })

  it('cuts parameters at the keys it knows and leaves values as they were written', () => {
    const found = read(
      '/会议 新建 党员大会 议题＝讨论工作报告，以及总结；接收预备党员　地点：二楼 201 室，原因=a=b',
    )
    expect(found?.free).toBe('党员大会')
    expect(Object.fromEntries(found?.named ?? [])).toEqual({
      议题: '讨论工作报告，以及总结；接收预备党员',
      地点: '二楼 201 室',
      原因: 'a=b',
    })
  })

  it('prefers the longer key and ignores words that only look like keys', () => {
    expect(Object.fromEntries(read('/会议 新建 x 地点=甲')?.named ?? [])).toEqual({ 地点: '甲' })
    expect(read('/会议 新建 备注=甲')).toMatchObject({ free: '备注=甲' })
  })

  it('never throws and never invents text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = read(`/会议 新建 ${text}`)
        const parts = found ? [found.free, ...found.named.values()] : []
        for (const part of parts) expect(`/会议 新建 ${text}`).toContain(part)
      }),
    )
  })
})

describe('normalising', () => {
  it('keeps every index: one unit for one unit', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => halfWidth(text).length === text.length))
  })
  it('makes full-width letters, digits, signs and spaces half-width', () => {
    expect(halfWidth('ＡＢ１２：；，　＝／')).toBe('AB12:;, =/')
  })
  it('splits lists by the signs that people use', () => {
    expect(splitList('甲；乙;丙、丁\n 戊 ；；')).toEqual(['甲', '乙', '丙', '丁', '戊'])
  })
})
