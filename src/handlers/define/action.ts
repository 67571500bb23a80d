import type { z } from 'zod'
import type { CardAction } from '../../cards/actions.ts'
import type { Card } from '../../cards/card.ts'
import type {
  BallotSeals,
  Choice,
  SealedResult,
  Unit,
  VoteClick,
  VoteCommitter,
} from '../../domain/ports/index.ts'
import type { Ctx, Directory } from './context.ts'

/** What a click answers: a toast for the one who clicked, and where nobody else may race, the fresh card. */
export interface ClickReply {
  toast?: string
  tone?: 'info' | 'success' | 'warning' | 'error'
  /** Replaces the card that was clicked: only for cards that one person or one decision owns. */
  card?: Card
}

/** The click itself, for the few actions that need to know. */
export interface ClickFacts {
  /** The state of a checker after the click; null when no checker was clicked. */
  checked: boolean | null
  messageId: string | null
}

/** An action's handler with its types closed over. */
export interface ActionHandler {
  readonly key: string
  readonly value: z.ZodType
  readonly form: z.ZodType
  /** Nothing of what was submitted may be kept, not even as a digest of the event. */
  readonly confidential?: true
  readonly look: ((value: unknown, directory: Directory) => Promise<unknown>) | null
  run(value: unknown, form: unknown, ctx: Ctx, click: ClickFacts & { looked: unknown }): Promise<ClickReply>
}

/** Joins a button's action with what a click on it does. The compiler hands the handler what its buttons carry. */
export function defineAction<V extends z.ZodType, F extends z.ZodType, L = undefined>(
  action: CardAction<V, F>,
  run: (
    value: z.output<V>,
    ctx: Ctx,
    click: ClickFacts & { form: z.output<F>; looked: L },
  ) => Promise<ClickReply>,
  look?: (value: z.output<V>, directory: Directory) => Promise<L>,
): ActionHandler {
  return {
    key: action.key,
    value: action.value,
    form: action.form,
    // Dispatch parses both by the schemas above before it calls: the casts restate that.
    look: look ? (value, directory) => look(value as z.output<V>, directory) : null,
    run: (value, form, ctx, click) =>
      run(value as z.output<V>, ctx, { ...click, form: form as z.output<F>, looked: click.looked as L }),
  }
}

/** Says that nothing of what is submitted with this action may be kept: a digest of few possible bodies tells the body. */
export const confidential = (handler: ActionHandler): ActionHandler => ({ ...handler, confidential: true })

/** A vote: committed together with others, outside a unit of its own. Answers the toast. */
export interface VoteHandler {
  readonly key: string
  readonly value: z.ZodType<{ ballot: string; choice: Choice }>
  run(click: VoteClick, votes: VoteCommitter): Promise<ClickReply>
}

/** A secret paper: sealed in memory, then committed together with others, outside a unit of its own. Answers the receipt. */
export interface PaperHandler {
  readonly key: string
  readonly value: z.ZodType<{ ballot: string }>
  readonly form: z.ZodType
  /** Seals what was chosen to the ballot's key. `form` is what `form` has parsed. */
  seal(
    given: { ballotId: string; memberId: string; form: unknown },
    ctx: { unit: Unit; seals: BallotSeals },
  ): Promise<{ sealed: string; hash: string }>
  reply(result: SealedResult, ballotId: string): ClickReply
}
