import { branchReportCard, returnedReportCard, superiorReportCard } from '../../cards/report-cards.ts'
import { readRevisionRef } from '../../domain/approval/views.ts'
import { reportViews } from '../../domain/reports/views.ts'
import { defineView } from '../define/view.ts'
import { reportFacts } from './report-facts.ts'

/** The card in the superior's group, for one revision. */
export const reportForSuperior = defineView(reportViews.superior, async (ref, ctx) => {
  const { id, revision } = readRevisionRef(ref)
  const report = await ctx.unit.reports.get(id)
  if (!report) return null
  const open = report.state === 'sent' && report.revision === revision
  return { card: superiorReportCard(await reportFacts(ctx, report), revision), open }
})

/** The report in its branch, and whether it was received. */
export const reportOfBranch = defineView(reportViews.branch, async (id, ctx) => {
  const report = await ctx.unit.reports.get(id)
  if (!report) return null
  const open = report.state === 'sent' || report.state === 'returned' || report.state === 'drafted'
  return { card: branchReportCard(await reportFacts(ctx, report)), open }
})

/** A returned report in its branch, with the form to correct it. */
export const returnedReport = defineView(reportViews.returned, async (ref, ctx) => {
  const { id, revision } = readRevisionRef(ref)
  const report = await ctx.unit.reports.get(id)
  if (!report) return null
  const open = report.state === 'returned' && report.revision === revision
  return { card: returnedReportCard(await reportFacts(ctx, report), revision), open }
})
