import { type Cadences, cadenceFileSchema } from './domain/cadence/cadence-file.ts'
import { check, type FileFault, faultsIn, type SourceFile } from './template-files.ts'

type Raw = Record<string, unknown>
const isRaw = (data: unknown): data is Raw =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
const listOf = ({ cadences }: Raw): unknown[] => (Array.isArray(cadences) ? cadences : [])
const idOf = (entry: unknown): unknown => (isRaw(entry) ? entry.id : undefined)

/**
 * The cadences of one file, or of the service's file with an office's own on top: its rows replace those of the same
 * id, its settings replace whole sections. Faults are said for the file in which the row stands.
 */
export function cadencesFrom(sources: readonly SourceFile[], faults: FileFault[]): Cadences | undefined {
  const files = sources.filter(({ data }) => isRaw(data))
  const rows = new Map<unknown, { source: SourceFile; index: number; entry: unknown }>()
  let merged: Raw = {}
  for (const source of files) {
    if (!isRaw(source.data)) continue
    for (const [index, entry] of listOf(source.data).entries()) {
      const again = rows.get(idOf(entry))?.source === source
      // The same id twice in one file is a fault of that file, which the schema then names.
      rows.set(again ? Symbol() : idOf(entry), { source, index, entry })
    }
    merged = { ...merged, ...source.data }
  }
  const origins = [...rows.values()]
  const result = check(cadenceFileSchema, { ...merged, cadences: origins.map(({ entry }) => entry) })
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const [section, row, ...rest] = issue.path
    const origin = section === 'cadences' ? origins[Number(row)] : undefined
    const source =
      origin?.source ?? files.findLast(({ data }) => isRaw(data) && String(section) in data) ?? sources[0]
    const path = origin ? ['cadences', origin.index, ...rest] : issue.path
    if (source) faults.push(...faultsIn(source, { issues: [{ ...issue, path }] }))
  }
  return undefined
}
