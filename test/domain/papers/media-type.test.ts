import { describe, expect, it } from 'vitest'
import { safeFileName } from '../../../src/domain/papers/file-name.ts'
import { documentLinks } from '../../../src/domain/papers/links.ts'
import { mediaTypeOf, namesInZip } from '../../../src/domain/papers/media-type.ts'

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)))

/** A zip of empty stored entries with these names, made by hand. */
function zipOf(...names: string[]): Uint8Array {
  const u16 = (n: number) => [n & 255, n >> 8]
  const u32 = (n: number) => [...u16(n & 65535), ...u16(n >>> 16)]
  const local = names.map((name) =>
    bytes([0x50, 0x4b, 3, 4], Array(22).fill(0), u16(Buffer.byteLength(name)), u16(0), name),
  )
  const central = names.map((name) =>
    bytes([0x50, 0x4b, 1, 2], Array(24).fill(0), u16(Buffer.byteLength(name)), Array(16).fill(0), name),
  )
  const size = (list: Uint8Array[]) => list.reduce((sum, one) => sum + one.length, 0)
  const end = bytes(
    [0x50, 0x4b, 5, 6],
    u32(0),
    u16(names.length),
    u16(names.length),
    u32(size(central)),
    u32(size(local)),
    u16(0),
  )
  return new Uint8Array(Buffer.concat([...local, ...central, end]))
}

describe('what a file is, by its bytes', () => {
  it.each([
    ['a.exe', bytes('%PDF-1.4'), 'pdf'],
    ['a.pdf', bytes([0x89], 'PNG\r\n\x1a\n'), 'png'],
    ['x', bytes([0xff, 0xd8, 0xff, 0xe0]), 'jpg'],
    ['x', zipOf('[Content_Types].xml', 'word/document.xml'), 'docx'],
    ['x', zipOf('xl/workbook.xml'), 'xlsx'],
    ['x', zipOf('OFD.xml'), 'ofd'],
    ['旧.doc', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'doc'],
    ['x', bytes('会议情况说明\n'), 'txt'],
  ])('%s is taken as %s', (name, content, extension) => {
    expect(mediaTypeOf(content, name)).toMatchObject({ extension })
  })

  it.each([
    ['nothing', bytes(), 'empty'],
    ['a program', bytes([0x4d, 0x5a, 0x90, 0]), 'unknown'],
    ['a page', bytes('  <html><script>1</script>'), 'unknown'],
    ['a script', bytes('#!/bin/sh\n'), 'unknown'],
    ['a picture that can run', bytes('<svg onload=1>'), 'unknown'],
    ['a document with macros', zipOf('word/document.xml', 'word/vbaProject.bin'), 'macro'],
    ['an archive', zipOf('a.txt'), 'archive'],
    ['half a zip', bytes([0x50, 0x4b, 3, 4, 0, 0]), 'archive'],
    ['an unknown compound file', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'unknown'],
  ])('%s is not taken', (_what, content, why) => {
    expect(mediaTypeOf(content, 'a.pdf')).toBe(why)
  })

  it('reads names without unpacking, and none beyond the end', () => {
    expect(namesInZip(zipOf('a', '目录.xlsx'))).toEqual(['a', '目录.xlsx'])
    expect(namesInZip(zipOf('a').subarray(0, 30))).toBeNull()
  })
})

describe('a name for a file', () => {
  it.each([
    ['../../etc/x', '_.._etc_x.pdf'],
    ['CON', '文件.pdf'],
    ['a\nb\u202egnp.exe', 'abgnp.pdf'],
    ['会议记录.docx', '会议记录.pdf'],
    ['  ...  ', '文件.pdf'],
    ['C:\\x|y?', 'C_x_y_.pdf'],
    ['党员👨‍👩‍👧', '党员👨👩👧.pdf'],
  ])('%j becomes %j', (typed, name) => expect(safeFileName(typed, 'pdf')).toBe(name))

  it('is never longer than a file system takes, and cut between characters', () => {
    const name = safeFileName('𠮷'.repeat(300), 'docx')
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    expect(name).toMatch(/^𠮷+\.docx$/u)
  })
})

it('takes addresses of cloud documents only', () => {
  expect(
    documentLinks(
      '见https://x.feishu.cn/docx/Ab，https://u:p@x.feishu.cn/docx/Ab https://feishu.cn.evil.com/docx/a http://x.feishu.cn/docx/a https://x.feishu.cn/login file:///etc/passwd',
    ),
  ).toEqual(['https://x.feishu.cn/docx/Ab'])
})
