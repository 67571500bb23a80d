import type { Content, Recipient } from '../../domain/ports/index.ts'
import type { ChatChange, Click, ClickAnswer, Dispatch, Message } from '../platform.ts'
import { chatChangeHandler } from './chat-changes.ts'
import { clickHandler } from './clicks.ts'
import { contentCard } from './content-card.ts'
import { baseOf } from './context.ts'
import { messageHandler } from './messages.ts'
import type { DispatchOptions, RenderedContent } from './services.ts'

export type { DispatchOptions, RenderedContent } from './services.ts'

/** Takes every event of every platform and transport; renders what delivery sends. */
export function createDispatch(options: DispatchOptions): Dispatch & {
  /** A card for delivery, from the rows as they are now. Null = there is nothing left to say. */
  render(content: Content, recipient: Recipient | null): Promise<RenderedContent>
} {
  const onMessage = messageHandler(options)
  const onClick = clickHandler(options)
  const onChatChange = chatChangeHandler(options)
  const views = new Map(options.views.map((view) => [view.name, view]))
  return {
    handle: (event: Message | ChatChange) =>
      event.type === 'message' ? onMessage(event) : onChatChange(event),
    click: (event: Click): Promise<ClickAnswer> => onClick(event),
    async render(content, recipient) {
      if ('card' in content) return { card: contentCard.parse(content.card), open: false }
      if ('file' in content) throw new Error('a file has no card')
      const view = views.get(content.view)
      if (!view) throw new Error(`no view named ${content.view}`)
      const viewerId = recipient && 'memberId' in recipient ? recipient.memberId : null
      return options.storage.unit((unit) =>
        view.render(content.ref, {
          ...baseOf(unit, options.services),
          viewerId,
          foresee: options.services.foresee,
        }),
      )
    },
  }
}
