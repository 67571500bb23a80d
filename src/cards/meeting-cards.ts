import { meetingWord } from '../domain/meetings/kinds.ts'
import type { Meeting } from '../domain/ports/index.ts'
import type { Block, Card, Tag } from './card.ts'
import { meetingCancelConfirm } from './meeting-actions.ts'
import { markedDate, markedNote } from './provisional-mark.ts'
import { shortened, timeWords } from './wording.ts'

/** The agenda in one line, each item with its number; items that are put to the vote say so. */
export const topicWords = (meeting: Pick<Meeting, 'topics'>): string =>
  meeting.topics.length === 0
    ? '未定'
    : meeting.topics
        .map((topic, index) => `${index + 1}. ${topic.text}${topic.vote ? '（表决）' : ''}`)
        .join('；')

/** Meetings of a branch in a list. */
export const meetingsCard = (
  branch: string,
  span: string,
  meetings: Meeting[],
  { zone, provisional }: { zone: string; provisional: (date: string) => boolean },
): Card => ({
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
              at: markedDate(timeWords(one.startsAt, zone), provisional(one.startsOn)),
              status: statusTag(one.status),
            })),
            pageSize: 10,
          },
        ],
  ...markedNote(
    '查看清单：/清单 编号',
    meetings.some(({ startsOn }) => provisional(startsOn)),
  ),
  summary: `${branch}的会议，共${meetings.length}次`,
})

const statusTag = (status: Meeting['status']): Tag =>
  ({
    scheduled: { text: '已安排', tone: 'info' as const },
    held: { text: '已召开', tone: 'success' as const },
    cancelled: { text: '已取消', tone: 'neutral' as const },
    no_quorum: { text: '不足法定人数', tone: 'attention' as const },
  })[status]

/** Asks before a meeting is called off, and for the reason where none was given. */
export const cancelMeetingCard = (
  meeting: Meeting,
  reason: string | undefined,
  zone: string,
  convenedBy: string | null,
): Card => ({
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
        ...(reason === undefined ? [] : [{ label: '原因', value: reason }]),
      ],
    },
    {
      type: 'text',
      text: convenedBy
        ? `取消后事项 ${convenedBy} 继续办理，请在其卡片上另行安排会议。`
        : '取消后清单停止提醒，本期的会议仍需另行安排。',
    },
    reason === undefined
      ? {
          type: 'form',
          id: 'cancel',
          fields: { reason: { kind: 'line', label: '原因', required: true, maxLength: 200 } },
          buttons: [{ text: '确认', style: 'danger', action: meetingCancelConfirm({ meeting: meeting.id }) }],
        }
      : {
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
  `原定${timeWords(from, zone)}，改为${timeWords(to, zone)}。原因：${reason}。请参会人员按新时间参加。`

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
  /** `number` is the resolution's own; `ballot` that of the vote. */
  resolutions: { number: string | null; ballot: string; matter: string; arithmetic: string }[]
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
      {
        type: 'text',
        text: `${one.number ? `${one.number}，` : ''}${one.ballot}：${one.arithmetic}。`,
        size: 'small',
      },
    ]),
  ],
  summary: `决议公布：${facts.resolutions.map((one) => one.matter).join('；')}`.slice(0, 100),
})
