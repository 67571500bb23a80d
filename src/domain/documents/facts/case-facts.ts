import { localDate } from '../../calendar/local-time.ts'
import { stepNamed } from '../../process/index.ts'
import type { FactRow, Facts } from '../fill.ts'
import { ballotRow } from './ballot-row.ts'
import type { FactContext } from './context.ts'
import { noticeRow, noticeTexts } from './notice-facts.ts'
import { organisationFacts } from './organisation-facts.ts'
import { decidedOn, decisionWords, documentDate } from './words.ts'

/** What the documents of any case say: its steps, and what was made for them, each with its number. */
export async function caseFacts(ctx: FactContext, caseId: string): Promise<Facts> {
  const found = await ctx.unit.processes.get(caseId)
  if (!found) return {}
  const records = await ctx.unit.stepRecords.ofCase(caseId)
  const ballots: FactRow[] = []
  const notices: FactRow[] = []
  const replies: FactRow[] = []
  for (const { kind, ref } of records) {
    const ballot = kind === 'ballot' ? await ctx.unit.ballots.get(ref) : null
    if (ballot) ballots.push(await ballotRow(ctx, ballot))
    const notice = kind === 'notice' ? await ctx.unit.publicNotices.get(ref) : null
    if (notice) notices.push(await noticeRow(ctx, notice.id))
    const approval = kind === 'approval' ? await ctx.unit.approvals.get(ref) : null
    if (approval)
      replies.push({
        request: approval.number,
        told: [
          decisionWords[approval.state] ?? approval.state,
          approval.replyNumber ?? '',
          decidedOn(approval, ctx.zone),
          approval.comment ?? '',
        ]
          .filter(Boolean)
          .join('，'),
      })
  }
  const last = notices.at(-1)
  const steps = await stepRows(ctx, found.instance.steps, found.instance.template)
  return {
    ...(await organisationFacts(ctx, found.organisationId)),
    number: found.number,
    matter: found.title,
    process: found.instance.template.label,
    steps,
    // What was done or waived, for forms: what is still to come has no place on them.
    taken: steps.filter(({ state }) => state === words.done || state === words.waived),
    ballots,
    notices,
    replies,
    ...noticeTexts(last),
  }
}

type Instance = NonNullable<Awaited<ReturnType<FactContext['unit']['processes']['get']>>>['instance']

const words = { done: '已完成', waived: '免办', open: '待办', waiting: '未到', skipped: '不适用' } as const

async function stepRows(
  ctx: FactContext,
  steps: Instance['steps'],
  template: Instance['template'],
): Promise<FactRow[]> {
  const ids = [...new Set(steps.flatMap(({ doneBy }) => doneBy ?? []))]
  const people = await ctx.unit.rosters.members(ids)
  return steps
    .filter(({ state }) => state !== 'skipped')
    .map((step) => {
      const row = {
        label: stepNamed(template, step.id)?.label ?? step.id,
        state: words[step.state],
        by: people.find(({ id }) => id === step.doneBy)?.name ?? '',
        date: step.doneAt ? documentDate(localDate(new Date(step.doneAt), ctx.zone)) : '',
        reason: step.reason ?? '',
      }
      // A step that nobody has done yet has no doer and no day: that is no gap to be filled in.
      return { ...row, told: [row.state, row.by, row.date, row.reason].filter(Boolean).join('，') }
    })
}
