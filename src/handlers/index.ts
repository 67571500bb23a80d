import type { Catalogue } from '../domain/catalogue.ts'
import { clickAgree, clickAgreeWith, clickReject, clickReturn } from './approval/decide.ts'
import { listRequests } from './approval/list-requests.ts'
import { newRequest } from './approval/new-request.ts'
import { requestOfStep } from './approval/of-step.ts'
import { addReplyScan, registerReply } from './approval/register-reply.ts'
import { clickResubmit } from './approval/resubmit.ts'
import { requestForDecision, requestOfBranch, returnedRequest } from './approval/views.ts'
import { ballotCertificate } from './ballot/certificate.ts'
import { ballotResult, ballotVoters, callOffBallot, closeBallotCommand, decideChair } from './ballot/close.ts'
import { listCorrections } from './ballot/corrections.ts'
import { askSheet, clickConfirmSheet, clickReturnSheet, enterCount, submitSheet } from './ballot/count.ts'
import { ballotOfStep } from './ballot/of-step.ts'
import { openBallotCommand } from './ballot/open.ts'
import { askReason, giveReason } from './ballot/reasons.ts'
import { previewRoll, showConditions } from './ballot/roll-preview.ts'
import { askPaper, ballotReceipts, castSecret } from './ballot/secret.ts'
import { urgeVoters } from './ballot/urge.ts'
import {
  ballotInGroup,
  ballotReminder,
  reasonOfVote,
  resultOfBallot,
  secretPaper,
  sheetForm,
  sheetOfBallot,
} from './ballot/views.ts'
import { castVote } from './ballot/vote.ts'
import { enterWritten } from './ballot/written.ts'
import { clickWithdrawLeave, listLeaves, registerExemption, registerExtension } from './cadence/leave.ts'
import { clickBelow, clickBranch, clickPage } from './cadence/overview.ts'
import { yearPlanAtSuperior, yearPlanInBranch } from './cadence/plan-views.ts'
import { showProgress } from './cadence/progress.ts'
import { listMissing, registerPeople } from './cadence/register.ts'
import { clickUrge, clickUrgeAll, confirmUrgeAll } from './cadence/urge.ts'
import { clickAdjust, clickArrange, clickFile, yearPlanCommand } from './cadence/year-plan.ts'
import { caseCommands } from './cases/case-commands.ts'
import { checklistOfCase } from './cases/case-view.ts'
import { cancelCase, pauseCase, restartCase, resumeCase } from './cases/course.ts'
import { newCase } from './cases/new-case.ts'
import { clickSwitch, disableRoutine, enableRoutine, routinesOfOrganisation } from './cases/routines.ts'
import { showChecklist } from './cases/show-case.ts'
import { decideStep } from './cases/step-approval.ts'
import { askForStep, fillStep } from './cases/step-form.ts'
import { approvalOfStep, formOfStep } from './cases/step-views.ts'
import type { ActionHandler, VoteHandler } from './define/action.ts'
import type { Command } from './define/command.ts'
import type { StepFeature } from './define/step-feature.ts'
import type { View } from './define/view.ts'
import { allDues, closeDues, ownDues, recordDues, recordExpense } from './dues/commands.ts'
import { duesOfPeriod } from './dues/views.ts'
import { createElection } from './election/create.ts'
import { listCandidates } from './election/list.ts'
import { nominate } from './election/nominate.ts'
import { reportElection, showElection } from './election/report.ts'
import { electionInGroup } from './election/views.ts'
import { voteInElection } from './election/vote.ts'
import { aidTotals } from './hardship/aid-totals.ts'
import { withdrawConsent } from './hardship/withdraw-consent.ts'
import { helpCommand } from './help/help.ts'
import { executeInstruction, listInstructions } from './instructions/execute.ts'
import { registerInstruction } from './instructions/register.ts'
import { clickLedgerPage, showLedger } from './ledgers/show.ts'
import { pageOfLedger } from './ledgers/view.ts'
import { backfillMeeting } from './meeting/backfill.ts'
import { cancelMeeting, confirmCancel, rescheduleMeeting } from './meeting/change.ts'
import { createMeeting } from './meeting/create.ts'
import { replyToNotice, sendNotice } from './meeting/notice.ts'
import { listMeetings } from './meeting/query.ts'
import { askLeave, clickLeave, clickSignIn, confirmPresence, signIn } from './meeting/sign-in.ts'
import { assignStep, markDone, tickStep, waiveStep } from './meeting/steps.ts'
import { nameTopics } from './meeting/topics.ts'
import { followUpOfCase, noticeOfMeeting, resolutionsOfMeeting, signInOfMeeting } from './meeting/views.ts'
import { clickCollate, closeCall, collateOpinions } from './opinions/collate.ts'
import { disposeOpinion, feedBack, reportOpinions } from './opinions/dispose.ts'
import { callOfStep } from './opinions/of-step.ts'
import { openCall } from './opinions/open-call.ts'
import { clickNone, clickSubmit, submitOpinion } from './opinions/submit.ts'
import { callForOpinions, collationOfOpinions, ownOutcome, summaryOfOpinions } from './opinions/views.ts'
import { bind, cancelBinding, confirmBinding } from './organisation/binding.ts'
import { createGroup, dissolveGroup } from './organisation/groups.ts'
import { cancelJoining, chatChanges, confirmJoining } from './organisation/joining.ts'
import { confirmDissolve, dissolve, foundCommittee } from './organisation/lifetime.ts'
import { appoint, dismiss } from './organisation/offices.ts'
import { setStanding, showRoster } from './organisation/roster.ts'
import { convertMember, transferIn, transferOut } from './organisation/transfers.ts'
import {
  clickCorrect,
  clickFetch,
  clickSign,
  documentOf,
  documentOfStep,
  makeDocument,
} from './papers/document.ts'
import { askForFile, fetchPaper, showPapers, withdrawPaper } from './papers/evidence.ts'
import { exportCaseCommand, exportLedgerCommand, exportYearCommand } from './papers/export.ts'
import { cancelExport, confirmExport, declineExport, secondExport } from './papers/export-restricted.ts'
import { clickChooseStep, incoming } from './papers/receive.ts'
import { paperJob, papersOfCase } from './papers/views.ts'
import { correctNotice, extendNotice, withdrawNotice } from './public-notices/change.ts'
import { clickConclude, clickInquire } from './public-notices/conclude.ts'
import { showNotices } from './public-notices/list.ts'
import { clickObject, objectToNotice } from './public-notices/object.ts'
import { noticeOfStep } from './public-notices/of-step.ts'
import { publishNotice } from './public-notices/publish.ts'
import { newsOfNotice, noticeInGroup, objectionsOfNotice } from './public-notices/views.ts'
import {
  acceptRectification,
  clickGiveBack,
  clickItemAccept,
  clickItemFinish,
  clickItemProgress,
  finishRectification,
  listRectifications,
  reopenRectification,
  reportProgress,
  showRectification,
} from './rectification/commands.ts'
import { createRectification } from './rectification/create.ts'
import { rectificationOfStep } from './rectification/of-step.ts'
import { rectificationItem } from './rectification/views.ts'
import { clickChecklist, clickProgress, formButtons } from './reminders/buttons.ts'
import { escalationList } from './reminders/escalation.ts'
import { reminderLedger } from './reminders/ledger.ts'
import { clickPause, clickPreference, clickResume, reminderCommand } from './reminders/preferences.ts'
import { previewOfReminders, reminderPreview } from './reminders/preview.ts'
import { clickSnooze, clickSnoozeFor } from './reminders/snooze.ts'
import { meetingReminder, periodReminder, stepReminder } from './reminders/views.ts'
import { listReports } from './reports/list.ts'
import { newReport } from './reports/new-report.ts'
import { reportOfStep } from './reports/of-step.ts'
import { clickReceive, clickReturnReport } from './reports/receive.ts'
import { registerDelivery } from './reports/register-delivery.ts'
import { clickResubmitReport } from './reports/resubmit.ts'
import { reportForSuperior, reportOfBranch, returnedReport } from './reports/views.ts'
import { conveneMeeting, meetingOfStep } from './resolutions/convene.ts'
import { objectToResolution } from './resolutions/object.ts'
import { showResolutions } from './resolutions/show.ts'
import { clickDispose, clickKeep, disposalOf } from './retention/disposal.ts'
import { holdPapers, liftHold } from './retention/hold.ts'
import { clickSave, settingsCommand } from './settings/settings.ts'
import { recordEffect, replyToSuggestion, reviewSuggestion } from './suggestions/answer.ts'
import {
  clickRate,
  listSuggestions,
  rateSuggestion,
  showSuggestion,
  suggestionForAuthor,
  suggestionForWork,
} from './suggestions/show.ts'
import { submitSuggestion } from './suggestions/submit.ts'
import { finishTask } from './work/finish-task.ts'
import { handOverWork } from './work/hand-over-work.ts'
import { newTask } from './work/new-task.ts'
import { tasksOfStep } from './work/of-step.ts'
import { openWork } from './work/open-work.ts'
import { workReminder } from './work/reminders.ts'
import { showWork, tickWork } from './work/show-work.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  bind,
  showRoster,
  appoint,
  dismiss,
  setStanding,
  convertMember,
  transferIn,
  transferOut,
  createGroup,
  dissolveGroup,
  foundCommittee,
  dissolve,
  showProgress,
  registerPeople,
  listMissing,
  yearPlanCommand,
  registerExemption,
  registerExtension,
  listLeaves,
  createMeeting,
  nameTopics,
  backfillMeeting,
  rescheduleMeeting,
  cancelMeeting,
  listMeetings,
  showChecklist,
  newCase,
  pauseCase,
  resumeCase,
  cancelCase,
  restartCase,
  enableRoutine,
  disableRoutine,
  sendNotice,
  signIn,
  askLeave,
  openBallotCommand,
  enterCount,
  enterWritten,
  urgeVoters,
  closeBallotCommand,
  callOffBallot,
  ballotResult,
  ballotVoters,
  ballotReceipts,
  createElection,
  listCandidates,
  voteInElection,
  reportElection,
  showElection,
  ballotCertificate,
  listCorrections,
  previewRoll,
  showConditions,
  showResolutions,
  objectToResolution,
  conveneMeeting,
  openCall,
  submitOpinion,
  collateOpinions,
  closeCall,
  disposeOpinion,
  feedBack,
  reportOpinions,
  newRequest,
  listRequests,
  registerReply,
  addReplyScan,
  newReport,
  registerDelivery,
  listReports,
  registerInstruction,
  executeInstruction,
  listInstructions,
  showWork,
  newTask,
  handOverWork,
  finishTask,
  submitSuggestion,
  reviewSuggestion,
  replyToSuggestion,
  recordEffect,
  rateSuggestion,
  showSuggestion,
  listSuggestions,
  recordDues,
  recordExpense,
  ownDues,
  allDues,
  closeDues,
  withdrawConsent,
  aidTotals,
  showLedger,
  createRectification,
  reportProgress,
  finishRectification,
  acceptRectification,
  reopenRectification,
  showRectification,
  listRectifications,
  publishNotice,
  correctNotice,
  extendNotice,
  withdrawNotice,
  objectToNotice,
  showNotices,
  reminderCommand,
  reminderLedger,
  reminderPreview,
  settingsCommand,
  showPapers,
  makeDocument,
  exportCaseCommand,
  exportLedgerCommand,
  exportYearCommand,
  holdPapers,
  liftHold,
  helpCommand(() => commands),
]

