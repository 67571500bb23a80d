import type { Ballot } from '../domain/ports/index.ts'
import type { BallotFacts } from './ballot-words.ts'
import type { Block, Card } from './card.ts'
import { stampWords } from './wording.ts'

/** How many hashes stand in full on the result card; more are in the list of `/表决 回执`. */
const mostInFull = 40

/** The published hashes, and until when the key is kept. */
export function receiptsBlocks({ ballot, receipts, zone }: BallotFacts): Block[] {
  if (receipts === null || receipts.length === 0) return []
  const { keyDestroyAt, keyDestroyedAt } = ballot
  const key = keyDestroyedAt
    ? `私钥已于${stampWords(keyDestroyedAt, zone)}销毁，任何人都不能再解密。`
    : keyDestroyAt
      ? `异议期至${stampWords(keyDestroyAt, zone)}，期满销毁私钥。`
      : ''
  return [
    {
      type: 'fold',
      title: `密文指纹清单（${receipts.length}张）`,
      text:
        receipts.length <= mostInFull ? receipts.join('\n') : `清单较长，请用：/表决 回执 ${ballot.number}`,
    },
    { type: 'text', text: key, size: 'small' },
  ]
}

/** The list of hashes of a closed ballot, in the order of the hashes themselves. */
export const receiptsCard = ({ number, matter }: Ballot, receipts: readonly string[]): Card => ({
  title: '密文指纹清单',
  tone: 'info',
  subtitle: number,
  blocks: [
    { type: 'text', text: matter },
    {
      type: 'table',
      columns: [{ key: 'hash', label: `密文指纹（${receipts.length}张）` }],
      // A card has room for so much; sixteen digits tell the papers of one ballot apart.
      rows: receipts.map((hash) => ({ hash: receipts.length <= 100 ? hash : hash.slice(0, 16) })),
      pageSize: 10,
    },
  ],
  note: '清单按指纹排序，与投票先后无关。在其中找到自己的回执，即说明选票已计入。',
  summary: `${number} 密文指纹清单，共${receipts.length}张`,
})
