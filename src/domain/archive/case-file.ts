import { type DocumentContent, documentContent } from '../documents/content.ts'
import { ballotRow } from '../documents/facts/ballot-row.ts'
import type { FactContext } from '../documents/facts/index.ts'
import { demandsEvidence, visibilityOfAll, visibilityOfStep } from '../papers/evidence.ts'
import { safeFileName } from '../papers/file-name.ts'
import { isRestricted, narrower, type Visibility } from '../papers/visibility.ts'
import type { ChainEntry, Evidence, ProcessCase, StoredFile } from '../ports/index.ts'
import { type ArchiveRow, archiveCheck } from '../process/archive-check.ts'
import { stepNamed } from '../process/index.ts'
import type { Sheet } from './sheet.ts'

/** One file of a case's archive: kept bytes (of a document made from records, also what it is made of), or text made from the rows. */
export type ArchiveEntry = { path: string } & (
  | { file: StoredFile; content?: DocumentContent }
  | { text: string }
  | { sheets: Sheet[] }
)

/**
 * What becomes of papers that only named persons may see: `in` = they are part of the file, which leaves with two people;
 * `named` = they stay where they are, and the table of contents says that they exist.
 */
export type Closed = 'in' | 'named'

/** Everything of one case that goes into an archive. */
export interface CaseFile {
  number: string
  title: string
  folder: string
  visibility: Visibility
  entries: ArchiveEntry[]
  /** The table of contents with completeness. */
  contents: Sheet
  /** Labels of what is missing. */
  missing: string[]
  rules: { rule: string; version: number }[]
  ballots: Readonly<Record<string, string>>[]
}

const statusWords = { present: '有', waived: '免办', skipped: '不适用', missing: '缺' } as const

const two = (value: number): string => String(value).padStart(2, '0')

/** A paper that the table of contents names and that is not in the file. */
const closedRow = (kind: string, number: string): (string | number | null)[] => [
  '（限定人员可见）',
  kind,
  '',
  null,
  null,
  '有，未随本包',
  `须由两人确认另行导出：/导出 ${number} 范围=含限定`,
]

/** Gathers the file of a case from the rows: documents, evidence, votes, the extract of the chain, what is missing. */
export async function caseFile(ctx: FactContext, found: ProcessCase, closed: Closed): Promise<CaseFile> {
  const { instance } = found
  const folder = safeFileName(`${found.number} ${found.title}`, 'x').slice(0, -2)
  const rows: (string | number | null)[][] = []
  const entries: ArchiveEntry[] = []
  const seen: Visibility[] = []
  const add = (entry: ArchiveEntry, row: (string | number | null)[]) => {
    entries.push(entry)
    rows.push([rows.length + 1, ...row])
  }
  for (const document of await ctx.unit.documents.ofCase(instance.id)) {
    const version = await ctx.unit.documents.version(document.id, document.version)
    const file = version?.fileId ? await ctx.unit.files.get(version.fileId) : null
    const label = ctx.catalogue.documents.get(document.kind)?.label ?? document.kind
    const state = document.state === 'final' ? '有' : '草稿'
    if (closed === 'named' && isRestricted(document.visibility)) {
      rows.push([rows.length + 1, ...closedRow(label, found.number)])
      continue
    }
    seen.push(document.visibility)
    const content =
      version?.origin === 'upload' ? undefined : documentContent.safeParse(version?.content).data
    if (file?.address)
      add(
        { path: `${folder}/文书/${two(entries.length + 1)} ${file.name}`, file, ...(content && { content }) },
        [document.title, label, document.caseNumber, file.bytes, file.sha256, state, ''],
      )
  }
  for (const one of await ctx.unit.evidence.ofCase(instance.id)) {
    if (one.documentId !== null) continue
    const label = closed === 'named' ? await closedStep(ctx, found, one) : null
    if (label !== null) rows.push([rows.length + 1, ...closedRow(label, found.number)])
    else await addPaper(ctx, found, one, folder, entries.length + 1, seen, add)
  }
  const ballots = await ballotsOf(ctx, found)
  for (const { row, verdict } of ballots)
    add(
      {
        path: `${folder}/表决/${row.ballot}.json`,
        text: `${JSON.stringify({ ...row, verdict }, null, 2)}\n`,
      },
      [row.matter ?? '', '表决', row.ballot ?? '', null, null, '有', row.arithmetic ?? ''],
    )
  const chain = await ctx.unit.chainEntries(found.organisationId, await objectsOf(ctx, found))
  entries.push({ path: `${folder}/审计摘录.jsonl`, text: chain.map((one) => `${lineOf(one)}\n`).join('') })
  entries.push({
    path: `${folder}/事项.json`,
    text: `${JSON.stringify(closed === 'named' ? withoutClosedSteps(instance) : instance, null, 2)}\n`,
  })
  const check = archiveCheck(instance)
  for (const row of check) rows.push([rows.length + 1, ...(await checkRow(ctx, found, row, closed))])
  const contents: Sheet = {
    name: found.number,
    columns: [
      { label: '件号', type: 'number' },
      { label: '题名', type: 'text' },
      { label: '种类', type: 'text' },
      { label: '文号', type: 'text' },
      { label: '字节', type: 'number' },
      { label: 'SHA-256', type: 'text' },
      { label: '情况', type: 'text' },
      { label: '说明', type: 'text' },
    ],
    rows,
  }
  return {
    number: found.number,
    title: found.title,
    folder,
    visibility: visibilityOfAll(seen),
    entries: [...entries, { path: `${folder}/目录.xlsx`, sheets: [contents] }],
    contents,
    missing: [
      ...check.filter(({ status }) => status === 'missing').map(({ label }) => label),
      ...(await unproved(ctx, found)),
    ],
    rules: ballots.flatMap(({ verdict }) =>
      verdict ? [{ rule: verdict.rule, version: verdict.rule_version }] : [],
    ),
    ballots: ballots.map(({ row }) => row),
  }
}

