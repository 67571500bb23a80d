import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'

/** Something in a template file that cannot be used, as a Chinese sentence. `line` counts from 1. */
export interface FileFault {
  file: string
  line: number
  message: string
}
type Path = readonly PropertyKey[]

/** A YAML or JSON file, read: its data, and where each part of it stands. */
export interface SourceFile {
  file: string
  data: unknown
  /** The line of the part at a path; of the nearest part around it when it is not there. */
  lineOf(path: Path): number
  /** Text that is no YAML; `data` is then undefined. */
  faults: FileFault[]
}

/** Reads one file. JSON is YAML, so both give lines. */
export function readSource(file: string): SourceFile {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines })
  const faults = document.errors.map(({ message, pos }) => ({
    file,
    line: lines.linePos(pos[0]).line,
    message: `不是有效的 YAML：${message.split('\n')[0]}`,
  }))
  const lineOf = (path: Path) => lines.linePos(offsetOf(document, path)).line
  return { file, data: faults.length > 0 ? undefined : document.toJS(), lineOf, faults }
}

/** Where the part at a path begins: at its key, for the entry of a mapping. */
function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true)
    const last = path[depth - 1]
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isNode(key) && String(key) === String(last))
      : undefined
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

/** The files of a folder with these endings, in order of their names; none when the folder is not there. */
export const sourcesIn = (folder: string, ending: string): SourceFile[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => readSource(join(folder, name)))
    : []

/** A file that may be there, as a list of none or one. */
export const sourceAt = (file: string): SourceFile[] => (existsSync(file) ? [readSource(file)] : [])

const { localeError } = z.locales.zhCN()

/** Checks data against a schema, with zod's own sentences in Chinese. */
export const check = <S extends z.ZodType>(schema: S, data: unknown) =>
  schema.safeParse(data, { error: localeError })

/** What a check found, as faults of the file, each at its line. */
export function faultsIn(source: SourceFile, { issues }: Pick<z.ZodError, 'issues'>): FileFault[] {
  return issues.map((issue) => {
    const inside =
      issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
    const place = inside.length > 0 ? `${inside.map(String).join('/')}：` : ''
    return { file: source.file, line: source.lineOf(inside), message: `${place}${issue.message}` }
  })
}
