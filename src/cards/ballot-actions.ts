import { z } from 'zod'
import { choices } from '../domain/voting/index.ts'
import { cardAction, refId, typedText } from './actions.ts'

export const voteCast = cardAction('ballot.vote', z.object({ ballot: refId, choice: z.enum(choices) }))
export const chairDecide = cardAction(
  'ballot.chair',
  z.object({ ballot: refId, decision: z.enum(['confirm', 'defer', 'escalate']) }),
  // Buttons of cards from before the field was there bring no form.
  z.object({ reason: typedText(200).optional() }),
)

/** Shows a document that was drafted from the ballot to whoever may read it, in private. `kind` = its layout. */
export const paperOpen = cardAction(
  'ballot.document',
  z.object({ ballot: refId, kind: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }),
)

/** Opens the private form for a reason, and the form's own button. */
export const reasonAsk = cardAction('ballot.reason', z.object({ ballot: refId }))
export const reasonGive = cardAction(
  'ballot.reason.give',
  z.object({ ballot: refId }),
  z.object({ reason: typedText(500) }),
)
