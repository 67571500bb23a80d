import { z } from 'zod'
import { casePapersCard, type JobFacts, jobCard } from '../../cards/paper-cards.ts'
import { may } from '../../domain/organisation/permissions.ts'
import { rolesOfMember } from '../../domain/organisation/roles-of-member.ts'
import { casePapersView, stepOfCase, visibilityOfStep } from '../../domain/papers/evidence.ts'
import { readingPermission } from '../../domain/papers/visibility.ts'
import type { Evidence, PaperJob, ProcessCase, StoredFile } from '../../domain/ports/index.ts'
import { checklist } from '../../domain/process/index.ts'
import { defineView, type ViewCtx } from '../define/view.ts'

/** What became of a piece of work with files; ref = the job's id. */
export const jobView = 'paper.job'

const named = z.object({
  title: z.string().optional(),
  attachments: z.array(z.object({ name: z.string().nullable() })).optional(),
})
const titles: Record<string, string> = {
  evidence: '佐证材料',
  attachment: '附件和扫描件',
  'document.build': '生成文书',
  'document.upload': '文书修改稿',
  'export.case': '导出归档包',
  'export.ledger': '导出台账',
  'export.year': '导出年度档案',
}

const jobText = (job: PaperJob & { state: JobFacts['state']; error: string | null }): string => {
  if (job.state === 'refused' || job.state === 'dead') return job.error ?? ''
  const { title, attachments = [] } = named.safeParse(job.params).data ?? {}
  if (title) return title
  const names = attachments.map(({ name }) => name ?? '图片').join('、')
  return job.state === 'done' ? `已保存：${names}` : `正在保存：${names}`
}

export const paperJob = defineView(jobView, async (id, ctx) => {
  const job = await ctx.unit.paperJobs.get(id)
  if (!job) return null
  const card = jobCard({
    title: titles[job.kind] ?? '文件',
    state: job.state,
    text: jobText(job),
    progress: job.total > 0 ? { done: job.done, total: job.total } : null,
  })
  return { card, open: job.state === 'planned' }
})

/** The papers of a case: in a group what everybody may see, in private what the viewer may. */
export const papersOfCase = defineView(casePapersView, async (caseId, ctx) => {
  const found = await ctx.unit.processes.get(caseId)
  if (!found) return null
  const all = await ctx.unit.evidence.ofCase(caseId)
  const people = await ctx.unit.rosters.members(
    [...new Set(all.map((one) => one.submittedBy))].filter((one) => one !== null),
  )
  const sees = await seeing(ctx, found)
  const papers = []
  for (const one of all) {
    const file = one.fileId ? await ctx.unit.files.get(one.fileId) : null
    papers.push({
      id: one.id,
      title: sees(one, file) ? one.title : null,
      step: stepOfCase(found, one.step, one.item).step.label,
      by: people.find((person) => person.id === one.submittedBy)?.name ?? '',
      at: one.submittedAt,
      bytes: file?.bytes ?? null,
      url: one.url,
    })
  }
  const open = found.instance.state === 'open' || found.instance.state === 'held'
  const rows = checklist(found.instance, ctx.now).filter((row) => row.state !== 'waived')
  const card = casePapersCard({
    caseId,
    number: found.number,
    title: found.title,
    open,
    papers,
    rows,
    zone: ctx.zone,
  })
  return { card, open }
})

/** What the viewer of a card may see of a case: nobody's roles in a group. */
async function seeing(ctx: ViewCtx, found: ProcessCase) {
  const roles = ctx.viewerId
    ? await rolesOfMember(ctx.unit, ctx.today, ctx.viewerId, found.organisationId)
    : new Set(['member' as const])
  return (one: Evidence, file: StoredFile | null): boolean => {
    const visibility = file?.visibility ?? visibilityOfStep(found, stepOfCase(found, one.step, one.item).step)
    const own = ctx.viewerId !== null && one.submittedBy === ctx.viewerId
    return may(own ? new Set([...roles, 'self' as const]) : roles, readingPermission[visibility])
  }
}
