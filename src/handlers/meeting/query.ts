import { meetingsCard } from '../../cards/meeting-cards.ts'
import { periodOf } from '../../domain/calendar/periods.ts'
import { heldWords, meetingWord } from '../../domain/meetings/kinds.ts'
import { choice } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

const spans = { 本月: 'month', 本季度: 'quarter', 本年: 'year', 今年: 'year' } as const
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
  summary: '查看本月、本季度或本年的会议，可以只看一种',
  example: '/会议 查询 党课 本年',
  permission: 'meeting.show',
  scope: 'branch-or-union',
  args: {
    kind: optional(leadingKind),
    span: optional(positional(choice({ label: '时段', words: spans }))),
  },
  async run({ kind, span }, ctx, { organisation }) {
    const period = periodOf(ctx.today, span ?? 'quarter')
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
