import type { Fields } from '../../sandbox/json.ts'
import type { Message } from '../../sandbox/types.ts'
import type { TestBot } from '../helpers/test-bot.ts'

/** A click as a hostile client could send it. */
export interface RawAction {
  value: unknown
  form?: Record<string, unknown>
  checked?: boolean
  /** Instead of the card's own. */
  chatId?: string
  messageId?: string
  tenantKey?: string
}

/** Sends a card callback that was put together by hand, validly signed; answers the words of the toast. */
export async function rawClick(
  bot: TestBot,
  who: string,
  message: Message,
  action: RawAction,
): Promise<string> {
  const { standIn } = bot
  const person = standIn.people().find((one) => one.name === who)
  if (!person) throw new Error(`nobody is called ${who}`)
  const envelope = standIn.envelope('card.action.trigger', {
    operator: {
      tenant_key: action.tenantKey ?? tenantOf(standIn.envelope('x', {})),
      open_id: person.openId,
      user_id: person.userId,
      union_id: person.unionId,
    },
    token: 'c-0123456789abcdef',
    action: {
      tag: 'button',
      value: action.value,
      ...(action.form ? { form_value: action.form } : {}),
      ...(action.checked === undefined ? {} : { checked: action.checked }),
    },
    host: 'im_message',
    context: {
      open_message_id: action.messageId ?? message.messageId,
      open_chat_id: action.chatId ?? message.chatId,
    },
  })
  const { status, body } = await standIn.push(envelope)
  if (status !== 200) return `HTTP ${status}，没有办理`
  await bot.settle()
  return (JSON.parse(body) as { toast?: { content?: string } }).toast?.content ?? ''
}

const tenantOf = (envelope: Fields): unknown => (envelope.header as Fields).tenant_key

/** Every value that a card carries to the bot and the words beside it. */
export function actionsOf(message: Message): { words: string; value: Record<string, unknown> }[] {
  const found: { words: string; value: Record<string, unknown> }[] = []
  const walk = (node: unknown): void => {
    if (!node || typeof node !== 'object') return
    const { behaviors, text } = node as { behaviors?: { value?: Record<string, unknown> }[]; text?: Fields }
    for (const { value } of behaviors ?? [])
      if (value) found.push({ words: String(text?.content ?? ''), value })
    for (const inner of Object.values(node)) walk(inner)
  }
  walk(message.card)
  return found
}