const lineOf = ({ seq, prev, body, hash }: ChainEntry): string => JSON.stringify({ seq, prev, body, hash })

async function addPaper(
  ctx: FactContext,
  found: ProcessCase,
  one: Evidence,
  folder: string,
  no: number,
  seen: Visibility[],
  add: (entry: ArchiveEntry, row: (string | number | null)[]) => void,
): Promise<void> {
  const step = stepNamed(found.instance.template, one.step)
  const label = step?.label ?? one.step
  const file = one.fileId ? await ctx.unit.files.get(one.fileId) : null
  if (step) seen.push(narrower(visibilityOfStep(found, step), file?.visibility ?? 'branch'))
  if (file?.address)
    add({ path: `${folder}/材料/${two(no)} ${file.name}`, file }, [
      one.title,
      label,
      '',
      file.bytes,
      file.sha256,
      '有',
      '',
    ])
  else if (one.url)
    add({ path: `${folder}/材料/${two(no)} ${safeFileName(one.title, 'txt')}`, text: `${one.url}\n` }, [
      one.title,
      label,
      '',
      null,
      null,
      '云文档',
      one.url,
    ])
  else if (file)
    add({ path: `${folder}/材料/${two(no)} 已销毁.txt`, text: `${file.sha256}\n` }, [
      one.title,
      label,
      '',
      file.bytes,
      file.sha256,
      '已按期限销毁',
      '',
    ])
}

/** The label of the step that a paper belongs to, when only named persons may see the paper; otherwise null. */
async function closedStep(ctx: FactContext, found: ProcessCase, one: Evidence): Promise<string | null> {
  const step = stepNamed(found.instance.template, one.step)
  const file = one.fileId ? await ctx.unit.files.get(one.fileId) : null
  const visibility = narrower(
    step ? visibilityOfStep(found, step) : 'restricted',
    file?.visibility ?? 'branch',
  )
  return isRestricted(visibility) ? (step?.label ?? one.step) : null
}

/** A case without what people wrote and decided in steps that only named persons may see: that they happened stays. */
export function withoutClosedSteps(instance: ProcessCase['instance']): ProcessCase['instance'] {
  const steps = instance.steps.map((state) => {
    const step = stepNamed(instance.template, state.id)
    if (step && !isRestricted(step.visibility)) return state
    const history = state.history.map(({ outputs, fields, ...rest }) => ({ ...rest, detail: null }))
    return { ...state, outputs: {}, fields: {}, reason: null, history }
  })
  return { ...instance, steps }
}

async function ballotsOf(ctx: FactContext, found: ProcessCase) {
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  const records = await ctx.unit.stepRecords.ofCase(found.instance.id)
  const bound = await Promise.all(
    records.filter(({ kind }) => kind === 'ballot').map(({ ref }) => ctx.unit.ballots.get(ref)),
  )
  const all = [...(meeting ? await ctx.unit.ballots.ofMeeting(meeting.id) : []), ...bound]
  const ballots = [...new Map(all.flatMap((one) => (one ? [[one.id, one] as const] : []))).values()]
  return Promise.all(ballots.map(async (one) => ({ row: await ballotRow(ctx, one), verdict: one.verdict })))
}

/** Ids of everything that belongs to a case, for the extract of the chain. */
async function objectsOf(ctx: FactContext, found: ProcessCase): Promise<string[]> {
  const { id } = found.instance
  const meeting = await ctx.unit.meetings.byInstance(id)
  const records = await ctx.unit.stepRecords.ofCase(id)
  const documents = await ctx.unit.documents.ofCase(id)
  const papers = await ctx.unit.evidence.ofCase(id)
  const ballots = meeting ? await ctx.unit.ballots.ofMeeting(meeting.id) : []
  return [
    id,
    ...(meeting ? [meeting.id] : []),
    ...records.map(({ ref }) => ref),
    ...documents.map((one) => one.id),
    ...papers.map((one) => one.id),
    ...ballots.map((one) => one.id),
  ]
}

/** Steps that were done and demand evidence, and whose evidence was withdrawn since. */
async function unproved(ctx: FactContext, found: ProcessCase): Promise<string[]> {
  const papers = await ctx.unit.evidence.ofCase(found.instance.id)
  return found.instance.steps.flatMap(({ id, state }) => {
    const step = stepNamed(found.instance.template, id)
    const lacks = step && state === 'done' && demandsEvidence(step) && !papers.some((one) => one.step === id)
    return lacks ? [`${step.label}的佐证材料`] : []
  })
}

async function checkRow(
  ctx: FactContext,
  found: ProcessCase,
  { label, status, step, reason: said }: ArchiveRow,
  closed: Closed,
): Promise<(string | null)[]> {
  const of = step ? stepNamed(found.instance.template, step) : null
  const reason = closed === 'named' && of && isRestricted(of.visibility) ? '' : said
  const state = found.instance.steps.find((one) => one.id === step)
  const [by] = state?.doneBy ? await ctx.unit.rosters.members([state.doneBy]) : []
  const note = status === 'waived' ? `${by?.name ?? ''}：${reason ?? ''}` : (reason ?? '')
  return [label, '应归档', '', null, null, statusWords[status], note]
}
