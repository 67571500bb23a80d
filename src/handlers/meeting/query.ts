import { meetingsCard } from '../../cards/meeting-cards.ts'
import { nextPeriod, type Period, periodOf } from '../../domain/calendar/periods.ts'
import { heldWords, meetingWord } from '../../domain/meetings/kinds.ts'
import { choice } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

const spans = {
  本月: 'month',
  本季度: 'quarter',
  本年: 'year',
  今年: 'year',
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

const kinds = choice({ label: '类型', words: heldWords })

/** A kind where the text begins with one: a period alone is no kind. */
const leadingKind = {
  ...kinds,
  take: (free: string) => {
    const word = Object.keys(heldWords).find((one) => free.startsWith(one))
    return word === undefined ? null : { text: word, rest: free.slice(word.length).trim() }
  },
}

/** `/会议 查询 [类型] [时段]`: `/会议 查询 党课 本年`. */
export const listMeetings = defineCommand({
  name: '会议 查询',
  aliases: ['最近的会', '会议'],
  summary: '查看本月、本季度、本年，或下月、下季度、明年的会议，可以只看一种',
  example: '/会议 查询 党课 本年',
  permission: 'meeting.show',
  scope: 'branch-or-union',
  args: {
    kind: optional(leadingKind),
    span: optional(positional(choice({ label: '时段', words: spans }))),
  },
  async run({ kind, span }, ctx, { organisation }) {
    const period = periodNamed(span ?? 'quarter', ctx.today)
    const all = await ctx.unit.meetings.between(organisation.id, period.start, period.end)
    const meetings = kind === undefined ? all : all.filter(({ kinds: held }) => held.includes(kind))
    const words = `${period.start} 至 ${period.end}${kind === undefined ? '' : `　${meetingWord(kind)}`}`
    return {
      card: meetingsCard(organisation.name, words, meetings, {
        zone: ctx.zone,
        provisional: ctx.catalogue.calendar.isProvisional,
      }),
    }
  },
})
