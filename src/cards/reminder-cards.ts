import { meetingWord } from '../domain/meetings/kinds.ts'
import type { Meeting } from '../domain/ports/index.ts'
import type { Card } from './card.ts'
import { topicWords } from './meeting-cards.ts'
import { dateWords, shortened, timeWords } from './wording.ts'

/** A period's meeting that is not arranged yet, or is overdue (DOMAIN §5.2 cards 1 and 7). */
export interface PeriodReminderFacts {
  branch: string
  label: string
  /** 一般每季度召开一次. */
  rule: string
  period: string
  periodEnd: string
  daysLeft: number
  workdaysLeft: number
  makeUpUntil: string
  overdue: boolean
  /** Number of an arranged meeting whose date has passed without a record; null where there is none. */
  unrecorded: string | null
  soon: boolean
  provisional: boolean
  today: string
  command: string
}

/** Tells the owner what the period still needs. */
export function periodReminderCard(facts: PeriodReminderFacts): Card {
  const end = dateWords(facts.periodEnd, facts.today)
  const provisional = facts.provisional ? '　该年放假安排尚未公布，日期为暂定。' : ''
  if (facts.overdue)
    return {
      title: shortened(`逾期：${facts.label}`, 20),
      tone: 'danger',
      subtitle: facts.branch,
      blocks: [
        { type: 'text', text: `${facts.branch}${facts.period}${facts.label}应于${end}前召开，尚未召开。` },
        {
          type: 'text',
          text: `可在${dateWords(facts.makeUpUntil, facts.today)}前补开（记为“逾期补开”），之后记为“缺开”。`,
        },
        { type: 'facts', items: [{ label: '安排补开', value: facts.command }] },
      ],
      note: `查看进度：/进度 本季度${provisional}`,
      summary: `逾期：${facts.period}${facts.label}尚未召开`,
    }
  if (facts.unrecorded !== null)
    return {
      title: shortened(`待补录：${facts.label}`, 20),
      tone: 'attention',
      subtitle: facts.branch,
      blocks: [
        {
          type: 'text',
          text: `${facts.branch}${facts.period}${facts.label}（${facts.unrecorded}）的日期已过，还没有召开记录。`,
        },
        { type: 'text', text: '已召开的，请在清单中登记签到和会议记录；没有召开的，请改期或取消。' },
        { type: 'facts', items: [{ label: '打开清单', value: `/清单 ${facts.unrecorded}` }] },
      ],
      note: `本期截止${end}${provisional}`,
      summary: `${facts.period}${facts.label}（${facts.unrecorded}）还没有召开记录`,
    }
  return {
    title: shortened(facts.soon ? `${facts.label}即将到期` : `${facts.label}提醒`, 20),
    tone: facts.soon ? 'attention' : 'info',
    subtitle: facts.branch,
    blocks: [
      {
        type: 'text',
        text: facts.soon
          ? `距期末还有${facts.daysLeft}天，${facts.branch}尚未安排${facts.label}。`
          : `${facts.branch}${facts.period}${facts.label}尚未安排。`,
      },
      {
        type: 'facts',
        items: [
          { label: '制度要求', value: facts.rule },
          {
            label: '本期截止',
            value: `${end}（剩余${facts.daysLeft}天，其中工作日${facts.workdaysLeft}天）`,
          },
          { label: '安排会议', value: facts.command },
        ],
      },
    ],
    note: `查看进度：/进度 本季度${provisional}`,
    summary: `${facts.period}${facts.label}尚未安排，截止${end}`,
  }
}

/** A meeting that comes near, or whose minutes are missing. */
export function meetingReminderCard(facts: {
  branch: string
  meeting: Meeting
  minutes: boolean
  zone: string
}): Card {
  const { meeting } = facts
  const kind = meetingWord(meeting.kinds[0] ?? '')
  const at = timeWords(meeting.startsAt, facts.zone)
  return facts.minutes
    ? {
        title: shortened(`请补会议记录：${kind}`, 20),
        tone: 'attention',
        subtitle: `${facts.branch}　${meeting.number}`,
        blocks: [{ type: 'text', text: `${at}的${kind}还没有登记会议记录。请在清单中完成“形成会议记录”。` }],
        note: `打开清单：/清单 ${meeting.number}`,
        summary: `${kind}的会议记录尚未登记`,
      }
    : {
        title: shortened(`会议提醒：${kind}`, 20),
        tone: 'info',
        subtitle: `${facts.branch}　${meeting.number}`,
        blocks: [
          {
            type: 'facts',
            items: [
              { label: '时间', value: at },
              { label: '地点', value: meeting.place === '' ? '未定' : meeting.place },
              { label: '议题', value: topicWords(meeting) },
            ],
          },
        ],
        note: `打开清单：/清单 ${meeting.number}`,
        summary: `${kind}：${at}`,
      }
}

/** A step that is due (DOMAIN §5.2 card 8). */
export const stepReminderCard = (facts: {
  label: string
  number: string
  title: string
  due: string
  overdueDays: number
  who: string
  today: string
}): Card => ({
  title: shortened(facts.overdueDays > 0 ? `已逾期：${facts.label}` : `待办：${facts.label}`, 20),
  tone: facts.overdueDays > 0 ? 'danger' : 'attention',
  subtitle: facts.number,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '事项', value: facts.label },
        { label: '来源', value: `${facts.title}（${facts.number}）` },
        {
          label: '期限',
          value: `${dateWords(facts.due, facts.today)}${facts.overdueDays > 0 ? `，已逾期${facts.overdueDays}天` : ''}`,
        },
        { label: '办理人', value: facts.who },
      ],
    },
  ],
  note: `打开清单办理：/清单 ${facts.number}`,
  summary: `${facts.label}期限${dateWords(facts.due, facts.today)}`,
})