/** Every command of this enterprise: the features', those that its processes name for themselves, and help over all. */
export function commandsFor(catalogue: Pick<Catalogue, 'processes'>): readonly Command[] {
  const fixed = commands.filter((command) => command !== helpIn(commands))
  const all = [...fixed, ...caseCommands(catalogue, commands)]
  all.push(helpCommand(() => all))
  return all
}

/** What serves the steps of cases; the first that serves a step does. */
export const stepFeatures: readonly StepFeature[] = [
  ballotOfStep,
  callOfStep,
  documentOfStep,
  noticeOfStep,
  reportOfStep,
  requestOfStep,
  rectificationOfStep,
  tasksOfStep,
  meetingOfStep,
]

/** Every card action. */
export const actions: readonly ActionHandler[] = [
  confirmBinding,
  cancelBinding,
  confirmJoining,
  cancelJoining,
  confirmDissolve,
  clickWithdrawLeave,
  clickPage,
  clickBranch,
  clickBelow,
  clickUrge,
  clickUrgeAll,
  confirmUrgeAll,
  clickAdjust,
  clickFile,
  clickArrange,
  tickStep,
  askForStep,
  clickSwitch,
  tickWork,
  openWork,
  fillStep,
  decideStep,
  markDone,
  waiveStep,
  assignStep,
  confirmCancel,
  replyToNotice,
  clickSignIn,
  clickLeave,
  confirmPresence,
  decideChair,
  askReason,
  giveReason,
  askSheet,
  submitSheet,
  clickConfirmSheet,
  clickReturnSheet,
  castSecret,
  askPaper,
  nominate,
  clickSubmit,
  clickNone,
  clickCollate,
  clickAgree,
  clickAgreeWith,
  clickReceive,
  clickRate,
  clickLedgerPage,
  clickItemProgress,
  clickItemFinish,
  clickItemAccept,
  clickGiveBack,
  clickReturnReport,
  clickResubmitReport,
  clickReturn,
  clickReject,
  clickResubmit,
  askForFile,
  clickChooseStep,
  fetchPaper,
  withdrawPaper,
  confirmExport,
  cancelExport,
  secondExport,
  declineExport,
  clickDispose,
  clickKeep,
  clickCorrect,
  clickSign,
  clickFetch,
  clickObject,
  clickInquire,
  clickConclude,
  clickSave,
  ...formButtons(() => commands),
  clickProgress,
  clickChecklist,
  clickPreference,
  clickPause,
  clickResume,
  clickSnooze,
  clickSnoozeFor,
]

