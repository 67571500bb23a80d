import type { Card } from './card.ts'
import { stepTick } from './meeting-actions.ts'
import { markedNote } from './provisional-mark.ts'
import { reminderChecklist } from './reminder-actions.ts'
import { extendAsk, handOverAsk } from './step-change-cards.ts'
import { dateWords, shortened } from './wording.ts'
import { dueWords } from './work-cards.ts'

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
    { type: 'text', text: dueWords(facts) },
    { type: 'facts', items: [{ label: '办理人', value: facts.who }] },
    {
      type: 'buttons',
      items: [
        {
          text: '已完成',
          action: stepTick({ case: facts.case, step: facts.step, item: facts.item }),
          style: 'primary',
        },
        { text: '申请延期', action: extendAsk({ case: facts.case, step: facts.step, item: facts.item }) },
        { text: '转交', action: handOverAsk({ case: facts.case, step: facts.step, item: facts.item }) },
        { text: '打开清单', action: reminderChecklist({ case: facts.case }) },
      ],
    },
  ],
  ...markedNote(`改派、免办在清单中办理：/清单 ${facts.number}`, facts.provisional),
  summary: `${facts.label}期限${dateWords(facts.due, facts.today)}`,
})
