import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type CaseFile, caseFile } from '../../domain/archive/case-file.ts'
import { openItems } from '../../domain/archive/open-items.ts'
import { dutiesOf, type YearOverview } from '../../domain/archive/year-pack.ts'
import { readStates } from '../../domain/cadence/read-states.ts'
import { localDate, localTime, startOfDay } from '../../domain/calendar/local-time.ts'
import { periodsOfYear } from '../../domain/calendar/periods.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import type { Visibility } from '../../domain/papers/visibility.ts'
import type { PaperJob, ProcessCase, StoredFile, Unit } from '../../domain/ports/index.ts'
import { contentsPage } from '../archive/contents-page.ts'
import { bytesOf, volumeOf } from '../archive/volume.ts'
import { inVolumes, type PartGroup } from '../archive/volumes.ts'
import { superiorPage, yearPage } from '../archive/year-page.ts'
import type { ZipPart } from '../office/zip.ts'
import { sendFile } from './build-document.ts'
import { keepZip } from './export-case.ts'
import { factContext, watermarkOf } from './fact-context.ts'
import { finishJob, JobTaken, keepJob, type PaperJobKind, type PaperTools } from './kind.ts'
import { jobLeaseMs } from './lease.ts'

const params = z.object({ year: z.string().regex(/^\d{4}$/) })

/**
 * The pack of an organisation's year: a first page, and the file of every case, in volumes. Each volume is kept and
 * committed with how far it goes, so that a worker that takes the job over goes on behind it; one volume at a time is in
 * memory. A superior gets the overview and the packs of its branches.
 */
export const exportYear: PaperJobKind = {
  kind: 'export.year',
  async run(job, tools) {
    const { year } = params.parse(job.params)
    const branches = await placesOf(job, tools)
    const plan = await planOf(job, tools, branches, year)
    const total = plan.reduce((sum, { cases }) => sum + cases.length, 0)
    let before = 0
    for (const place of plan) {
      // What stands in committed volumes is behind us.
      const done = Math.max(0, Math.min(place.cases.length, job.done - before))
      const volumes = await volumesOf(job, tools, place)
      if (done < place.cases.length || volumes === 0)
        await packOf(job, tools, place, year, { done, before, total, volumes })
      before += place.cases.length
    }
    await finishWithOverview(job, tools, plan, year)
  },
}

interface Place {
  id: string
  name: string
  cases: string[]
}

/** The organisation itself, or the branches of a superior. */
const placesOf = (job: PaperJob, { storage }: PaperTools) =>
  storage.unit(async (unit) => {
    const own = await unit.organisations.get(job.organisationId)
    if (!own) return []
    return own.kind === 'superior' ? unit.organisations.children(own.id, 'branch') : [own]
  })

/**
 * The cases of each place up to the order: what begins while the pack is made is not part of it, so that a worker that
 * takes the job over counts the same cases.
 */
const planOf = (
  job: PaperJob,
  tools: PaperTools,
  places: readonly { id: string; name: string }[],
  year: string,
) =>
  tools.storage.unit(async (unit) => {
    const from = startOfDay(`${year}-01-01`, tools.zone)
    const end = startOfDay(`${Number(year) + 1}-01-01`, tools.zone)
    const to = new Date(Math.min(+end, +job.createdAt + 1))
    const plan: Place[] = []
    for (const { id, name } of places)
      plan.push({ id, name, cases: await unit.processes.begunBetween(id, from, to) })
    return plan
  })

/** Of restricted cases the first page says the number and nothing else: they are taken out one by one, by two of their circle. */
async function openCase(unit: Unit, id: string): Promise<ProcessCase | { closed: string } | null> {
  const found = await unit.processes.get(id)
  return found && isRestricted(found.instance.template) ? { closed: found.number } : found
}

async function packOf(
  job: PaperJob,
  tools: PaperTools,
  place: Place,
  year: string,
  at: { done: number; before: number; total: number; volumes: number },
): Promise<void> {
  const keep = keeping(job, tools)
  async function* groups(): AsyncGenerator<PartGroup<CaseFile | null>> {
    if (at.volumes === 0)
      yield {
        parts: [{ name: 'index.html', content: yearPage(await overviewOf(job, tools, place, year)) }],
        about: null,
      }
    for (const id of place.cases.slice(at.done)) {
      await keep()
      yield partsOf(tools, id)
    }
  }
  let reached = at.before + at.done
  // The first page is a group of its own and no case.
  let extra = at.volumes === 0 ? 1 : 0
  let volume = at.volumes
  for await (const one of inVolumes(groups(), tools.volumeBytes)) {
    volume++
    const files = one.about.filter((about) => about !== null)
    const zip = await volumeOf(
      one.parts,
      {
        organisation: place.name,
        scope: `${year}年度`,
        madeFor: job.requestedBy ?? '',
        volume,
        rules: files.flatMap(({ rules }) => rules),
        cases: files.map(({ number, folder, missing }) => ({
          number,
          folder,
          complete: missing.length === 0,
        })),
      },
      tools.clock.now(),
    )
    reached += one.about.length - extra
    extra = 0
    await commitVolume(job, tools, place, { zip, volume, year, reached, total: at.total })
  }
}

/** Every so often, in milliseconds, a job that takes long says that it is still worked on. */
const keepEveryMs = jobLeaseMs / 4

/** Keeps the job through any number of cases with a few words to the database. */
function keeping(job: PaperJob, tools: PaperTools): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < keepEveryMs) return
    await keepJob(tools, job)
    last = performance.now()
  }
}

