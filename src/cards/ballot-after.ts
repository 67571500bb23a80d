import { paperOpen } from './ballot-actions.ts'
import type { BallotFacts } from './ballot-words.ts'
import type { Block } from './card.ts'

/** What a closed ballot led to: what is to be done next, and the documents that were drafted from it. */
export function afterBlocks({ ballot, followUps, papers }: BallotFacts): Block[] {
  const items = [
    ...followUps.map((value) => ({ label: '后续', value })),
    ...papers.map(({ label, final }) => ({
      label: '文书',
      value: `${label}（${final ? '已定稿' : '草稿'}）`,
    })),
  ]
  if (items.length === 0) return []
  return [
    { type: 'facts', items },
    ...(papers.length === 0
      ? []
      : ([
          {
            type: 'buttons',
            items: papers.map(({ kind, label }) => ({
              text: `查看${label}`,
              style: 'plain',
              action: paperOpen({ ballot: ballot.id, kind }),
            })),
          },
        ] satisfies Block[])),
  ]
}
