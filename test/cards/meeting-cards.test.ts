import { describe, expect, it } from 'vitest'
import {
  type AttendanceFacts,
  noticeCard,
  quorumWords,
  signInCard,
} from '../../src/cards/attendance-cards.ts'
import { checklistCard } from '../../src/cards/checklist-card.ts'
import { fromOption, optionOf } from '../../src/cards/meeting-actions.ts'
import type { Meeting } from '../../src/domain/ports/index.ts'

const meeting = (given: Partial<Meeting> = {}): Meeting => ({
  id: '0199a0a0-0000-7000-8000-000000000001',
  organisationId: 'o',
  instanceId: 'i',
  number: 'D2026-001',
  kinds: ['general_meeting'],
  startsAt: new Date('2026-12-25T15:00:00+08:00'),
  startsOn: '2026-12-25',
  place: '二楼会议室',
  topics: [{ text: '讨论2027年工作计划', vote: true, kind: 'resolution' }],
  hostId: null,
  status: 'scheduled',
  reason: null,
  noticedAt: null,
  groups: null,
  participants: null,
  makeUpFor: null,
  attributedTo: null,
  attended: null,
  eligible: null,
  createdBy: 'm',
  createdAt: new Date('2026-11-22T10:00:00+08:00'),
  ...given,
})

const attendance = (given: Partial<AttendanceFacts> = {}): AttendanceFacts => ({
  meeting: meeting(),
  branch: '机关第一党支部',
  rows: [
    {
      memberId: 'a',
      reply: 'attend',
      reason: null,
      repliedAt: new Date(0),
      readAt: new Date(0),
      signedInAt: new Date(0),
    },
    { memberId: 'b', reply: 'leave', reason: '出差', repliedAt: new Date(0), readAt: null, signedInAt: null },
  ],
  roster: ['a', 'b', 'c'].map((memberId) => ({ memberId, name: memberId.toUpperCase(), votes: true })),
  who: '全体党员',
  quorum: { eligible: 3, present: 1, need: 2, met: false, voters: '有表决权党员', gate: 'quorum' },
  confirmed: false,
  confirmable: true,
  provisional: false,
  zone: 'Asia/Shanghai',
  ...given,
})

describe('the notice', () => {
  it('counts replies and reading, and names who is silent', () => {
    const text = JSON.stringify(noticeCard(attendance()))
    expect(text).toContain('参加1人，请假1人，未反馈1人')
    expect(text).toContain('已读1/3')
    expect(text).toContain('未反馈（1）')
  })
  it('shows the reasons for leave to nobody in the group', () => {
    expect(JSON.stringify(noticeCard(attendance()))).not.toContain('出差')
  })
  it('takes no replies once the meeting is over', () => {
    expect(
      JSON.stringify(noticeCard(attendance({ meeting: meeting({ status: 'cancelled' }) }))),
    ).not.toContain('notice.reply')
  })
})

describe('the sign-in', () => {
  it('says how many are missing for a vote', () => {
    expect(
      quorumWords({
        eligible: 24,
        present: 11,
        need: 12,
        met: false,
        voters: '有表决权党员',
        gate: 'quorum',
      }),
    ).toContain('还差1人达到表决人数要求')
    expect(
      quorumWords({ eligible: 24, present: 12, need: 12, met: true, voters: '支部委员', gate: 'attendance' }),
    ).toContain('已达到开会人数要求')
  })
  it('offers 签到, 确认 and 请假 while the meeting is open', () => {
    const text = JSON.stringify(signInCard(attendance()))
    for (const word of ['签到', '确认', '请假']) expect(text).toContain(`"text":"${word}"`)
    expect(JSON.stringify(signInCard(attendance({ confirmed: true })))).not.toContain('"text":"确认"')
  })
})

describe('the checklist', () => {
  it('is named by its step and item, both ways', () => {
    expect(fromOption(optionOf({ step: 'vote', item: 't1' }))).toEqual({ step: 'vote', item: 't1' })
    expect(fromOption(optionOf({ step: 'host', item: null }))).toEqual({ step: 'host' })
  })
  it('offers nothing more once it is cancelled', () => {
    const card = checklistCard({
      caseId: meeting().id,
      number: 'D2026-001',
      process: '召开支部党员大会',
      title: '党员大会（2026-12-25）',
      state: 'cancelled',
      reason: '与上级会议冲突',
      meeting: meeting({ status: 'cancelled' }),
      heldAt: null,
      progress: { done: 1, total: 12 },
      rows: [],
      roster: [],
      nameOf: () => '',
      archive: [],
      offers: [],
      deadlines: [],
      links: [],
      said: [],
      tasks: { done: 0, total: 0, open: [] },
      records: [],
      notice: null,
      papers: new Map(),
      provisional: false,
      dayRemark: null,
      zone: 'Asia/Shanghai',
      now: new Date(0),
    })
    expect(JSON.stringify(card)).not.toContain('step.')
    expect(JSON.stringify(card)).toContain('原因：与上级会议冲突')
  })
})
