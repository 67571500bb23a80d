import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { CommandFault } from '../../src/commands/command.ts'
import { verify } from '../../src/commands/verify.ts'
import type { ArchiveReport } from '../../src/papers/archive/verify-archive.ts'
import { volumeOf } from '../../src/papers/archive/volume.ts'
import { type ZipPart, zipOf } from '../../src/papers/office/zip.ts'
import { textsInZip } from './read-zip.ts'

const at = new Date('2026-12-25T07:30:00Z')

describe('zhibu verify of an archive', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-verify-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const about = {
    organisation: '机关第一党支部',
    scope: 'D2026-001',
    madeFor: '',
    volume: 1,
    rules: [],
    cases: [],
  }
  const parts = [
    { name: 'D2026-001/材料/01 报告.pdf', content: randomBytes(5_000) },
    { name: 'D2026-001/目录.html', content: '<!doctype html>' },
  ]
  /** What the command says of a file: its line, or its fault. */
  const told = async (file: string): Promise<{ code: number; err: string; report: ArchiveReport | null }> => {
    const lines: string[] = []
    const stdout = { write: (line: string) => lines.push(line) > 0 }
    try {
      const code = await verify([file], {
        stdin: Readable.from([]),
        stdout,
        stderr: stdout,
        env: {},
      } as never)
      return { code, err: '', report: JSON.parse(lines.join('')) as ArchiveReport }
    } catch (error) {
      if (!(error instanceof CommandFault)) throw error
      return { code: 1, err: error.message, report: null }
    }
  }
  const verifiedZip = async (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes)
    return told(join(folder, name))
  }
  const faultsOf = async (name: string, bytes: Uint8Array) => {
    const { code, report } = await verifiedZip(name, bytes)
    expect([code, report?.valid]).toEqual([1, false])
    return report?.faults.map(({ path, fault }) => `${fault} ${path}`)
  }

  it('finds nothing wrong with one as it was made', async () => {
    const { code, report } = await verifiedZip('good.zip', await volumeOf(parts, about, at))
    expect(code).toBe(0)
    expect(report).toMatchObject({ valid: true, files: 2, faults: [], scope: 'D2026-001' })
  })

  it('finds a changed byte wherever it is', async () => {
    const good = await volumeOf(parts, about, at)
    const bytes = Uint8Array.from(good)
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
    expect((await faultsOf('changed.zip', bytes))?.join()).toContain('D2026-001/材料/01 报告.pdf')
  })

  it('says that one is cut off, is no zip, or is not there', async () => {
    const good = await volumeOf(parts, about, at)
    for (const [name, bytes] of [
      ['cut.zip', good.subarray(0, good.length - 100)],
      ['half.zip', good.subarray(0, good.length / 2)],
      ['text.zip', new TextEncoder().encode('这不是压缩包')],
    ] as const) {
      const { code, err } = await verifiedZip(name, bytes)
      expect([code, err]).toEqual([
        1,
        expect.stringContaining('不是完整的 zip 文件，可能在传输中被截断或损坏'),
      ])
    }
    expect((await told(join(folder, 'none.zip'))).err).toContain('文件不存在')
  })

  it('finds what was added, taken away, put in twice, or would leave its folder', async () => {
    const good = await volumeOf(parts, about, at)
    const manifest = (await textsInZip(good))['manifest.json'] ?? ''
    const zipped = (...more: { name: string; content: string | Uint8Array }[]) =>
      zipOf([...parts, ...more, { name: 'manifest.json', content: manifest }], at)
    expect(await faultsOf('more.zip', await zipped({ name: '多.txt', content: 'x' }))).toEqual([
      'unlisted 多.txt',
    ])
    expect(
      await faultsOf('twice.zip', await zipped({ name: 'D2026-001/目录.html', content: '<!doctype html>' })),
    ).toEqual(['twice D2026-001/目录.html'])
    const less = await zipOf([parts[0] as ZipPart, { name: 'manifest.json', content: manifest }], at)
    expect(await faultsOf('less.zip', less)).toEqual(['missing D2026-001/目录.html'])
    const bare = await zipOf(parts, at)
    expect(await faultsOf('bare.zip', bare)).toEqual(['no-manifest manifest.json'])
  })

  it.each([
    '../../etc/x',
    '/etc/x',
    'C:/x',
    'a/../../x',
    'a\\..\\x',
    'a\u202etxt.exe',
  ])('finds the name %j', async (name) => {
    const good = await volumeOf(parts, about, at)
    const same = 'x'.repeat(Buffer.byteLength(name))
    const manifest = (await textsInZip(good))['manifest.json'] ?? ''
    const zip = await zipOf(
      [...parts, { name: same, content: 'y' }, { name: 'manifest.json', content: manifest }],
      at,
    )
    const bytes = Buffer.from(zip)
    // The writer takes no such name, so that it is put into the finished zip.
    for (let from = bytes.indexOf(same); from >= 0; from = bytes.indexOf(same, from + 1))
      bytes.write(name, from)
    const found = await faultsOf('slip.zip', bytes)
    expect(found?.some((one) => one.startsWith('unsafe-name'))).toBe(true)
  })
})