/** Votes: committed together, outside a unit of their own. */
export const voteHandler: VoteHandler = castVote

/** Every card that stays true. */
export const views: readonly View[] = [
  checklistOfCase(() => stepFeatures),
  routinesOfOrganisation,
  formOfStep,
  approvalOfStep,
  followUpOfCase,
  yearPlanInBranch,
  yearPlanAtSuperior,
  noticeOfMeeting,
  signInOfMeeting,
  resolutionsOfMeeting,
  ballotInGroup,
  resultOfBallot,
  secretPaper,
  electionInGroup,
  sheetOfBallot,
  sheetForm,
  reasonOfVote,
  callForOpinions,
  collationOfOpinions,
  summaryOfOpinions,
  ownOutcome,
  requestForDecision,
  requestOfBranch,
  returnedRequest,
  periodReminder,
  meetingReminder,
  stepReminder,
  rectificationItem,
  suggestionForWork,
  suggestionForAuthor,
  pageOfLedger,
  duesOfPeriod,
  papersOfCase,
  documentOf,
  disposalOf,
  paperJob,
  reportForSuperior,
  reportOfBranch,
  returnedReport,
  ballotReminder,
  escalationList,
  previewOfReminders,
  noticeInGroup,
  objectionsOfNotice,
  newsOfNotice,
  workReminder,
]

/** The help among commands. */
export const helpIn = (all: readonly Command[]): Command =>
  all.find((command) => command.name === '帮助') as Command // every list has it

export { chatChanges, incoming }
