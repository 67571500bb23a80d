import type { Refusal, Refusals } from '../../domain/refusals.ts'
import { approvalReplies } from './approval.ts'
import { cadenceReplies } from './cadence.ts'
import { conversationReplies } from './conversation.ts'
import { duesReplies } from './dues.ts'
import { electionReplies } from './elections.ts'
import { instructionReplies, workReplies } from './instructions.ts'
import { meetingReplies } from './meetings.ts'
import { opinionReplies } from './opinions.ts'
import { organisationReplies } from './organisation.ts'
import { paperReplies } from './papers.ts'
import { processReplies } from './process.ts'
import { publicNoticeReplies } from './public-notices.ts'
import { rectificationReplies } from './rectification.ts'
import { reminderReplies } from './reminders.ts'
import type { Replies } from './replies.ts'
import { reportReplies } from './reports.ts'
import { retentionReplies } from './retention.ts'
import { settingReplies } from './settings.ts'
import { suggestionReplies } from './suggestions.ts'
import { votingReplies } from './voting.ts'

const replies: Replies<Refusals> = {
  ...approvalReplies,
  ...cadenceReplies,
  ...conversationReplies,
  ...duesReplies,
  ...electionReplies,
  ...meetingReplies,
  ...opinionReplies,
  ...organisationReplies,
  ...paperReplies,
  ...processReplies,
  ...publicNoticeReplies,
  ...rectificationReplies,
  ...reportReplies,
  ...instructionReplies,
  ...workReplies,
  ...reminderReplies,
  ...retentionReplies,
  ...settingReplies,
  ...suggestionReplies,
  ...votingReplies,
}

/** What a person is told when a rule says no. */
export const replyTo = <C extends keyof Refusals>({ code, facts }: Refusal<C>): string => replies[code](facts)
