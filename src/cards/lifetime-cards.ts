import { z } from 'zod'
import { localDateSchema } from '../domain/calendar/dates.ts'
import { cardAction, refId, typedText } from './actions.ts'
import type { Card } from './card.ts'
import { dateWords } from './wording.ts'

/** The organisation ends on a day; confirmed, because its duties end with it. */
export const dissolveConfirm = cardAction(
  'organisation.dissolve',
  z.object({ organisation: refId, until: localDateSchema, document: typedText(40) }),
)

/** Asks before an organisation is ended. */
export const dissolveCard = (facts: {
  id: string
  name: string
  until: string
  document: string
  today: string
}): Card => ({
  title: '登记撤销',
  tone: 'attention',
  subtitle: facts.name,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '组织', value: facts.name },
        { label: '最后一日', value: dateWords(facts.until, facts.today) },
        { label: '上级文件', value: facts.document },
        { label: '影响', value: '之后不再要求各项会议，不再提醒；记录和名册保留，可以查阅。' },
      ],
    },
    {
      type: 'buttons',
      items: [
        {
          text: '确认',
          style: 'danger',
          action: dissolveConfirm({
            organisation: facts.id,
            until: facts.until,
            document: facts.document,
          }),
        },
      ],
    },
  ],
  summary: `请确认登记撤销：${facts.name}`,
})
