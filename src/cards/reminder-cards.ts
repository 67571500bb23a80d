import { type DutyWording, stateWords } from '../domain/cadence/duty-wording.ts'
import type { Fulfilment } from '../domain/cadence/obligation.ts'
import { type Period, parsePeriod } from '../domain/calendar/periods.ts'
import { meetingWord } from '../domain/meetings/kinds.ts'
import type { Meeting } from '../domain/ports/index.ts'
import type { Block, Button, Card } from './card.ts'
import { stepAsk } from './case-actions.ts'
import { commandOpen } from './form-cards.ts'
import { stepTick } from './meeting-actions.ts'
import { topicWords } from './meeting-cards.ts'
import { markedNote } from './provisional-mark.ts'
import {
  type DutyValue,
  reminderArrange,
  reminderBackfill,
  reminderChecklist,
  reminderExempt,
  reminderProgress,
  reminderRegister,
  reminderSnooze,
  reminderSnoozeFor,
  snoozeLengths,
} from './reminder-actions.ts'
import { dateWords, shortened, timeWords } from './wording.ts'

/** A period's meeting that is not arranged yet, or is overdue (DOMAIN §5.2 cards 1 and 7). */
export interface PeriodReminderFacts {
  branch: string
  label: string
  duty: DutyValue
  /** 一般每季度召开一次. */
  rule: string
  period: string
  periodEnd: string
  daysLeft: number
  workdaysLeft: number
  makeUpUntil: string
  overdue: boolean
  /** Local day on which the superior will be told; null when it is not, or has been. */
  escalateOn: string | null
  /** Whether the superior has been told. */
  escalated: boolean
  /** Number of an arranged meeting whose date has passed without a record; null where there is none. */
  unrecorded: string | null
  fulfilled: Fulfilment
  wording: DutyWording
  /** Of a duty that is registered person by person: how many of how many. */
  registered: { done: number; due: number } | null
  soon: boolean
  provisional: boolean
  /** Local day of the last meeting of this kind; null when there was none. */
  lastHeld: string | null
  today: string
}

const text = (words: string): Block => ({ type: 'text', text: words })

/** What can be done about it now: only a duty with a process can be arranged as a case. */
function fulfilButtons(
  { duty, fulfilled }: PeriodReminderFacts,
  words: { arrange: string; backfill: string },
): Button[] {
  if (fulfilled === 'registered') return [{ text: '登记', action: reminderRegister(duty), style: 'primary' }]
  if (fulfilled === 'recorded')
    return [{ text: words.backfill, action: reminderBackfill(duty), style: 'primary' }]
  return [
    { text: words.arrange, action: reminderArrange(duty), style: 'primary' },
    { text: words.backfill, action: reminderBackfill(duty) },
  ]
}

/** Tells the owner what the period still needs. */
export function periodReminderCard(facts: PeriodReminderFacts): Card {
  const card = facts.overdue ? overdueCard(facts) : facts.unrecorded ? unrecordedCard(facts) : openCard(facts)
  return { ...card, subtitle: facts.branch, ...markedNote(card.note, facts.provisional) }
}

function overdueCard(facts: PeriodReminderFacts): Card {
  const { branch, period, label, duty, wording } = facts
  const end = dateWords(facts.periodEnd, facts.today)
  const missed = stateWords('missed', wording).label
  const ahead = facts.escalateOn
    ? [text(`如仍未处理，将于${dateWords(facts.escalateOn, facts.today)}列入报送上级党组织的情况汇总。`)]
    : []
  return {
    title: shortened(`逾期：${label}`, 20),
    tone: 'danger',
    blocks: [
      text(`${branch}${period}${label}应于${end}前${wording.fulfil}，尚未${wording.fulfil}。`),
      text(
        facts.makeUpUntil < facts.today
          ? `${wording.makeUp}期限已过，记为“${missed}”。`
          : `可在${dateWords(facts.makeUpUntil, facts.today)}前${wording.makeUp}（记为“${stateWords('late_done', wording).label}”），之后记为“${missed}”。`,
      ),
      ...(facts.escalated ? [text('已列入报送上级党组织的情况汇总。')] : ahead),
      {
        type: 'buttons',
        items: [
          ...fulfilButtons(facts, { arrange: '安排补开', backfill: '补录已召开的会议' }),
          { text: `登记上级同意${wording.waive}或延期`, action: reminderExempt(duty) },
          { text: '稍后提醒', action: reminderSnooze(duty) },
        ],
      },
    ],
    summary: `逾期：${period}${label}尚未${wording.fulfil}`,
  }
}

function unrecordedCard(facts: PeriodReminderFacts): Card {
  const { branch, period, label, duty, unrecorded } = facts
  return {
    title: shortened(`待补录：${label}`, 20),
    tone: 'attention',
    blocks: [
      text(`${branch}${period}${label}（${unrecorded}）的日期已过，还没有召开记录。`),
      text('已召开的，请在清单中登记签到和会议记录；没有召开的，请改期或取消。'),
      { type: 'facts', items: [{ label: '打开清单', value: `/清单 ${unrecorded}` }] },
      {
        type: 'buttons',
        items: [
          { text: '已召开，补录', action: reminderBackfill(duty), style: 'primary' },
          { text: '稍后提醒', action: reminderSnooze(duty) },
        ],
      },
    ],
    note: `本期截止${dateWords(facts.periodEnd, facts.today)}`,
    summary: `${period}${label}（${unrecorded}）还没有召开记录`,
  }
}

