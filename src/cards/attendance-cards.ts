import { meetingWord } from '../domain/meetings/kinds.ts'
import type { Attendance, Meeting } from '../domain/ports/index.ts'
import type { Block, Card } from './card.ts'
import { noticeReply, signInClick, signInConfirm, signInLeave } from './meeting-actions.ts'
import { topicWords } from './meeting-cards.ts'
import { markedNote } from './provisional-mark.ts'
import { nameWords, shortened, timeWords } from './wording.ts'

/** Whether enough are there, of whom, and for what: to vote, or to meet at all. */
export interface PresenceFacts {
  eligible: number
  present: number
  need: number
  met: boolean
  /** 有表决权党员, 支部委员 … */
  voters: string
  gate: 'quorum' | 'attendance'
}

/** What the notice and the sign-in card know of who comes. */
export interface AttendanceFacts {
  meeting: Meeting
  branch: string
  rows: Attendance[]
  /** Who should attend, in words: 全体党员, 支部委员 … */
  who: string
  roster: { memberId: string; name: string; votes: boolean }[]
  quorum: PresenceFacts | null
  confirmed: boolean
  /** Whether its case has a step that presence is confirmed for. */
  confirmable: boolean
  /** Whether the days off of the meeting's year are not announced yet. */
  provisional: boolean
  zone: string
}

const named = (facts: AttendanceFacts, which: (row: Attendance | undefined) => boolean): string[] =>
  facts.roster
    .filter((one) => which(facts.rows.find((row) => row.memberId === one.memberId)))
    .map((one) => one.name)

/** The notice of a meeting, with 参加 and 请假 and who has read it. */
export function noticeCard(facts: AttendanceFacts): Card {
  const { meeting } = facts
  const open = meeting.status === 'scheduled'
  const attending = named(facts, (row) => row?.reply === 'attend')
  const leaving = named(facts, (row) => row?.reply === 'leave')
  const silent = named(facts, (row) => !row?.reply)
  const read = named(facts, (row) => row?.readAt != null)
  const kind = meetingWord(meeting.kinds[0] ?? '')
  return {
    title: shortened(`通知：${kind}`, 30),
    tone: open ? 'info' : 'neutral',
    subtitle: `${facts.branch}　${meeting.number}`,
    tags: [
      meeting.status === 'cancelled'
        ? { text: '已取消', tone: 'danger' }
        : { text: `已读${read.length}/${facts.roster.length}`, tone: 'neutral' },
    ],
    blocks: [
      {
        type: 'facts',
        items: [
          { label: '时间', value: timeWords(meeting.startsAt, facts.zone) },
          { label: '地点', value: meeting.place === '' ? '未定' : meeting.place },
          { label: '议题', value: topicWords(meeting) },
          {
            label: '参加人员',
            value: meeting.participants ? `${facts.who}；${meeting.participants}` : facts.who,
          },
        ],
      },
      { type: 'text', text: '因故不能到会的，请说明原因，并可提出书面意见（/意见 提交）。', size: 'small' },
      {
        type: 'facts',
        items: [
          {
            label: '反馈',
            value: `参加${attending.length}人，请假${leaving.length}人，未反馈${silent.length}人`,
          },
        ],
      },
      ...(leaving.length > 0
        ? [{ type: 'fold' as const, title: `请假（${leaving.length}）`, text: leaving.join('、') }]
        : []),
      ...(silent.length > 0
        ? [{ type: 'fold' as const, title: `未反馈（${silent.length}）`, text: nameWords(silent, 60) }]
        : []),
      ...(open ? [noticeForm(meeting)] : []),
    ],
    ...markedNote(open ? '可以更改，以最后一次为准。' : '反馈已截止。', open && facts.provisional),
    summary: `${kind}通知：${timeWords(meeting.startsAt, facts.zone)}`,
  }
}

const noticeForm = (meeting: Meeting): Block => ({
  type: 'form',
  id: 'reply',
  fields: { reason: { kind: 'line', label: '请假原因', placeholder: '请假时填写', maxLength: 200 } },
  buttons: [
    { text: '参加', style: 'primary', action: noticeReply({ meeting: meeting.id, reply: 'attend' }) },
    { text: '请假', action: noticeReply({ meeting: meeting.id, reply: 'leave' }) },
  ],
})

/** The sign-in card: 应到, 实到 and whether the vote may be held, live. */
export function signInCard(facts: AttendanceFacts): Card {
  const { meeting, quorum } = facts
  const open = meeting.status === 'scheduled'
  const here = named(facts, (row) => row?.signedInAt != null)
  const leave = named(facts, (row) => row?.signedInAt == null && row?.reply === 'leave')
  const absent = named(facts, (row) => row?.signedInAt == null && row?.reply !== 'leave')
  return {
    title: shortened(`签到：${meetingWord(meeting.kinds[0] ?? '')}`, 30),
    tone: open ? (quorum?.met ? 'success' : 'info') : 'neutral',
    subtitle: `${facts.branch}　${meeting.number}`,
    tags: [
      { text: `实到${here.length}/应到${facts.roster.length}`, tone: quorum?.met ? 'success' : 'attention' },
    ],
    blocks: [
      {
        type: 'facts',
        items: [
          { label: '应到', value: `${facts.roster.length}人` },
          { label: '实到', value: `${here.length}人` },
          { label: '请假', value: leave.length === 0 ? '0人' : `${leave.length}人（${nameWords(leave)}）` },
          ...(quorum
            ? [{ label: quorum.gate === 'quorum' ? '表决' : '开会', value: quorumWords(quorum) }]
            : []),
        ],
      },
      { type: 'progress', label: '签到', value: here.length, max: facts.roster.length },
      ...(absent.length > 0
        ? [{ type: 'fold' as const, title: `未签到（${absent.length}）`, text: nameWords(absent, 60) }]
        : []),
      ...(open ? signInButtons(facts) : []),
    ],
    ...markedNote(
      facts.confirmed
        ? '到会人数已核对，之后到会的仍可签到。'
        : facts.confirmable
          ? '记录人核对到会人数后点“确认”。'
          : '到会人数以签到为准。',
      open && facts.provisional,
    ),
    summary: `签到：实到${here.length}人，应到${facts.roster.length}人`,
  }
}

/** Says whether the vote, or the meeting, may be held, and how many are missing. */
export function quorumWords({ eligible, present, need, met, voters, gate }: PresenceFacts): string {
  const asked = gate === 'quorum' ? '表决人数要求' : '开会人数要求'
  const state = met ? `已达到${asked}` : `还差${need - present}人达到${asked}`
  return `应到会${voters}${eligible}人，已签到${present}人，${state}（不少于${need}人）`
}

const signInButtons = (facts: AttendanceFacts): Block[] => [
  {
    type: 'buttons',
    items: [
      { text: '签到', style: 'primary', action: signInClick({ meeting: facts.meeting.id }) },
      ...(facts.confirmed || !facts.confirmable
        ? []
        : [{ text: '确认', action: signInConfirm({ meeting: facts.meeting.id }) }]),
    ],
  },
  {
    type: 'form',
    id: 'leave',
    fields: { reason: { kind: 'line', label: '请假原因', placeholder: '不能到会的填写', maxLength: 200 } },
    buttons: [{ text: '请假', action: signInLeave({ meeting: facts.meeting.id }) }],
  },
]
