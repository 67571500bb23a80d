import type { PaperDocument } from '../../ports/index.ts'
import type { Facts } from '../fill.ts'
import { ballotFacts } from './ballot-facts.ts'
import { caseFacts } from './case-facts.ts'
import type { FactContext } from './context.ts'
import { meetingFacts } from './meeting-facts.ts'
import { noticeFacts } from './notice-facts.ts'
import { requestFacts } from './request-facts.ts'

export type { FactContext } from './context.ts'

/** What the records say of a subject, as they are now. A new subject is one file and one line. */
export const factsOf: Record<PaperDocument['subject'], (ctx: FactContext, id: string) => Promise<Facts>> = {
  meeting: meetingFacts,
  request: requestFacts,
  ballot: async (ctx, id) => (await ballotFacts(ctx, id)) ?? {},
  case: caseFacts,
  notice: noticeFacts,
}
