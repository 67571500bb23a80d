import type { Feature } from '../define/feature.ts'
import { ballotCertificate } from './certificate.ts'
import { ballotResult, ballotVoters, callOffBallot, closeBallotCommand, decideChair } from './close.ts'
import { listCorrections } from './corrections.ts'
import { askSheet, clickConfirmSheet, clickReturnSheet, enterCount, submitSheet } from './count.ts'
import { ballotOfStep } from './of-step.ts'
import { openBallotCommand } from './open.ts'
import { openPaper } from './open-paper.ts'
import { askReason, giveReason } from './reasons.ts'
import { previewRoll, showConditions } from './roll-preview.ts'
import { askPaper, ballotReceipts } from './secret.ts'
import { urgeVoters } from './urge.ts'
import {
  ballotInGroup,
  ballotReminder,
  reasonOfVote,
  resultOfBallot,
  secretPaper,
  sheetForm,
  sheetOfBallot,
} from './views.ts'
import { enterWritten } from './written.ts'

/** Votes: open, secret and on paper, their sheets, results and certificates. */
export const ballotFeature: Feature = {
  commands: [
    openBallotCommand,
    enterCount,
    enterWritten,
    urgeVoters,
    closeBallotCommand,
    callOffBallot,
    ballotResult,
    ballotVoters,
    ballotReceipts,
    ballotCertificate,
    listCorrections,
    previewRoll,
    showConditions,
  ],
  actions: [
    decideChair,
    askReason,
    giveReason,
    askSheet,
    submitSheet,
    clickConfirmSheet,
    clickReturnSheet,
    askPaper,
    openPaper,
  ],
  views: [ballotInGroup, resultOfBallot, secretPaper, sheetOfBallot, sheetForm, reasonOfVote, ballotReminder],
  stepFeatures: [ballotOfStep],
}
