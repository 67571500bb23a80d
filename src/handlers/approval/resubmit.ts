import { approvalResubmit } from '../../cards/approval-cards.ts'
import { requestLimits } from '../../domain/approval/request-text.ts'
import { faultOfResubmission } from '../../domain/approval/states.ts'
import type { Approval } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import { postForDecision } from './new-request.ts'
import { requestOfButton, touchRequest, typedText } from './request-facts.ts'

/** 提交 under a returned request: the next revision under the same number, with a new card in the superior's group. */
export const clickResubmit = defineAction(
  approvalResubmit,
  async ({ approval: id, revision }, ctx, { form }) => {
    const before = await requestOfButton(ctx, id)
    await refuseElsewhere(ctx, before.organisationId)
    await ctx.allow('request.apply', before.organisationId)
    const { number } = before
    const fault = faultOfResubmission(before, revision)
    if (fault === 'old-revision')
      throw new Refusal('approval/old-revision', { number, revision: before.revision })
    if (fault !== null) throw new Refusal('approval/not-returned', { number, state: before.state })
    const me = ctx.me().id
    const change = {
      state: 'submitted' as const,
      revision: before.revision + 1,
      matter: typedText(form.matter, '事项', requestLimits.matter),
      body: typedText(form.body, '正文', requestLimits.body),
      authors: [...new Set([...before.authors, me])],
    }
    await ctx.unit.approvals.update(id, change)
    const again: Approval = { ...before, ...change }
    ctx.unit.record({
      organisationId: before.organisationId,
      actorId: me,
      action: 'request.resubmit',
      object: id,
      facts: { number, revision: again.revision },
    })
    touchRequest(ctx, before)
    touchRequest(ctx, again)
    await postForDecision(ctx, again)
    return { toast: `已重新报送第${again.revision}稿` }
  },
)
