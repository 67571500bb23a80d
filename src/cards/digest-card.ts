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

/**
 * Several reminders of one person as one card (DOMAIN §4.4), in the order given, as urgent as the most urgent of them.
 * The parts keep their buttons: each carries the object that it acts on.
 */
export function digestCard(parts: readonly Card[]): Card {
  const most = Math.max(0, ...parts.map(({ tone }) => urgency.indexOf(tone)))
  return {
    title: `今日提醒（${parts.length}项）`,
    tone: urgency[most] ?? 'info',
    blocks: parts.flatMap((part, place): Block[] => [
      ...(place > 0 ? [{ type: 'divider' } as const] : []),
      ...blocksOf(part),
    ]),
    summary: parts.map(({ title }) => title).join('、'),
  }
}
