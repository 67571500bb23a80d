import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cadencesFrom } from './cadence-files.ts'
import { type ReloadableCalendar, reloadableCalendar } from './domain/calendar/reloadable.ts'
import { type CalendarYear, calendarYearSchema } from './domain/calendar/year.ts'
import type { Catalogue } from './domain/catalogue.ts'
import { type DocumentLayout, layoutSchema } from './domain/documents/layout.ts'
import { processTemplateSchema } from './domain/process/checked-template.ts'
import { unnamedOutputs, withLabels } from './domain/process/labels.ts'
import { labelsFileSchema, type ProcessTemplate } from './domain/process/template.ts'
import { type RetentionClass, retentionFileSchema } from './domain/retention/classes.ts'
import type { VotingRule } from './domain/voting/rule.ts'
import { newestRules, ruleHistoryFrom } from './rule-files.ts'
import {
  check,
  type FileFault,
  faultsIn,
  readSource,
  type SourceFile,
  sourceAt,
  sourcesIn,
} from './template-files.ts'

/** The templates that come with the service. */
export const bundledTemplates = fileURLToPath(new URL('../templates', import.meta.url))

/** Everything that `templates/` says. */
export interface Templates extends Catalogue {
  calendarYears: readonly CalendarYear[]
  calendar: ReloadableCalendar
}

