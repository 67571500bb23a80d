const SAME: readonly [RegExp, string][] = [
  [/星期|礼拜|禮拜|週/g, '周'],
  [/號/g, '号'],
  [/點/g, '点'],
  [/時/g, '时'],
  [/後/g, '后'],
  [/兩/g, '两'],
  [/個/g, '个'],
  [/鐘/g, '钟'],
  [/[~〜–—―]|至|到/g, '-'],
]

/**
 * The text in the one spelling that the grammar reads: half width, simplified, 周 for 星期 and 礼拜, `-` for every
 * way to write a range, and no spaces beside Chinese characters.
 */
export function normaliseWording(text: string): string {
  let plain = text.normalize('NFKC')
  for (const [spelling, same] of SAME) plain = plain.replace(spelling, same)
  return plain
    .replace(/\s+/g, ' ')
    .replace(/ ?([\p{Script=Han}]) ?/gu, '$1')
    .replace(/ ?- ?/g, '-')
    .trim()
}
