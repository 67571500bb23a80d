import { z } from 'zod'
import { type ArchiveEntry, type CaseFile, caseFile } from '../../domain/archive/case-file.ts'
import { isMarked } from '../../domain/papers/visibility.ts'
import { mostBytes, sizeWords } from '../../domain/papers/words.ts'
import type { PaperJob, StoredFile } from '../../domain/ports/index.ts'
import { contentsPage } from '../archive/contents-page.ts'
import { bytesOf, volumeOf } from '../archive/volume.ts'
import { inVolumes, type PartGroup } from '../archive/volumes.ts'
import { pdfsOf } from '../office/convert.ts'
import { docxOf } from '../office/docx.ts'
import { keepMade, sendFile } from './build-document.ts'
import { factContext, watermarkOf } from './fact-context.ts'
import { finishJob, JobRefused, type PaperJobKind, type PaperTools } from './kind.ts'

const params = z.object({
  caseId: z.uuid(),
  format: z.enum(['zip', 'docx', 'pdf', 'xlsx']),
  /** Whether papers that only named persons may see are part of it: two people have agreed. */
  closed: z.enum(['in', 'named']).default('named'),
})

/** Makes the dossier of a case, or its documents in one format, and sends it to the one who asked. */
export const exportCase: PaperJobKind = {
  kind: 'export.case',
  async run(job, tools) {
    const { caseId, format, closed } = params.parse(job.params)
    const found = await tools.storage.unit(async (unit) => {
      const one = await unit.processes.get(caseId)
      if (!one) throw new JobRefused('该事项已不存在。')
      const organisation = await unit.organisations.get(one.organisationId)
      return {
        file: await caseFile(factContext(unit, tools), one, closed),
        organisation: organisation?.name ?? '',
        watermark: await watermarkOf(unit, job.requestedBy, tools.zone),
      }
    })
    const files =
      format === 'zip' ? await dossier(job, tools, found) : await inFormat(job, tools, found, format)
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job, files[0]?.id)
      for (const [index, file] of files.entries()) {
        await unit.files.insert(file)
        sendFile(unit, { ...job, id: `${job.id}:${index + 1}` }, file, `case:${caseId}`)
      }
    })
  },
}

async function* oneByOne(
  parts: readonly { path: string; bytes: () => Promise<Uint8Array> }[],
): AsyncGenerator<PartGroup<null>> {
  for (const { path, bytes } of parts) yield { parts: [{ name: path, content: await bytes() }], about: null }
}

async function dossier(
  job: PaperJob,
  tools: PaperTools,
  { file, organisation, watermark }: { file: CaseFile; organisation: string; watermark: string },
): Promise<StoredFile[]> {
  const at = tools.clock.now()
  const parts = [
    ...file.entries.map((entry) => ({ path: entry.path, bytes: () => bytesOf(entry, tools.vault, at) })),
    { path: `${file.folder}/目录.html`, bytes: async () => new TextEncoder().encode(contentsPage(file)) },
    { path: '导出说明.txt', bytes: async () => new TextEncoder().encode(`${watermark}\n`) },
  ]
  const files: StoredFile[] = []
  for await (const volume of inVolumes(oneByOne(parts), tools.volumeBytes)) {
    const number = files.length + 1
    const bytes = await volumeOf(
      volume.parts,
      {
        organisation,
        scope: file.number,
        madeFor: job.requestedBy ?? '',
        volume: number,
        rules: file.rules,
        cases: [{ number: file.number, folder: file.folder, complete: file.missing.length === 0 }],
      },
      at,
    )
    files.push(await keepZip(tools, job, bytes, `${file.number} ${file.title} 归档`, number, file.visibility))
  }
  return files
}

/** Keeps a volume; one that the platform does not take is said plainly. */
export async function keepZip(
  tools: PaperTools,
  job: PaperJob,
  bytes: Uint8Array,
  name: string,
  volume: number,
  visibility: StoredFile['visibility'],
): Promise<StoredFile> {
  if (bytes.length > mostBytes)
    throw new JobRefused(
      `其中一份文件使压缩包达到 ${sizeWords(bytes.length)}，超过平台单个文件 ${sizeWords(mostBytes)} 的上限，不能发送。`,
    )
  return keepMade(tools, job, {
    bytes,
    name: volume === 1 ? name : `${name} 第${volume}卷`,
    extension: 'zip',
    mediaType: 'application/zip',
    visibility,
    retention: 'export',
  })
}

/** The bytes of a document as it is taken out of the file: who did and when stands on it where it is not for everybody. */
const markedBytes = (
  entry: ArchiveEntry,
  { vault, clock }: PaperTools,
  watermark: string,
): Promise<Uint8Array> =>
  'content' in entry && entry.content && isMarked(entry.file.visibility)
    ? docxOf({ ...entry.content, watermark }, entry.file.createdAt)
    : bytesOf(entry, vault, clock.now())

async function inFormat(
  job: PaperJob,
  tools: PaperTools,
  { file, watermark }: { file: CaseFile; watermark: string },
  format: 'docx' | 'pdf' | 'xlsx',
): Promise<StoredFile[]> {
  const chosen = file.entries.filter(({ path }) =>
    format === 'xlsx' ? path.endsWith('.xlsx') : /\/文书\/.*\.docx$/.test(path),
  )
  if (chosen.length === 0)
    throw new JobRefused(`${file.number}还没有生成文书。请先用 /文书 ${file.number} 会议记录 等生成。`)
  const contents: Uint8Array[] = []
  for (const entry of chosen) contents.push(await markedBytes(entry, tools, watermark))
  const made = format === 'pdf' ? await pdfsOf(contents, tools.workDir) : contents
  const files: StoredFile[] = []
  for (const [index, { path }] of chosen.entries()) {
    const name =
      path
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? file.number
    files.push(
      await keepMade(tools, job, {
        bytes: made[index] ?? new Uint8Array(),
        name: format === 'pdf' ? `${name}（排版以正式文本为准）` : name,
        extension: format,
        mediaType: format === 'pdf' ? 'application/pdf' : 'application/octet-stream',
        visibility: file.visibility,
        retention: 'export',
      }),
    )
  }
  return files
}
