import type { Feature } from '../define/feature.ts'
import { askForAttachment, fetchAttachment } from './attachments.ts'
import { clickCorrect, clickFetch, clickSign, documentOf, documentOfStep, makeDocument } from './document.ts'
import { askForFile, fetchPaper, showPapers, withdrawPaper } from './evidence.ts'
import { exportCaseCommand, exportLedgerCommand, exportYearCommand } from './export.ts'
import { cancelExport, confirmExport, declineExport, secondExport } from './export-restricted.ts'
import { clickChooseStep } from './receive.ts'
import { paperJob, papersOfCase } from './views.ts'

/** Evidence in, documents and files out. */
export const papersFeature: Feature = {
  commands: [showPapers, makeDocument, exportCaseCommand, exportLedgerCommand, exportYearCommand],
  actions: [
    askForFile,
    clickChooseStep,
    fetchPaper,
    withdrawPaper,
    confirmExport,
    cancelExport,
    secondExport,
    declineExport,
    clickCorrect,
    clickSign,
    clickFetch,
    askForAttachment,
    fetchAttachment,
  ],
  views: [papersOfCase, documentOf, paperJob],
  stepFeatures: [documentOfStep],
}
