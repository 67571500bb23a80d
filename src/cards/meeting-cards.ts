import { z } from 'zod'
import { meetingWord } from '../domain/meetings/kinds.ts'
import type { Attendance, Meeting } from '../domain/ports/index.ts'
import type { ArchiveRow, ChecklistRow } from '../domain/process/index.ts'
import { cardAction, refId, typedText } from './actions.ts'
import type { Block, Card, Tag } from './card.ts'
import { nameWords, shortened, stampWords, timeWords } from './wording.ts'

const stepRef = { case: refId, step: z.string().max(60), item: z.string().max(60).nullable() }

export const stepTick = cardAction('step.tick', z.object(stepRef))
const stepForm = z.object({
  step: z.string({ error: '请先选择一个步骤。' }).min(1, '请先选择一个步骤。'),
  reason: typedText(500).optional(),
  to: z.string().max(60).optional(),
})
export const stepDone = cardAction('step.done', z.object({ case: refId }), stepForm)
export const stepWaive = cardAction('step.waive', z.object({ case: refId }), stepForm)
export const stepAssign = cardAction('step.assign', z.object({ case: refId }), stepForm)
export const noticeReply = cardAction(
  'notice.reply',
  z.object({ meeting: refId, reply: z.enum(['attend', 'leave']) }),
  z.object({ reason: typedText(200).optional() }),
)
export const signInClick = cardAction('attendance.sign', z.object({ meeting: refId }))
export const signInLeave = cardAction(
  'attendance.leave',
  z.object({ meeting: refId }),
  z.object({ reason: typedText(200).optional() }),
)
export const signInConfirm = cardAction('attendance.confirm', z.object({ meeting: refId }))
export const meetingCancelConfirm = cardAction(
  'meeting.cancel',
  z.object({ meeting: refId, reason: z.string().max(200) }),
)

/** Steps are named on a form by step and item; this is how both go into one option value. */
export const optionOf = (row: { step: string; item: string | null }): string =>
  `${row.step}|${row.item ?? ''}`
export const fromOption = (value: string): { step: string; item?: string } => {
  const [step = '', item = ''] = value.split('|')
  return item === '' ? { step } : { step, item }
}

const phaseTitle = { pre: '会前', in: '会中', post: '会后' } as Record<string, string>

/** What the checklist of one case shows. Names are looked up by member id. */
export interface ChecklistFacts {
  caseId: string
  number: string
  title: string
  state: 'open' | 'held' | 'closed' | 'cancelled'
  reason: string | null
  meeting: Meeting | null
  progress: { done: number; total: number }
  rows: ChecklistRow[]
  roster: { memberId: string; name: string }[]
  nameOf: (memberId: string) => string
  archive: ArchiveRow[]
  notice: { read: number; asked: number } | null
  zone: string
  now: Date
}

/** The preparation, sitting and follow-up of a meeting, item by item. */
export function checklistCard(facts: ChecklistFacts): Card {
  const { meeting } = facts
  const over = facts.state === 'closed' || facts.state === 'cancelled'
  const late = facts.rows.some((row) => row.overdue || row.overdueHard)
  return {
    title: shortened(`会议清单：${facts.title}`, 30),
    tone:
      facts.state === 'cancelled'
        ? 'neutral'
        : facts.state === 'closed'
          ? 'success'
          : late
            ? 'attention'
            : 'info',
    subtitle: facts.number,
    tags: [stateTag(facts), { text: `${facts.progress.done}/${facts.progress.total}`, tone: 'neutral' }],
    blocks: [
      ...(meeting ? [meetingFacts(meeting, facts)] : []),
      ...(facts.reason
        ? [{ type: 'text' as const, text: `原因：${facts.reason}`, size: 'small' as const }]
        : []),
      { type: 'progress', label: '进度', value: facts.progress.done, max: facts.progress.total },
      ...phaseBlocks(facts),
      ...(over ? [] : [stepsForm(facts)]),
      ...(facts.state === 'closed' ? [archiveBlock(facts.archive)] : []),
    ],
    note: over
      ? '此事项已结束，清单保留备查。'
      : '勾选即记录。未完成事项在截止前3个、1个工作日提醒。改期：/会议 改期；取消：/会议 取消。',
    summary: `${facts.title}（${facts.number}）进度 ${facts.progress.done}/${facts.progress.total}`,
  }
}

function stateTag(facts: ChecklistFacts): Tag {
  if (facts.state === 'cancelled') return { text: '已取消', tone: 'neutral' }
  if (facts.state === 'closed') return { text: '已归档', tone: 'success' }
  if (facts.state === 'held') return { text: '已暂停', tone: 'attention' }
  return facts.meeting?.status === 'held'
    ? { text: '已召开', tone: 'success' }
    : { text: '进行中', tone: 'info' }
}

const meetingFacts = (meeting: Meeting, facts: ChecklistFacts): Block => ({
  type: 'facts',
  items: [
    { label: '时间', value: timeWords(meeting.startsAt, facts.zone) },
    { label: '地点', value: meeting.place === '' ? '未定' : meeting.place },
    { label: '议题', value: topicWords(meeting) },
    ...(facts.notice ? [{ label: '通知', value: `已读${facts.notice.read}/${facts.notice.asked}` }] : []),
  ],
})

