import type { Feature } from '../define/feature.ts'
import { backfillMeeting } from './backfill.ts'
import { cancelMeeting, confirmCancel, rescheduleMeeting } from './change.ts'
import { createMeeting } from './create.ts'
import { replyToNotice, sendNotice } from './notice.ts'
import { listMeetings } from './query.ts'
import { askLeave, clickLeave, clickSignIn, confirmPresence, signIn } from './sign-in.ts'
import { assignStep, markDone, tickStep, waiveStep } from './steps.ts'
import { nameTopics } from './topics.ts'
import { followUpOfCase, noticeOfMeeting, resolutionsOfMeeting, signInOfMeeting } from './views.ts'

/** Meetings from their calling to their file. */
export const meetingFeature: Feature = {
  commands: [
    createMeeting,
    nameTopics,
    backfillMeeting,
    rescheduleMeeting,
    cancelMeeting,
    listMeetings,
    sendNotice,
    signIn,
    askLeave,
  ],
  actions: [
    tickStep,
    markDone,
    waiveStep,
    assignStep,
    confirmCancel,
    replyToNotice,
    clickSignIn,
    clickLeave,
    confirmPresence,
  ],
  views: [followUpOfCase, noticeOfMeeting, signInOfMeeting, resolutionsOfMeeting],
}
