import { z } from 'zod'
import type { Identity } from '../platform.ts'
import { text } from './envelope.ts'
import { identities, maybeId } from './identities.ts'
import { isFields, isMaybeId, usualIdentities } from './usual-shapes.ts'

/** Not documented as boolean everywhere, so both forms are taken. */
const ticked = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])

const clicked = z.object({
  operator: z.looseObject({ tenant_key: maybeId }),
  action: z.object({
    value: z.unknown(),
    checked: ticked.optional(),
    option: text(2000).optional(),
    form_value: z.looseObject({}).nullish(),
    input_value: text(2000).optional(),
    name: text(200).optional(),
  }),
  context: z.object({ open_message_id: maybeId, open_chat_id: maybeId }).nullish(),
})

type ClickFields = z.infer<typeof clicked>

/** What was clicked by whom, in the platform's words. */
export interface Clicked extends Pick<ClickFields, 'action' | 'context'> {
  from: Identity[]
  /** The enterprise of the one who clicked. */
  tenantKey: string | undefined
}

/** A click by its schema. */
export function checkedClick(event: unknown): Clicked {
  const { operator, action, context } = clicked.parse(event)
  return { from: identities.parse(operator), tenantKey: operator.tenant_key, action, context }
}

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
