import type { Block, Card, Tone } from './card.ts'

/** From the least urgent to the most; what is not named asks for nothing. */
const urgency: readonly Tone[] = ['info', 'attention', 'danger']

const small = (text: string | undefined): Block[] => (text ? [{ type: 'text', text, size: 'small' }] : [])

const blocksOf = ({ title, subtitle, blocks, note }: Card): Block[] => [
  { type: 'text', text: title, size: 'heading' },
  ...small(subtitle),
  ...blocks,
  ...small(note),
]

/** So many are shown whole; the others by their titles, or nobody reads the card. */
const WHOLE_PARTS = 8

const othersOf = (parts: readonly Card[]): Block[] =>
  parts.length === 0
    ? []
    : [
        { type: 'divider' },
        { type: 'text', text: `还有${parts.length}项`, size: 'heading' },
        {
          type: 'text',
          text: parts.map(({ title, subtitle }) => `${title}${subtitle ? `（${subtitle}）` : ''}`).join('\n'),
        },
        { type: 'text', text: '查看全部：/进度 本季度', size: 'small' },
      ]

/**
 * The reminders of one person on one day as one card (DOMAIN §4.4), in the order given, as urgent as the most urgent of
 * them: what is new, then what an `earlier` card of the day said and is still to be done. The parts keep their buttons:
 * each carries the object that it acts on.
 */
export function digestCard(fresh: readonly Card[], earlier: readonly Card[] = []): Card {
  const parts = [...fresh, ...earlier]
  const most = Math.max(0, ...parts.map(({ tone }) => urgency.indexOf(tone)))
  return {
    title: `今日提醒（${parts.length}项）`,
    ...(earlier.length > 0
      ? { subtitle: `新到${fresh.length}项，今日较早提醒、仍待办理${earlier.length}项` }
      : {}),
    tone: urgency[most] ?? 'info',
    blocks: [
      ...parts
        .slice(0, WHOLE_PARTS)
        .flatMap((part, place): Block[] => [
          ...(place > 0 ? [{ type: 'divider' } as const] : []),
          ...(place > 0 && place === fresh.length ? small('以下为今日较早提醒、仍待办理的事项') : []),
          ...blocksOf(part),
        ]),
      ...othersOf(parts.slice(WHOLE_PARTS)),
    ],
    summary: parts.map(({ title }) => title).join('、'),
  }
}
