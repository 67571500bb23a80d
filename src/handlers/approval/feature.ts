import type { Feature } from '../define/feature.ts'
import { clickAgree, clickAgreeWith, clickReject, clickReturn } from './decide.ts'
import { listRequests } from './list-requests.ts'
import { newRequest } from './new-request.ts'
import { requestOfStep } from './of-step.ts'
import { addReplyScan, registerReply } from './register-reply.ts'
import { clickResubmit } from './resubmit.ts'
import { requestForDecision, requestOfBranch, returnedRequest } from './views.ts'

/** Requests upward and their replies. */
export const approvalFeature: Feature = {
  commands: [newRequest, listRequests, registerReply, addReplyScan],
  actions: [clickAgree, clickAgreeWith, clickReturn, clickReject, clickResubmit],
  views: [requestForDecision, requestOfBranch, returnedRequest],
  stepFeatures: [requestOfStep],
}