async function partsOf(tools: PaperTools, id: string): Promise<PartGroup<CaseFile | null>> {
  const file = await tools.storage.unit(async (unit) => {
    const found = await openCase(unit, id)
    return found && !('closed' in found) ? caseFile(factContext(unit, tools), found, 'named') : null
  })
  if (!file) return { parts: [], about: null }
  const parts: ZipPart[] = []
  for (const entry of file.entries) {
    parts.push({ name: entry.path, content: await bytesOf(entry, tools.vault, tools.clock.now()) })
  }
  parts.push({ name: `${file.folder}/目录.html`, content: contentsPage(file) })
  return { parts, about: file }
}

/** Ids of volumes are derived, so that a volume that was committed is known again. */
function volumeId(job: PaperJob, place: Place, volume: number): string {
  const hex = createHash('sha256').update(`${job.id}|${place.id}|${volume}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const volumesOf = (job: PaperJob, { storage }: PaperTools, place: Place) =>
  storage.unit(async (unit) => {
    let count = 0
    while (await unit.files.get(volumeId(job, place, count + 1))) count++
    return count
  })

async function commitVolume(
  job: PaperJob,
  tools: PaperTools,
  place: Place,
  given: { zip: Uint8Array; volume: number; year: string; reached: number; total: number },
): Promise<void> {
  const visibility: Visibility = 'committee'
  const named = { ...tools, newId: () => volumeId(job, place, given.volume) }
  const name = `${place.name}${given.year}年度档案`
  const file: StoredFile = await keepZip(named, job, given.zip, name, given.volume, visibility)
  await tools.storage.unit(async (unit) => {
    const reached = { done: given.reached, total: given.total }
    // Also takes the job's row: of two workers that come here with the same volume one goes on.
    if (!(await unit.paperJobs.progress(job, reached, jobLeaseMs))) throw new JobTaken(job.id)
    await unit.files.insert(file)
    sendFile(unit, { ...job, id: `${job.id}:${file.id}` }, file, `year:${given.year}`)
    unit.touch('paper.job', job.id)
  })
}

async function overviewOf(
  job: PaperJob,
  tools: PaperTools,
  place: Place,
  year: string,
): Promise<YearOverview> {
  const cases: YearOverview['cases'] = []
  const votes: YearOverview['votes'] = []
  const closed: string[] = []
  const keep = keeping(job, tools)
  for (const id of place.cases) {
    await keep()
    const file = await tools.storage.unit(async (unit) => {
      const found = await openCase(unit, id)
      if (!found || 'closed' in found) return found
      return { ...(await caseFile(factContext(unit, tools), found, 'named')), state: found.instance.state }
    })
    if (!file) continue
    if ('closed' in file) {
      closed.push(file.closed)
      continue
    }
    const { number, title, folder, missing, state } = file
    const running = state === 'open' || state === 'held'
    cases.push({ number, title, folder, missing, running, state: stateWords[state] })
    votes.push(...file.ballots)
  }
  const duties = await statesOf(tools, place.id, year)
  const incomplete = cases.filter(({ missing }) => missing.length > 0)
  return {
    ...duties,
    organisation: place.name,
    year,
    madeAt: madeAt(tools),
    watermark: await tools.storage.unit((unit) => watermarkOf(unit, job.requestedBy, tools.zone)),
    cases,
    votes,
    closed,
    open: await tools.storage.unit((unit) => openItems(factContext(unit, tools), place.id)),
    gaps: [
      ...duties.gaps,
      ...incomplete.map(({ number, title, missing }) => `${number} ${title}：缺${missing.join('、')}`),
    ],
  }
}

/** The local minute, as people read it. */
const madeAt = ({ clock, zone }: PaperTools): string =>
  `${localDate(clock.now(), zone)} ${localTime(clock.now(), zone)}`

const stateWords = { open: '进行中', held: '已暂停', closed: '已归档', cancelled: '已取消' } as const

const statesOf = (tools: PaperTools, organisationId: string, year: string) =>
  tools.storage.unit(async (unit) => {
    const organisation = await unit.organisations.get(organisationId)
    if (!organisation) return dutiesOf([], String)
    const periods = (['month', 'quarter', 'year'] as const).flatMap((kind) =>
      periodsOfYear(Number(year), kind),
    )
    const ctx = factContext(unit, tools)
    const states = (await readStates(ctx, [organisation], periods)).get(organisationId) ?? []
    const groups = await unit.organisations.children(organisationId, 'group')
    return dutiesOf(states, (id) => groups.find((one) => one.id === id)?.name ?? id)
  })

async function finishWithOverview(
  job: PaperJob,
  tools: PaperTools,
  plan: readonly Place[],
  year: string,
): Promise<void> {
  const own = await tools.storage.unit((unit) => unit.organisations.get(job.organisationId))
  let overview: StoredFile | null = null
  if (own?.kind === 'superior') {
    const rows = []
    for (const place of plan) {
      const { organisation, counts, gaps, cases, open } = await overviewOf(job, tools, place, year)
      const running = cases.filter((one) => one.running).length
      rows.push({ organisation, counts, gaps: gaps.length, open: running + open.length })
    }
    const watermark = await tools.storage.unit((unit) => watermarkOf(unit, job.requestedBy, tools.zone))
    const zip = await volumeOf(
      [{ name: 'index.html', content: superiorPage(own.name, year, watermark, rows) }],
      {
        organisation: own.name,
        scope: `${year}年度总览`,
        madeFor: job.requestedBy ?? '',
        volume: 1,
        rules: [],
        cases: [],
      },
      tools.clock.now(),
    )
    overview = await keepZip(tools, job, zip, `${own.name}${year}年度总览`, 1, 'committee')
  }
  await tools.storage.unit(async (unit) => {
    await finishJob(unit, job, overview?.id)
    if (!overview) return
    await unit.files.insert(overview)
    sendFile(unit, job, overview, `year:${year}`)
  })
}
