import { draftedRuling } from '../../domain/approval/request-text.ts'
import type { Approval, Ballot } from '../../domain/ports/index.ts'
import { addresseeOf } from '../approval/addressee.ts'
import { submitRequest } from '../approval/new-request.ts'
import type { Ctx } from '../define/context.ts'

/**
 * 报告上级，请求裁决 (党章 art. 17): the request to the superior, with the figures and nobody's name. Null where the branch has
 * no superior in the system: then it is asked by a paper of the branch's own.
 */
export async function askForRuling(ctx: Ctx, ballot: Ballot): Promise<Approval | null> {
  const branch = await ctx.unit.organisations.get(ballot.organisationId)
  if (!branch?.parentId || !ballot.verdict) return null
  const to = await addresseeOf(ctx, branch, undefined)
  const { matter, body } = draftedRuling({
    matter: ballot.matter,
    number: ballot.number,
    arithmetic: ballot.verdict.arithmetic,
    branch: branch.name,
    addressee: to.name,
    date: ctx.today,
  })
  return submitRequest(ctx, branch.id, { matter, body, to, about: null })
}
