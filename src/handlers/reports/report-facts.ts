import type { ReportCardFacts } from '../../cards/report-cards.ts'
import { timeWords } from '../../cards/wording.ts'
import { revisionRef } from '../../domain/approval/views.ts'
import type { Report } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { requestIn } from '../../domain/reports/report-text.ts'
import { reportStateWords } from '../../domain/reports/states.ts'
import { reportViews } from '../../domain/reports/views.ts'
import type { Base, Ctx } from '../define/context.ts'
import { attachmentFacts } from '../papers/attachment-facts.ts'

const nameOf = async (ctx: Base, memberId: string | null): Promise<string> =>
  memberId === null ? '' : ((await ctx.unit.rosters.member(memberId))?.name ?? '')

/** What every card of a report shows. */
export async function reportFacts(ctx: Base, report: Report): Promise<ReportCardFacts> {
  const branch = await ctx.unit.organisations.get(report.organisationId)
  const meeting = report.meetingId ? await ctx.unit.meetings.get(report.meetingId) : null
  const instruction = report.instructionId ? await ctx.unit.instructions.get(report.instructionId) : null
  return {
    report,
    branch: branch?.name ?? '',
    author: await nameOf(ctx, report.submittedBy),
    handler: await nameOf(ctx, report.handledBy),
    meeting: meeting?.number ?? null,
    instruction: instruction?.number ?? null,
    files: await attachmentFacts(ctx, 'report', report.id),
    zone: ctx.zone,
  }
}

/** The report of a card's button, under its row lock; refuses with `card/not-ours`. */
export async function reportOfButton(ctx: Ctx, id: string): Promise<Report> {
  const found = await ctx.unit.reports.getForUpdate(id)
  if (!found) throw new Refusal('card/not-ours', {})
  return found
}

/** The refusal of a second receipt or return: who handled it when, and how. */
export async function handledBefore(ctx: Base, report: Report): Promise<Refusal> {
  const { number, handledAt, handledBy, state } = report
  return new Refusal('report/handled', {
    number,
    at: handledAt === null ? '' : timeWords(handledAt, ctx.zone),
    by: await nameOf(ctx, handledBy),
    how: reportStateWords[state],
  })
}

/** Refuses a report that asks for a decision. */
export function refuseRequestIn(...texts: string[]): void {
  const words = texts.map(requestIn).find((one) => one !== null)
  if (words) throw new Refusal('report/asks', { words })
}

/** Says that the cards of a report are behind. */
export function touchReport({ unit }: Pick<Base, 'unit'>, { id, revision }: Report): void {
  unit.touch(reportViews.branch, id)
  unit.touch(reportViews.superior, revisionRef(id, revision))
  unit.touch(reportViews.returned, revisionRef(id, revision))
}
