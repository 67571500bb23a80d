import { cleanValue } from './clean-text.ts'
import { checkedClick, usualClick } from './click-shape.ts'
import { type EventReader, ignored } from './event-reader.ts'
import { formValues, optionValue } from './form-values.ts'

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