const progressOf: Record<Period['kind'], string> = {
  month: '查看本月进度',
  quarter: '查看本季度进度',
  year: '查看本年进度',
}

function openCard(facts: PeriodReminderFacts): Card {
  const { branch, period, label, duty, soon, wording, registered } = facts
  const end = dateWords(facts.periodEnd, facts.today)
  return {
    title: shortened(soon ? `${label}即将到期` : `${label}提醒`, 20),
    tone: soon ? 'attention' : 'info',
    blocks: [
      text(
        soon
          ? `距期末还有${facts.daysLeft}天，${branch}${wording.notBegun}${label}。`
          : `${branch}${period}${label}${wording.notBegun}。`,
      ),
      {
        type: 'facts',
        items: [
          { label: '制度要求', value: facts.rule },
          {
            label: '本期截止',
            value: `${end}（剩余${facts.daysLeft}天，其中工作日${facts.workdaysLeft}天）`,
          },
          ...(registered ? [{ label: '已登记', value: `${registered.done}人，应${registered.due}人` }] : []),
          ...(facts.lastHeld ? [{ label: '上次召开', value: dateWords(facts.lastHeld, facts.today) }] : []),
        ],
      },
      {
        type: 'buttons',
        items: [
          ...fulfilButtons(facts, { arrange: '安排会议', backfill: '已召开，补录' }),
          {
            text: progressOf[parsePeriod(duty.period)?.kind ?? 'quarter'],
            action: reminderProgress({ organisation: duty.organisation }),
          },
          { text: '稍后提醒', action: reminderSnooze(duty) },
        ],
      },
    ],
    summary: `${period}${label}${wording.notBegun}，截止${end}`,
  }
}

/** Asks for how long a matter is put off. */
export const snoozeCard = (facts: { label: string; branch: string; duty: DutyValue }): Card => ({
  title: shortened(`稍后提醒：${facts.label}`, 20),
  tone: 'info',
  subtitle: facts.branch,
  blocks: [
    text('在这一天之前，本事项不再提醒您；其他人的提醒不变。'),
    {
      type: 'buttons',
      items: snoozeLengths.map((length) => ({
        text: snoozeWords[length],
        action: reminderSnoozeFor({ ...facts.duty, length }),
      })),
    },
  ],
  summary: `稍后提醒：${facts.label}`,
})

const snoozeWords = { tomorrow: '明天', three_days: '3天后', next_monday: '下周一' } as const

/** A meeting that comes near, or whose minutes are missing. */
export function meetingReminderCard(facts: {
  branch: string
  meeting: Meeting
  minutes: boolean
  provisional: boolean
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
        ...markedNote(`打开清单：/清单 ${meeting.number}`, facts.provisional),
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
        ...markedNote(`打开清单：/清单 ${meeting.number}`, facts.provisional),
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
  provisional: boolean
  today: string
  case: string
  step: string
  item: string | null
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
    {
      type: 'buttons',
      items: [
        {
          text: '已完成',
          action: stepTick({ case: facts.case, step: facts.step, item: facts.item }),
          style: 'primary',
        },
        { text: '打开清单', action: reminderChecklist({ case: facts.case }) },
      ],
    },
  ],
  ...markedNote(`改派、免办在清单中办理：/清单 ${facts.number}`, facts.provisional),
  summary: `${facts.label}期限${dateWords(facts.due, facts.today)}`,
})

/** A request that must be with the superior some days before a meeting (DOMAIN §5.2 card 2b). */
export const requestReminderCard = (facts: {
  label: string
  number: string
  title: string
  due: string
  passed: boolean
  startsAt: string | null
  topics: string | null
  /** Number and state of the request; null = not written. */
  draft: string | null
  request: string | null
  provisional: boolean
  today: string
  case: string
  step: string
  item: string | null
  forStep: string
}): Card => ({
  title: facts.passed ? '书面请示已超过时限' : `书面请示须在${dateWords(facts.due, facts.today)}前报送`,
  tone: facts.passed ? 'danger' : 'attention',
  subtitle: facts.number,
  blocks: [
    text(
      `${facts.title}${facts.startsAt ? `定于${facts.startsAt}` : ''}。按要求，应于${facts.due}前将会议议题、时间等基本情况书面报上级党组织。`,
    ),
    {
      type: 'facts',
      items: [
        ...(facts.topics ? [{ label: '议题', value: facts.topics }] : []),
        { label: '请示文稿', value: facts.draft ?? '尚未起草' },
        { label: '期限', value: facts.due },
      ],
    },
    {
      type: 'buttons',
      items: [
        {
          text: '生成请示文稿',
          action: commandOpen({
            command: '请示 新建',
            texts: { matter: shortened(`召开${facts.title}`, 40), forStep: facts.forStep },
          }),
          style: 'primary',
        },
        {
          text: '登记已报送',
          action: stepAsk({ case: facts.case, step: facts.step, item: facts.item }),
        },
        {
          text: '登记批复',
          action: commandOpen({
            command: '批复 登记',
            texts: facts.request ? { number: facts.request } : {},
          }),
        },
        { text: '改期', action: commandOpen({ command: '会议 改期', texts: { number: facts.number } }) },
      ],
    },
  ],
  ...markedNote('超过时限未报送的，会议不能标记为“符合要求”，须改期或登记上级书面同意。', facts.provisional),
  summary: `${facts.label}期限${dateWords(facts.due, facts.today)}`,
})