/** Every fault of every file at once; the message has one line for each, `file:line sentence`. */
export class TemplatesError extends Error {
  override name = 'TemplatesError'
  readonly faults: readonly FileFault[]
  constructor(faults: readonly FileFault[]) {
    super(faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
    this.faults = faults
  }
}

/** Where templates are read from. What stands in `extraDir` replaces or adds to `dir`, by id (calendars by year). */
export interface TemplateFolders {
  dir?: string
  extraDir?: string | undefined
}

/**
 * Reads and checks all templates: `processes/*.yaml`, `labels.yaml`, `voting-rules.yaml`, `voting-rules/*.yaml`,
 * `cadences.yaml`, `documents/*.yaml`, `retention.yaml`, `calendar/*.json`.
 * Throws a TemplatesError that names all faults; nothing is loaded in part.
 */
export function loadTemplates({ dir = bundledTemplates, extraDir }: TemplateFolders = {}): Templates {
  const folders = extraDir === undefined ? [dir] : [dir, extraDir]
  const faults: FileFault[] = []
  const read = (list: (folder: string) => SourceFile[]) => folders.map(list)
  const ruleHistory = ruleHistoryFrom(
    readable(read((folder) => sourceAt(join(folder, 'voting-rules.yaml'))).flat(), faults),
    readable(read((folder) => sourcesIn(join(folder, 'voting-rules'), '.yaml')).flat(), faults),
    faults,
  )
  const votingRules = newestRules(ruleHistory)
  const labels = labelsFrom(
    read((folder) => sourceAt(join(folder, 'labels.yaml'))),
    faults,
  )
  const processes = processesFrom(
    read((folder) => sourcesIn(join(folder, 'processes'), '.yaml')),
    { votingRules, labels },
    faults,
  )
  const years = yearsFrom(
    read((folder) => sourcesIn(join(folder, 'calendar'), '.json')),
    faults,
  )
  const documents = documentsFrom(
    read((folder) => sourcesIn(join(folder, 'documents'), '.yaml')),
    faults,
  )
  const retention = retentionFrom(
    read((folder) => sourceAt(join(folder, 'retention.yaml'))),
    faults,
  )
  const cadenceSources = readable(read((folder) => sourceAt(join(folder, 'cadences.yaml'))).flat(), faults)
  const cadences = cadencesFrom(cadenceSources, faults)
  faults.push(...missingIn(dir))
  if (faults.length > 0 || !cadences) throw new TemplatesError(faults)
  const calendarYears = [...years.values()]
  return {
    processes,
    votingRules,
    ruleHistory,
    cadences,
    documents,
    retention,
    calendarYears,
    calendar: reloadableCalendar(calendarYears),
  }
}

/** The files without which the service could not say what is due. */
const missingIn = (dir: string): FileFault[] =>
  ['voting-rules.yaml', 'cadences.yaml']
    .filter((name) => !existsSync(join(dir, name)))
    .map((name) => ({ file: join(dir, name), line: 1, message: '缺少该文件' }))

/** The files of one folder that are YAML at all; the others are reported. */
function readable(sources: readonly SourceFile[], faults: FileFault[]): SourceFile[] {
  faults.push(...sources.flatMap((source) => source.faults))
  return sources.filter((source) => source.faults.length === 0)
}

function processesFrom(
  folders: readonly SourceFile[][],
  known: { votingRules: ReadonlyMap<string, VotingRule>; labels: Readonly<Record<string, string>> },
  faults: FileFault[],
): Map<string, ProcessTemplate> {
  const all = new Map<string, ProcessTemplate>()
  for (const sources of folders) {
    const here = new Set<string>()
    for (const source of readable(sources, faults)) {
      const result = check(processTemplateSchema, source.data)
      if (!result.success) {
        faults.push(...faultsIn(source, result.error))
        continue
      }
      const { id } = result.data
      if (here.has(id))
        faults.push({ file: source.file, line: source.lineOf(['id']), message: `id：流程“${id}”重复` })
      here.add(id)
      const template = withLabels(result.data, known.labels)
      all.set(id, template)
      faults.push(...unknownRules(source, template, known.votingRules), ...unnamed(source, template))
    }
  }
  return all
}

function retentionFrom(folders: readonly SourceFile[][], faults: FileFault[]): Map<string, RetentionClass> {
  const all = new Map<string, RetentionClass>()
  for (const source of readable(folders.flat(), faults)) {
    const file = check(retentionFileSchema, source.data)
    if (!file.success) faults.push(...faultsIn(source, file.error))
    for (const one of file.data?.classes ?? []) all.set(one.id, one)
  }
  return all
}

function documentsFrom(folders: readonly SourceFile[][], faults: FileFault[]): Map<string, DocumentLayout> {
  const all = new Map<string, DocumentLayout>()
  for (const source of readable(folders.flat(), faults)) {
    const layout = check(layoutSchema, source.data)
    if (layout.success) all.set(layout.data.id, layout.data)
    else faults.push(...faultsIn(source, layout.error))
  }
  return all
}

/** What people fill in has a name that they can read. */
const unnamed = (source: SourceFile, template: ProcessTemplate): FileFault[] =>
  unnamedOutputs(template).map(({ step, output, name }) => ({
    file: source.file,
    line: source.lineOf(['steps', step, 'outputs', output]),
    message: `steps/${step}/outputs/${output}：产出“${name}”没有中文名称，请写在 labels 中`,
  }))

/** Common names of outputs; a later file's names replace earlier ones. */
function labelsFrom(folders: readonly SourceFile[][], faults: FileFault[]): Record<string, string> {
  let all: Record<string, string> = {}
  for (const source of readable(folders.flat(), faults)) {
    const file = check(labelsFileSchema, source.data)
    if (file.success) all = { ...all, ...file.data.labels }
    else faults.push(...faultsIn(source, file.error))
  }
  return all
}

/** Ballots name their rules; a rule that nobody wrote down would be found out only at the vote. */
function unknownRules(
  source: SourceFile,
  { steps }: ProcessTemplate,
  rules: ReadonlyMap<string, VotingRule>,
) {
  return steps.flatMap(({ config }, index): FileFault[] => {
    const named = [
      { path: ['rule'], rule: config.rule },
      ...Object.entries(config.rule_by_item ?? {}).map(([kind, rule]) => ({
        path: ['rule_by_item', kind],
        rule,
      })),
    ]
    return named
      .filter(({ rule }) => rule !== undefined && !rules.has(rule))
      .map(({ path, rule }) => {
        const at = ['steps', index, 'config', ...path]
        return {
          file: source.file,
          line: source.lineOf(at),
          message: `${at.join('/')}：没有名为“${rule}”的表决规则`,
        }
      })
  })
}

function yearsFrom(folders: readonly SourceFile[][], faults: FileFault[]): Map<number, CalendarYear> {
  const all = new Map<number, CalendarYear>()
  for (const source of readable(folders.flat(), faults)) {
    const year = check(calendarYearSchema, source.data)
    if (year.success) all.set(year.data.year, year.data)
    else faults.push(...faultsIn(source, year.error))
  }
  return all
}

/** One process file against the rules and labels that are loaded: the process, or every fault. */
export function checkProcessFile(
  file: string,
  { dir = bundledTemplates, extraDir }: TemplateFolders = {},
): { processes: ReadonlyMap<string, ProcessTemplate>; faults: FileFault[] } {
  const { votingRules } = loadTemplates({ dir, extraDir })
  const faults: FileFault[] = []
  const folders = extraDir === undefined ? [dir] : [dir, extraDir]
  const labels = labelsFrom(
    folders.map((folder) => sourceAt(join(folder, 'labels.yaml'))),
    faults,
  )
  const read = processesFrom([[readSource(file)]], { votingRules, labels }, faults)
  return { processes: faults.length > 0 ? new Map() : read, faults: faults.sort((a, b) => a.line - b.line) }
}

/** One line for each process, as `zhibu templates` prints them. */
export const describeTemplates = ({ processes }: Pick<Templates, 'processes'>) =>
  [...processes.values()].map(({ id, label, steps, version }) => ({
    id,
    label,
    steps: steps.length,
    version,
  }))
