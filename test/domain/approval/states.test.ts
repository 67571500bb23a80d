import { describe, expect, it } from 'vitest'
import {
  type DecisionAttempt,
  faultOfDecision,
  faultOfReply,
  faultOfResubmission,
  type ReplyAttempt,
} from '../../../src/domain/approval/states.ts'
import type { Approval, ApprovalState } from '../../../src/domain/ports/index.ts'

/** A submitted request of the member `applicant`, with what a test wants to be different. */
const aRequest = (change: Partial<Approval> = {}): Approval => ({
  id: 'a1',
  organisationId: 'branch',
  superiorId: 'superior',
  addressee: '局党委',
  number: 'Q2026-001',
  matter: '召开民主生活会',
  body: '妥否，请批示。',
  state: 'submitted',
  revision: 2,
  appliedBy: 'applicant',
  appliedAt: new Date('2026-11-22T02:00:00Z'),
  authors: ['applicant', 'deputy'],
  decidedBy: null,
  decidedAt: null,
  comment: null,
  replyNumber: null,
  replyDate: null,
  replyScan: null,
  meetingId: null,
  caseId: null,
  step: null,
  ...change,
})

const attempt = (change: Partial<DecisionAttempt> = {}): DecisionAttempt => ({
  decision: 'agreed',
  revision: 2,
  deciderId: 'chief',
  comment: '',
  ...change,
})

describe('a decision on a card', () => {
  it.each<[string, Partial<Approval>, Partial<DecisionAttempt>, ReturnType<typeof faultOfDecision>]>([
    ['同意 without a comment', {}, {}, null],
    ['同意 with a comment', {}, { comment: '按程序办' }, null],
    ['退回修改 with a comment', {}, { decision: 'returned', comment: '补充时间' }, null],
    ['驳回 with a comment', {}, { decision: 'rejected', comment: '不符' }, null],
    ['退回修改 without a comment', {}, { decision: 'returned' }, 'comment-missing'],
    ['驳回 without a comment', {}, { decision: 'rejected' }, 'comment-missing'],
    ['by the applicant', {}, { deciderId: 'applicant' }, 'own'],
    ['by one who submitted a revision', {}, { deciderId: 'deputy' }, 'own'],
    ['on the card of an earlier revision', {}, { revision: 1 }, 'old-revision'],
    ['on a revision that is not there yet', {}, { revision: 3 }, 'old-revision'],
    ['a second 同意', { state: 'agreed' }, {}, 'decided'],
    ['驳回 after 同意', { state: 'agreed' }, { decision: 'rejected', comment: '不符' }, 'decided'],
    ['同意 after 驳回', { state: 'rejected' }, {}, 'decided'],
    ['同意 after 退回修改', { state: 'returned' }, {}, 'decided'],
    ['by the applicant after it was decided', { state: 'agreed' }, { deciderId: 'applicant' }, 'decided'],
  ])('%s', (_what, change, given, fault) => {
    expect(faultOfDecision(aRequest(change), attempt(given))).toBe(fault)
  })
})

describe('submitting again', () => {
  it.each<[ApprovalState, number, ReturnType<typeof faultOfResubmission>]>([
    ['returned', 2, null],
    ['returned', 1, 'old-revision'],
    ['submitted', 2, 'not-returned'],
    ['agreed', 2, 'not-returned'],
    ['agreed_in_principle', 2, 'not-returned'],
    ['rejected', 2, 'not-returned'],
  ])('a %s request by the form of revision %i', (state, revision, fault) => {
    expect(faultOfResubmission(aRequest({ state }), revision)).toBe(fault)
  })
})

describe('a reply on paper', () => {
  const reply = (change: Partial<ReplyAttempt> = {}): ReplyAttempt => ({
    reply: 'agreed',
    date: '2026-11-20',
    today: '2026-11-22',
    note: '',
    reachable: false,
    ...change,
  })
  it.each<[string, Partial<Approval>, Partial<ReplyAttempt>, ReturnType<typeof faultOfReply>]>([
    ['同意', {}, {}, null],
    ['without its date', {}, { date: null }, null],
    ['of today', {}, { date: '2026-11-22' }, null],
    ['of tomorrow', {}, { date: '2026-11-23' }, 'reply-in-future'],
    ['原则同意 with its conditions', {}, { reply: 'agreed_in_principle', note: '压缩议题' }, null],
    ['原则同意 without conditions', {}, { reply: 'agreed_in_principle' }, 'comment-missing'],
    ['不同意', {}, { reply: 'rejected' }, null],
    ['of a superior that has a group', {}, { reachable: true }, 'superior-in-system'],
    ['a second time', { state: 'agreed' }, {}, 'decided'],
  ])('%s', (_what, change, given, fault) => {
    expect(faultOfReply(aRequest(change), reply(given))).toBe(fault)
  })
})
