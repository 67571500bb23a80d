import { z } from 'zod'
import { cardAction, refId, typedText } from './actions.ts'

const stepOfCase = { case: refId, step: z.string().max(60), item: z.string().max(60).nullable() }

/** Brings the form of a step, or its approval, as a card of its own. */
export const stepAsk = cardAction('case.ask', z.object(stepOfCase))

/** Hands in the form of a step; its fields are the step's questions by their keys. */
export const stepFill = cardAction('case.fill', z.object(stepOfCase), z.record(z.string(), z.unknown()))

/** What the approver decides. */
export const stepDecide = cardAction(
  'case.decide',
  z.object({ ...stepOfCase, decision: z.enum(['agree', 'return', 'reject']) }),
  z.object({ comment: typedText(500).optional() }),
)

/** What the person whom a case is about writes on the card that tells them of it. */
export const subjectSay = cardAction(
  'case.subject-say',
  z.object(stepOfCase),
  z.object({ text: typedText(500).optional() }),
)

/** 签收: a person to whom a step's notice went has it. */
export const stepReceive = cardAction('case.receive', z.object({ case: refId, step: z.string().max(60) }))
