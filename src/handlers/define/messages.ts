import type { Outgoing } from '../../domain/ports/index.ts'
import type { Ctx } from './context.ts'

/** Sends a live view into the group of an organisation; nothing where it has no chat. */
export async function postToGroup(
  ctx: Pick<Ctx, 'unit'>,
  organisationId: string,
  message: Pick<Outgoing, 'key' | 'content' | 'priority'> & { kind?: Outgoing['kind'] },
): Promise<boolean> {
  const chat = await ctx.unit.organisations.chatOf(organisationId)
  if (!chat) return false
  ctx.unit.send({ kind: 'card', ...message, platform: chat.platform, recipient: { chatId: chat.chatId } })
  return true
}
