import type { Clicked } from './read-click.ts'
import { isFields, isMaybeId, usualIdentities } from './usual-shapes.ts'

/** Fields of an action that is more than a button pressed. */
const unusual = ['checked', 'option', 'form_value', 'input_value', 'name'] as const

/**
 * The press of a plain button, read without the schema; null for any other click and anything out of the ordinary. What
 * it answers is what the schema answers.
 */
export function usualClick(event: unknown): Clicked | null {
  if (!isFields(event) || !isFields(event.operator) || !isFields(event.action)) return null
  const { operator, action, context } = event
  const from = usualIdentities(operator)
  const { tenant_key: tenantKey } = operator
  if (!from || !isMaybeId(tenantKey) || !isFields(context) || action.value === undefined) return null
  for (const field of unusual) if (action[field] !== undefined) return null
  const { open_message_id: messageId, open_chat_id: chatId } = context
  if (!isMaybeId(messageId) || !isMaybeId(chatId)) return null
  return {
    from,
    tenantKey: tenantKey || undefined,
    action: { value: action.value },
    context: { open_message_id: messageId || undefined, open_chat_id: chatId || undefined },
  }
}
