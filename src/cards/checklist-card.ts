import type { Meeting } from '../domain/ports/index.ts'
import type { ArchiveRow, ChecklistRow } from '../domain/process/index.ts'
import type { ActionValue } from './actions.ts'
import type { Block, Card, Tag } from './card.ts'
import { optionOf, stepAssign, stepDone, stepTick, stepWaive } from './meeting-actions.ts'
import { topicWords } from './meeting-cards.ts'
import { evidenceAsk } from './paper-actions.ts'
import { markedNote } from './provisional-mark.ts'
import { shortened, stampWords, timeWords } from './wording.ts'

const phaseTitle = { pre: '会前', in: '会中', post: '会后' } as Record<string, string>

/** What the checklist of one case shows. Names are looked up by member id. */
export interface ChecklistFacts {
  caseId: string
  number: string
  title: string
  state: 'open' | 'held' | 'closed' | 'cancelled'
  reason: string | null
  meeting: Meeting | null
  /** When what the case prepares is held, where it is no meeting. */
  heldAt: Date | null
  progress: { done: number; total: number }
  rows: ChecklistRow[]
  roster: { memberId: string; name: string }[]
  nameOf: (memberId: string) => string
  archive: ArchiveRow[]
  /** What can be opened for steps that can be done now: the command that makes what a step needs, its form, its approval. */
  offers: { label: string; button: string; action: ActionValue }[]
  /** Deadlines after which only the superior's consent helps, of steps that are still to be done. */
  deadlines: { label: string; date: string; passed: boolean }[]
  /** What the process is called. */
  process: string
  /** The case that led to it, and those that it led to. */
  links: { label: string; value: string }[]
  /** What was entered on steps, as label and text. */
  said: { label: string; value: string }[]
  /** What was made for steps and has not completed them yet. */
  records: { step: string; item: string | null; label: string }[]
  /** The work that the case gave out: a line each for what is open, and how much there is. */
  tasks: { done: number; total: number; open: string[] }
  notice: { read: number; asked: number } | null
  /** How many papers prove a step, by its option. */
  papers: ReadonlyMap<string, number>
  /** What is to be known of the meeting's day: that it is a day off. */
  dayRemark: string | null
  /** Whether the meeting, or a step that is still to be done, falls into a year whose days off are not announced yet. */
  provisional: boolean
  zone: string
  now: Date
}

/** The preparation, sitting and follow-up of a meeting, item by item. */
export function checklistCard(facts: ChecklistFacts): Card {
  const { meeting } = facts
  const over = facts.state === 'closed' || facts.state === 'cancelled'
  const late = facts.rows.some((row) => row.overdue || row.overdueHard)
  return {
    title: shortened(`${meeting ? '会议' : '事项'}清单：${facts.title}`, 30),
    tone:
      facts.state === 'cancelled'
        ? 'neutral'
        : facts.state === 'closed'
          ? 'success'
          : late
            ? 'attention'
            : 'info',
    subtitle:
      meeting || facts.title.includes(facts.process) ? facts.number : `${facts.number}　${facts.process}`,
    tags: [stateTag(facts), { text: `${facts.progress.done}/${facts.progress.total}`, tone: 'neutral' }],
    blocks: [
      ...(meeting ? [meetingFacts(meeting, facts)] : []),
      ...(facts.heldAt
        ? [
            {
              type: 'facts' as const,
              items: [{ label: '时间', value: timeWords(facts.heldAt, facts.zone) }],
            },
          ]
        : []),
      ...(facts.reason
        ? [{ type: 'text' as const, text: `原因：${facts.reason}`, size: 'small' as const }]
        : []),
      { type: 'progress', label: '进度', value: facts.progress.done, max: facts.progress.total },
      ...standing(facts),
      ...facts.deadlines.map(deadlineBlock),
      ...(facts.links.length > 0 ? [{ type: 'facts' as const, items: facts.links }] : []),
      ...taskBlocks(facts),
      ...phaseBlocks(facts),
      ...(facts.said.length > 0 ? [saidBlock(facts)] : []),
      ...(over ? [] : [...offerBlocks(facts), stepsForm(facts)]),
      ...(facts.state === 'closed' ? [archiveBlock(facts.archive)] : []),
    ],
    ...markedNote(
      over
        ? '此事项已结束，清单保留备查。'
        : `勾选即记录。未完成事项在截止前3个、1个工作日提醒。${facts.meeting ? '改期：/会议 改期；取消：/会议 取消。' : '暂停：/事项 暂停；取消：/事项 取消。'}`,
      !over && facts.provisional,
    ),
    summary: `${facts.title}（${facts.number}）进度 ${facts.progress.done}/${facts.progress.total}`,
  }
}

