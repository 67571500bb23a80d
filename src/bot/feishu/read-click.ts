import { z } from 'zod'
import { cleanValue } from './clean-text.ts'
import { text } from './envelope.ts'
import { type EventReader, ignored } from './event-reader.ts'
import { formValues, optionValue } from './form-values.ts'
import { identities, maybeId } from './identities.ts'

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

/**
 * `card.action.trigger`. Who clicked is the platform's word; the value is what our card carried, and only a hint.
 * An input or picker outside a form comes as a form of one field.
 */
export const readClick: EventReader = (event, base) => {
  const { operator, action, context } = clicked.parse(event)
  const from = identities.parse(operator)
  if (from.length === 0) return ignored('not-a-person')
  if (operator.tenant_key && operator.tenant_key !== base.tenantKey) return ignored('external')
  const typed = action.input_value === undefined ? {} : { [action.name ?? 'input']: action.input_value }
  return {
    ...base,
    type: 'click',
    from,
    messageId: context?.open_message_id ?? null,
    chatId: context?.open_chat_id ?? null,
    value: cleanValue(action.value),
    form: formValues(action.form_value ?? typed),
    ...(action.checked !== undefined && { checked: action.checked }),
    ...(action.option !== undefined && { option: optionValue(action.option) }),
  }
}
