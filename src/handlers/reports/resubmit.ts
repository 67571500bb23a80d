import { reportResubmit } from '../../cards/report-cards.ts'
import { requiredText } from '../../domain/conversation/typed-text.ts'
import type { Report } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reportLimits } from '../../domain/reports/report-text.ts'
import { faultOfReportResubmission } from '../../domain/reports/states.ts'
import { defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import { refuseRequestIn, reportOfButton, touchReport } from './report-facts.ts'
import { postToSuperior } from './submit-report.ts'

/** 提交 under a returned report: the next revision under the same number, with a new card in the superior's group. */
export const clickResubmitReport = defineAction(
  reportResubmit,
  async ({ report: id, revision }, ctx, { form }) => {
    const before = await reportOfButton(ctx, id)
    await refuseElsewhere(ctx, before.organisationId)
    await ctx.allow('report.submit', before.organisationId)
    const { number } = before
    const fault = faultOfReportResubmission(before, revision)
    if (fault === 'old-revision')
      throw new Refusal('report/old-revision', { number, revision: before.revision })
    if (fault !== null) throw new Refusal('report/not-returned', { number, state: before.state })
    const me = ctx.me().id
    const change = {
      state: 'sent' as const,
      revision: before.revision + 1,
      matter: requiredText(form.matter, '事项', reportLimits.matter),
      body: requiredText(form.body, '正文', reportLimits.body),
      authors: [...new Set([...before.authors, me])],
    }
    refuseRequestIn(change.matter, change.body)
    await ctx.unit.reports.update(id, change)
    const again: Report = { ...before, ...change }
    ctx.unit.record({
      organisationId: before.organisationId,
      actorId: me,
      action: 'report.resubmit',
      object: id,
      facts: { number, revision: again.revision },
    })
    touchReport(ctx, before)
    touchReport(ctx, again)
    await postToSuperior(ctx, again)
    return { toast: `已重新报送第${again.revision}稿` }
  },
)