/** Who is next, and what is overdue. */
function standing(facts: ChecklistFacts): Block[] {
  const [next] = facts.rows
    .filter((row) => row.state === 'open')
    .sort((a, b) => ((a.due?.at ?? '9999') < (b.due?.at ?? '9999') ? -1 : 1))
  const late = facts.rows.filter((row) => row.overdue || row.overdueHard)
  if (!next || (facts.state !== 'open' && facts.state !== 'held')) return []
  const who = next.assignee ? facts.nameOf(next.assignee) : next.roleLabel
  const due = next.due ? `，${next.due.date.slice(5)}前` : ''
  return [
    {
      type: 'facts',
      items: [
        { label: '下一步', value: `${next.label}（${who}${due}）` },
        ...(late.length > 0 ? [{ label: '逾期', value: late.map((row) => row.label).join('、') }] : []),
      ],
    },
  ]
}

const deadlineBlock = ({ label, date, passed }: ChecklistFacts['deadlines'][number]): Block => ({
  type: 'text',
  text: passed
    ? `“${label}”已超过规定时限（${date}）。会议不能标记为“符合要求”，须改期，或登记上级书面同意。`
    : `“${label}”须在${date}前报送；超过时限的，须改期或登记上级书面同意。`,
})

/** So many open tasks are listed; the others stand in 任务. */
const mostTasks = 6

function taskBlocks({ tasks: { done, total, open } }: ChecklistFacts): Block[] {
  if (total === 0) return []
  const more = open.length > mostTasks ? [`另有${open.length - mostTasks}项，见 /任务 全部`] : []
  return [
    { type: 'facts', items: [{ label: '任务', value: `已办结${done}/${total}` }] },
    ...(open.length > 0
      ? [{ type: 'text' as const, text: [...open.slice(0, mostTasks), ...more].join('\n') }]
      : []),
  ]
}

const saidBlock = ({ said }: ChecklistFacts): Block => ({
  type: 'fold',
  title: '已填写内容',
  text: said.map(({ label, value }) => `${label}：${value}`).join('\n'),
})

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
    {
      label: '时间',
      value: `${timeWords(meeting.startsAt, facts.zone)}${meeting.status === 'cancelled' && facts.state !== 'cancelled' ? '（已取消，请另行安排）' : ''}`,
    },
    { label: '地点', value: meeting.place === '' ? '未定' : meeting.place },
    { label: '议题', value: topicWords(meeting) },
    ...(facts.dayRemark ? [{ label: '注意', value: facts.dayRemark }] : []),
    ...(facts.notice ? [{ label: '通知', value: `已读${facts.notice.read}/${facts.notice.asked}` }] : []),
  ],
})

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
  const papers = facts.papers.get(optionOf(row))
  const marked = papers ? `　材料${papers}份` : ''
  return `${stateText(row, facts)}${marked}`
}

function stateText(row: ChecklistRow, facts: ChecklistFacts): string {
  const who = row.assignee ? facts.nameOf(row.assignee) : row.roleLabel
  if (row.state === 'waived') return `${row.label}　免办${row.reason ? `：${shortened(row.reason, 20)}` : ''}`
  if (row.state === 'done') {
    const by = row.doneBy ? `${facts.nameOf(row.doneBy)} ` : ''
    return `${row.label}　${by}${row.doneAt ? stampWords(new Date(row.doneAt), facts.zone) : '已完成'}`
  }
  const due = row.due ? `　${row.due.date.slice(5)}前` : ''
  const warning = row.overdueHard ? '　已超过规定时限' : row.overdue ? '　已逾期' : ''
  const made = facts.records.filter((one) => one.step === row.step && one.item === row.item).at(-1)
  const running = made ? `　${made.label}办理中` : ''
  return `${row.label}　${who}${row.phase === 'in' ? '' : due}${running}${warning}`
}

/** At most so many buttons: a phone shows no more without scrolling, and each finished step makes room. */
const mostOffers = 6

function offerBlocks({ offers }: ChecklistFacts): Block[] {
  if (offers.length === 0) return []
  const items = offers.slice(0, mostOffers).map(({ label, button, action }) => ({
    text: `${button}：${shortened(label, 12)}`,
    action,
  }))
  return [{ type: 'buttons', items }]
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
      { text: '上传资料', action: evidenceAsk({ case: facts.caseId }) },
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
