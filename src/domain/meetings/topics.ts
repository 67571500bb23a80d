import type { Topic } from '../ports/meetings.ts'

/** Words that tell what an agenda item is; the first that occurs decides. The secretary sees it on the card. */
const signs: readonly { kind: Topic['kind']; vote: boolean; words: RegExp }[] = [
  { kind: 'conversion', vote: true, words: /转正|转为正式党员/ },
  { kind: 'admission', vote: true, words: /接收|吸收|发展.*党员/ },
  { kind: 'election', vote: true, words: /选举|换届|补选|增补委员/ },
  { kind: 'information', vote: false, words: /^(通报|传达|学习|听取|宣布|介绍|观看)/ },
]

/** Reads an agenda item as people write it. Anything not recognised is put to the vote as an ordinary resolution. */
export function readTopic(text: string): Topic {
  const sign = signs.find((one) => one.words.test(text))
  return sign ? { text, kind: sign.kind, vote: sign.vote } : { text, kind: 'resolution', vote: true }
}

/** The agenda of a meeting: where its process holds no vote, nothing is put to one. */
export const agendaFor = (
  { steps }: { steps: readonly { kind: string }[] },
  topics: readonly Topic[],
): Topic[] =>
  steps.some(({ kind }) => kind === 'ballot') ? [...topics] : topics.map((one) => ({ ...one, vote: false }))

/** Matters that the committee discusses first (支部工作条例 art. 12 重要事项). */
export const isImportant = (topics: readonly Topic[]): boolean =>
  topics.some((one) => one.kind === 'admission' || one.kind === 'conversion' || one.kind === 'election')

const core = (text: string): string => text.replace(/[《》“”"'\s]|关于|讨论|审议|表决|通过|决定|的决议/g, '')

/**
 * Which open agenda item a ballot decides: the same matter but for words such as 讨论 and 通过, or the only item left of
 * the same kind. Null = none; the ballot then stands by itself.
 */
export function itemFor<I extends { title: string; kind?: string | undefined }>(
  items: readonly I[],
  matter: string,
): I | null {
  const wanted = core(matter)
  const same = items.find((item) => core(item.title) === wanted)
  if (same) return same
  const close = items.filter((item) => core(item.title).includes(wanted) || wanted.includes(core(item.title)))
  if (close.length === 1) return close[0] ?? null
  const kind = readTopic(matter).kind
  const alike = items.filter((item) => item.kind === kind)
  return alike.length === 1 ? (alike[0] ?? null) : null
}
