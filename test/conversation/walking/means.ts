import { holdsBallot } from './ballots.ts'
import type { CaseWalk, OpenRow } from './case-walk.ts'
import {
  decides,
  fills,
  proves,
  registersItems,
  sharesOutTasks,
  ticks,
  waives,
  writesDocument,
} from './forms.ts'
import { hearsOpinions, publishes } from './hearing.ts'
import { arrangesMeeting, sendsMeetingNotice, signsIn } from './meeting-acts.ts'
import { reportsUpward, requestsUpward } from './upward.ts'

/** A way of getting a step done; false where the card does not offer it, or where it only prepares the next. */
export type Mean = (walk: CaseWalk, at: OpenRow) => Promise<boolean>

/** What a card offers for a step, the fullest way first. */
export const means: readonly Mean[] = [
  waives,
  proves,
  arrangesMeeting,
  sendsMeetingNotice,
  signsIn,
  holdsBallot,
  publishes,
  requestsUpward,
  reportsUpward,
  hearsOpinions,
  writesDocument,
  sharesOutTasks,
  registersItems,
  decides,
  fills,
  ticks,
]
