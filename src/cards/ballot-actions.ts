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

/** Opens the private form for a reason, and the form's own button. */
export const reasonAsk = cardAction('ballot.reason', z.object({ ballot: refId }))
export const reasonGive = cardAction(
  'ballot.reason.give',
  z.object({ ballot: refId }),
  z.object({ reason: typedText(500) }),
)
