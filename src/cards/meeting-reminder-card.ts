import { meetingWord } from '../domain/meetings/kinds.ts'
import type { Meeting } from '../domain/ports/index.ts'
import type { Card } from './card.ts'
import { topicWords } from './meeting-cards.ts'
import { markedNote } from './provisional-mark.ts'
import { shortened, timeWords } from './wording.ts'

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
