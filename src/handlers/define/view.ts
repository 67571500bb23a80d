import type { Card } from '../../cards/card.ts'
import type { SilentReason } from '../../domain/reminders/reasons.ts'
import type { Base, Foresight } from './context.ts'

/** What a view needs: the rows, and who looks (null in a group). */
export interface ViewCtx extends Base {
  readonly viewerId: string | null
  /** What will be sent if nobody does anything until then. Takes a second or two. */
  readonly foresee: Foresight
}

/** A rendered view. `open` says that the card still works and is worth keeping alive. */
export interface Rendered {
  card: Card
  open: boolean
  /** True of the moment of sending only: the card is not rendered again. */
  frozen?: boolean
}

/** Nothing to show any more, and why: the ledger of reminders keeps it. */
export interface Silent {
  silent: SilentReason
}

/** A card that stays true: rendered from the rows whenever it is sent or behind. Null = nothing to show any more. */
export interface View {
  readonly name: string
  render(ref: string, ctx: ViewCtx): Promise<Rendered | Silent | null>
}

/** Defines a view under its name, which cards and the outbox carry. */
export const defineView = (name: string, render: View['render']): View => ({ name, render })
