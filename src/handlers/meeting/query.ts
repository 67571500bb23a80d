import { meetingsCard } from '../../cards/meeting-cards.ts'
import { periodOf } from '../../domain/calendar/periods.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, choice } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { meetingNamed } from './find.ts'
import { checklistView } from './views.ts'

const spans = { 本月: 'month', 本季度: 'quarter', 本年: 'year' } as const

/** `/会议 查询 本季度`. */
export const listMeetings = defineCommand({
  name: '会议 查询',
  aliases: ['最近的会', '会议'],
  summary: '查看本月、本季度或本年的会议',
  example: '/会议 查询 本季度',
  permission: 'meeting.show',
  scope: 'branch-or-union',
  args: { span: optional(positional(choice({ label: '时段', words: spans }))) },
  async run({ span }, ctx, { organisation }) {
    const period = periodOf(ctx.today, span ?? 'quarter')
    const meetings = await ctx.unit.meetings.between(organisation.id, period.start, period.end)
    return { card: meetingsCard(organisation.name, `${period.start} 至 ${period.end}`, meetings, ctx.zone) }
  },
})

/** `/清单 D2026-014`: the checklist, live. */
export const showChecklist = defineCommand({
  name: '清单',
  aliases: ['准备情况', '会前准备'],
  summary: '查看会议清单，勾选、免办、改派步骤',
  example: '/清单 D2026-001',
  permission: 'meeting.show',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'D' }))) },
  async run({ number }, ctx, { organisation }) {
    const meeting = await meetingNamed(ctx, organisation.id, number)
    if (!meeting.instanceId) throw new Refusal('case/unknown', { number: meeting.number, what: '会议清单' })
    return { view: checklistView, ref: meeting.instanceId }
  },
})
