import { meetingsCard } from '../../cards/meeting-cards.ts'
import { nextPeriod, type Period, periodOf } from '../../domain/calendar/periods.ts'
import { choice } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

const spans = {
  本月: 'month',
  本季度: 'quarter',
  本年: 'year',
  下月: 'next-month',
  下季度: 'next-quarter',
  明年: 'next-year',
} as const
type Span = (typeof spans)[keyof typeof spans]

function periodNamed(span: Span, today: string): Period {
  const kind = (['month', 'quarter', 'year'] as const).find((one) => span.endsWith(one)) ?? 'quarter'
  const present = periodOf(today, kind)
  return span.startsWith('next-') ? nextPeriod(present) : present
}

/** `/会议 查询 本季度`. */
export const listMeetings = defineCommand({
  name: '会议 查询',
  aliases: ['最近的会', '会议'],
  summary: '查看本月、本季度、本年，或下月、下季度、明年的会议',
  example: '/会议 查询 本季度',
  permission: 'meeting.show',
  scope: 'branch',
  args: { span: optional(positional(choice({ label: '时段', words: spans }))) },
  async run({ span }, ctx, { organisation }) {
    const period = periodNamed(span ?? 'quarter', ctx.today)
    const meetings = await ctx.unit.meetings.between(organisation.id, period.start, period.end)
    return {
      card: meetingsCard(organisation.name, `${period.start} 至 ${period.end}`, meetings, {
        zone: ctx.zone,
        provisional: ctx.catalogue.calendar.isProvisional,
      }),
    }
  },
})