/** The agenda in one line, each item with its number; items that are put to the vote say so. */
export const topicWords = (meeting: Pick<Meeting, 'topics'>): string =>
  meeting.topics.length === 0
    ? '未定'
    : meeting.topics
        .map((topic, index) => `${index + 1}. ${topic.text}${topic.vote ? '（表决）' : ''}`)
        .join('；')

function phaseBlocks(facts: ChecklistFacts): Block[] {
  const phases = [...new Set(facts.rows.map((row) => row.phase))]
  return phases.flatMap((phase): Block[] => {
    const rows = facts.rows.filter((row) => row.phase === phase)
    return [
      { type: 'text', text: phaseTitle[phase] ?? rows[0]?.phaseLabel ?? phase, size: 'heading' },
      {
        type: 'checklist',
        items: rows.map((row) => ({
          id: optionOf(row),
          text: rowText(row, facts),
          done: row.state === 'done' || row.state === 'waived',
          action: stepTick({ case: facts.caseId, step: row.step, item: row.item }),
        })),
      },
    ]
  })
}

/** Starts with the step's label, then who and until when, or what became of it. */
function rowText(row: ChecklistRow, facts: ChecklistFacts): string {
  const who = row.assignee ? facts.nameOf(row.assignee) : row.roleLabel
  if (row.state === 'waived') return `${row.label}　免办${row.reason ? `：${shortened(row.reason, 20)}` : ''}`
  if (row.state === 'done') {
    const by = row.doneBy ? `${facts.nameOf(row.doneBy)} ` : ''
    return `${row.label}　${by}${row.doneAt ? stampWords(new Date(row.doneAt), facts.zone) : '已完成'}`
  }
  const due = row.due ? `　${row.due.date.slice(5)}前` : ''
  const warning = row.overdueHard ? '　已超过规定时限' : row.overdue ? '　已逾期' : ''
  return `${row.label}　${who}${row.phase === 'in' ? '' : due}${warning}`
}

function stepsForm(facts: ChecklistFacts): Block {
  const open = facts.rows.filter((row) => row.state === 'open' || row.state === 'waiting')
  return {
    type: 'form',
    id: 'steps',
    fields: {
      step: {
        kind: 'choice',
        label: '步骤',
        placeholder: '选择要办理的步骤',
        options: open.map((row) => ({ value: optionOf(row), text: shortened(row.label, 24) })),
      },
      reason: { kind: 'line', label: '说明', placeholder: '免办时必填理由', maxLength: 500 },
      to: {
        kind: 'choice',
        label: '改派给',
        placeholder: '改派时选择',
        options: facts.roster.slice(0, 60).map((one) => ({ value: one.memberId, text: one.name })),
      },
    },
    buttons: [
      { text: '标记完成', style: 'primary', action: stepDone({ case: facts.caseId }) },
      { text: '免办', action: stepWaive({ case: facts.caseId }) },
      { text: '改派', action: stepAssign({ case: facts.caseId }) },
    ],
  }
}

function archiveBlock(rows: ArchiveRow[]): Block {
  const words = { present: '有', waived: '免办', skipped: '不适用', missing: '缺' } as const
  const tones = { present: 'success', waived: 'attention', skipped: 'neutral', missing: 'danger' } as const
  return {
    type: 'table',
    columns: [
      { key: 'label', label: '归档材料' },
      { key: 'status', label: '情况' },
    ],
    rows: rows.map((row) => ({
      label: row.label,
      status: { text: words[row.status], tone: tones[row.status] },
    })),
    pageSize: 10,
  }
}

/** What the notice and the sign-in card know of who comes. */
export interface AttendanceFacts {
  meeting: Meeting
  branch: string
  rows: Attendance[]
  roster: { memberId: string; name: string; votes: boolean }[]
  quorum: { eligible: number; present: number; need: number; met: boolean } | null
  confirmed: boolean
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
          { label: '参加人员', value: '全体党员' },
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
    note: open ? '可以更改，以最后一次为准。' : '反馈已截止。',
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
          ...(quorum ? [{ label: '表决', value: quorumWords(quorum) }] : []),
        ],
      },
      { type: 'progress', label: '签到', value: here.length, max: facts.roster.length },
      ...(absent.length > 0
        ? [{ type: 'fold' as const, title: `未签到（${absent.length}）`, text: nameWords(absent, 60) }]
        : []),
      ...(open ? signInButtons(facts) : []),
    ],
    note: facts.confirmed ? '到会人数已核对，之后到会的仍可签到。' : '记录人核对到会人数后点“确认”。',
    summary: `签到：实到${here.length}人，应到${facts.roster.length}人`,
  }
}

