import { Refusal } from '../../domain/refusals.ts'
import type { Ctx } from './context.ts'

/**
 * Refuses with `card/not-ours` what a button names and what does not belong to where the card stands: in a group the
 * chat's organisation, in a private chat one in which the person has a role. So an edited value tells nothing about
 * whether the thing exists elsewhere.
 */
export async function refuseElsewhere(ctx: Ctx, organisationId: string | null): Promise<void> {
  const here =
    ctx.chat.type === 'group'
      ? ctx.chat.organisation?.id === organisationId
      : organisationId !== null && (await ctx.rolesIn(organisationId)).size > 0
  if (organisationId === null || !here) throw new Refusal('card/not-ours', {})
}
