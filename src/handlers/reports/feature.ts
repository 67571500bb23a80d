import type { Feature } from '../define/feature.ts'
import { listReports } from './list.ts'
import { newReport } from './new-report.ts'
import { reportOfStep } from './of-step.ts'
import { clickReceive, clickReturnReport } from './receive.ts'
import { registerDelivery } from './register-delivery.ts'
import { clickResubmitReport } from './resubmit.ts'
import { reportForSuperior, reportOfBranch, returnedReport } from './views.ts'

/** Reports upward and their receipts. */
export const reportsFeature: Feature = {
  commands: [newReport, registerDelivery, listReports],
  actions: [clickReceive, clickReturnReport, clickResubmitReport],
  views: [reportForSuperior, reportOfBranch, returnedReport],
  stepFeatures: [reportOfStep],
}