/** Says whether the vote may be held, and how many are missing. */
export const quorumWords = (quorum: {
  eligible: number
  present: number
  need: number
  met: boolean
}): string =>
  `应到会有表决权党员${quorum.eligible}人，已签到${quorum.present}人，${
    quorum.met ? '已达到表决人数要求' : `还差${quorum.need - quorum.present}人达到表决人数要求`
  }（不少于${quorum.need}人）`

const signInButtons = (facts: AttendanceFacts): Block[] => [
  {
    type: 'buttons',
    items: [
      { text: '签到', style: 'primary', action: signInClick({ meeting: facts.meeting.id }) },
      ...(facts.confirmed ? [] : [{ text: '确认', action: signInConfirm({ meeting: facts.meeting.id }) }]),
    ],
  },
  {
    type: 'form',
    id: 'leave',
    fields: { reason: { kind: 'line', label: '请假原因', placeholder: '不能到会的填写', maxLength: 200 } },
    buttons: [{ text: '请假', action: signInLeave({ meeting: facts.meeting.id }) }],
  },
]

/** Meetings of a branch in a list. */
export const meetingsCard = (branch: string, span: string, meetings: Meeting[], zone: string): Card => ({
  title: `${branch}的会议`,
  tone: 'info',
  subtitle: span,
  blocks:
    meetings.length === 0
      ? [{ type: 'text', text: '没有会议。安排会议：/会议 新建 党员大会 12月25日15:00 议题=…' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              { key: 'kind', label: '类型' },
              { key: 'at', label: '时间' },
              { key: 'status', label: '状态' },
            ],
            rows: meetings.map((one) => ({
              number: one.number,
              kind: meetingWord(one.kinds[0] ?? ''),
              at: timeWords(one.startsAt, zone),
              status: statusTag(one.status),
            })),
            pageSize: 10,
          },
        ],
  note: '查看清单：/清单 编号',
  summary: `${branch}的会议，共${meetings.length}次`,
})

const statusTag = (status: Meeting['status']): Tag =>
  ({
    scheduled: { text: '已安排', tone: 'info' as const },
    held: { text: '已召开', tone: 'success' as const },
    cancelled: { text: '已取消', tone: 'neutral' as const },
    no_quorum: { text: '不足法定人数', tone: 'attention' as const },
  })[status]

/** Asks before a meeting is called off. */
export const cancelMeetingCard = (meeting: Meeting, reason: string, zone: string): Card => ({
  title: '取消会议',
  tone: 'attention',
  subtitle: meeting.number,
  blocks: [
    {
      type: 'facts',
      items: [
        {
          label: '会议',
          value: `${meetingWord(meeting.kinds[0] ?? '')}，${timeWords(meeting.startsAt, zone)}`,
        },
        { label: '原因', value: reason },
      ],
    },
    { type: 'text', text: '取消后清单停止提醒，本期的会议仍需另行安排。' },
    {
      type: 'buttons',
      items: [
        { text: '确认', style: 'danger', action: meetingCancelConfirm({ meeting: meeting.id, reason }) },
      ],
    },
  ],
  summary: `请确认取消会议 ${meeting.number}`,
})

/** Told to the group when a meeting moved or was called off. */
export const meetingNewsCard = (
  meeting: Meeting,
  news: { title: string; text: string; tone: Card['tone'] },
): Card => ({
  title: news.title,
  tone: news.tone,
  subtitle: meeting.number,
  blocks: [{ type: 'text', text: news.text }],
  summary: `${news.title}：${news.text}`,
})

export const rescheduledText = (from: Date, to: Date, reason: string, zone: string): string =>
  `原定${timeWords(from, zone)}，改为${timeWords(to, zone)}。原因：${reason}。请各位党员按新时间参加。`

/** Another process has to follow; when is for people to say. */
export const followUpCard = (facts: { number: string; text: string; label: string }): Card => ({
  title: shortened(`须另行办理：${facts.label}`, 24),
  tone: 'attention',
  subtitle: facts.number,
  blocks: [
    { type: 'text', text: facts.text },
    { type: 'facts', items: [{ label: '安排会议', value: '/会议 新建 党员大会 时间 议题=… 地点=…' }] },
  ],
  summary: facts.text,
})

/** What a meeting adopted, as it is published to its members (公布决议并转入执行). */
export const resolutionsCard = (facts: {
  branch: string
  meeting: Meeting
  resolutions: { number: string; matter: string; arithmetic: string }[]
  zone: string
}): Card => ({
  title: shortened(`决议公布：${meetingWord(facts.meeting.kinds[0] ?? '')}`, 24),
  tone: 'success',
  subtitle: `${facts.branch}　${facts.meeting.number}`,
  blocks: [
    {
      type: 'text',
      text: `${timeWords(facts.meeting.startsAt, facts.zone)}的会议通过以下决议，请遵照执行。`,
    },
    ...facts.resolutions.flatMap((one): Block[] => [
      { type: 'text', text: one.matter, size: 'heading' },
      { type: 'text', text: `${one.number}：${one.arithmetic}。`, size: 'small' },
    ]),
  ],
  summary: `决议公布：${facts.resolutions.map((one) => one.matter).join('；')}`.slice(0, 100),
})
