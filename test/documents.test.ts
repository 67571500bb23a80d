import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { templateShape } from '../src/domain/process/template.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const documents = ['.', 'docs', 'docs/adr'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const found = (text: string, shape: RegExp): string[] =>
  [...text.matchAll(shape)].map(([, what = '']) => what)

/** Fenced code of a language that names its file in the first line. */
const samples = (language: string): { path: string; text: string }[] =>
  found(read('CONTRIBUTING.md'), new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g')).map((text) => ({
    path: /^(?:\/\/|#) (\S+)\n/.exec(text)?.[1] ?? '',
    text,
  }))
const sampleFiles = [...samples('ts'), ...samples('yaml')].map(({ path }) => path)

describe.each(documents)('%s', (document) => {
  const text = read(document)

  it('links to what is there', () => {
    const links = found(text, /\]\((?!https?:|#)([^)#\s]+)/g).concat(found(text, /<img src="([^"]+)"/g))
    expect(links.filter((link) => !existsSync(resolve(root, dirname(document), link)))).toEqual([])
  })

  it('names files and folders that are there', () => {
    const folders = 'src|test|docs|templates|sandbox|scripts|bench'
    const paths = found(text, new RegExp(`\`((?:${folders})/[\\w./-]*)\``, 'g'))
    const missing = paths.filter((path) => !existsSync(join(root, path)) && !sampleFiles.includes(path))
    expect(missing).toEqual([])
  })

  it('names scripts that are there', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
    const named = found(text, /npm run (?:-s )?([\w:]+)/g)
    expect(named.filter((name) => !scripts.includes(name))).toEqual([])
  })
})

describe('the recipes', () => {
  it('compile', { timeout: 120_000 }, () => {
    const code = new Map(samples('ts').map(({ path, text }) => [join(root, path), text]))
    expect(code.size).toBeGreaterThan(5)
    expect(faultsOf(code)).toEqual([])
  })

  it('make a process that can be loaded', () => {
    const [process] = samples('yaml')
    expect(templateShape.safeParse(parse(process?.text ?? '')).error?.issues ?? []).toEqual([])
  })
})

/** What the compiler says of files that are not on the disk, as part of this project. */
function faultsOf(code: ReadonlyMap<string, string>): string[] {
  const config = ts.parseJsonConfigFileContent(JSON.parse(read('tsconfig.json')), ts.sys, root)
  const host = ts.createCompilerHost(config.options)
  const { fileExists, readFile, getSourceFile } = host
  const folders = new Set([...code.keys()].map(dirname))
  host.fileExists = (path) => code.has(path) || fileExists(path)
  host.directoryExists = (path) => folders.has(path) || existsSync(path)
  host.readFile = (path) => code.get(path) ?? readFile(path)
  host.getSourceFile = (path, target, ...rest) => {
    const text = code.get(path)
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target)
  }
  const program = ts.createProgram([...code.keys()], config.options, host)
  return [...code.keys()]
    .flatMap((path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path)))
    .map(({ file, messageText }) => `${file?.fileName} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
}
