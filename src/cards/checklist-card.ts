import type { Meeting } from '../domain/ports/index.ts'
import type { Block, Card, Tag } from './card.ts'
import type { ChecklistFacts } from './checklist-facts.ts'
import { archiveBlock, offerBlocks, stepsForm } from './checklist-forms.ts'
import { phaseBlocks, taskBlocks } from './checklist-rows.ts'
import { topicWords } from './meeting-cards.ts'
import { markedNote } from './provisional-mark.ts'
import { shortened, timeWords } from './wording.ts'

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
  const [next, ...others] = facts.rows
    .filter((row) => row.state === 'open')
    .sort((a, b) => ((a.due?.at ?? '9999') < (b.due?.at ?? '9999') ? -1 : 1))
  const late = facts.rows.filter((row) => row.overdue || row.overdueHard)
  if (!next || (facts.state !== 'open' && facts.state !== 'held')) return []
  const who = next.assignee ? facts.nameOf(next.assignee) : next.roleLabel
  const due = next.due ? `，${next.due.date.slice(5)}前` : ''
  const more = others.length > 0 ? `，另有${others.length}项可同时办理` : ''
  return [
    {
      type: 'facts',
      items: [
        { label: '下一步', value: `${next.label}（${who}${due}）${more}` },
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
