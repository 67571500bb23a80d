import type { Block, Card } from './card.ts'
import { stepAsk } from './case-actions.ts'
import { commandOpen } from './form-cards.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords, shortened } from './wording.ts'

const text = (words: string): Block => ({ type: 'text', text: words })

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
