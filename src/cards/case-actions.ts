import { z } from 'zod'
import { cardAction, refId } from './actions.ts'

const stepOfCase = { case: refId, step: z.string().max(60), item: z.string().max(60).nullable() }

/** Opens what serves a step: the form of a ballot, a call for opinions, a notice. */
export const stepOpen = cardAction('case.open', z.object(stepOfCase))
