import { z } from 'zod'
import type { Identity } from '../platform.ts'
import { cleanValue } from './clean-text.ts'
import { text } from './envelope.ts'
import { type EventReader, ignored } from './event-reader.ts'
import { formValues, optionValue } from './form-values.ts'
import { identities, maybeId } from './identities.ts'
import { usualClick } from './usual-click.ts'

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

/**
 * `card.action.trigger`. Who clicked is the platform's word; the value is what our card carried, and only a hint.
 * An input or picker outside a form comes as a form of one field.
 */
export const readClick: EventReader = (event, base) => {
  const { from, tenantKey, action, context } = usualClick(event) ?? checkedClick(event)
  if (from.length === 0) return ignored('not-a-person')
  if (tenantKey && tenantKey !== base.tenantKey) return ignored('external')
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
