/** Full-width characters that a line of a title holds: 156 mm at 22 pt. */
const most = 20

/** Width in characters of full width; what is ASCII takes half of one. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\x20-\x7e]/.test(letter) ? 0.5 : 1), 0)

const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** What may not begin a line. */
const clings = /^[的了和与及年月日届次、，。；：！？）》〉」』”’]/

/**
 * A title in lines of about the same length, broken between words and best before 关于 (GB/T 9704: 回行时词意完整、排列对称).
 * A word is never parted, so that a line may be longer than it should where no break is to be had.
 */
export function titleLines(title: string): string[] {
  const width = widthOf(title)
  if (width <= most) return [title]
  const lines = Math.ceil(width / most)
  const breaks = [...words.segment(title)]
    .map(({ index }) => index)
    .filter((index) => index > 0 && !clings.test(title.slice(index)))
  const before = title.indexOf('关于', 1)
  const atAbout =
    before > 0 && [title.slice(0, before), title.slice(before)].every((one) => widthOf(one) <= most)
  const at = atAbout
    ? before
    : nearest(breaks, (index) => Math.abs(widthOf(title.slice(0, index)) - width / lines))
  return at === undefined ? [title] : [title.slice(0, at), ...titleLines(title.slice(at))]
}

const nearest = (all: readonly number[], distance: (one: number) => number): number | undefined =>
  all.reduce<number | undefined>(
    (best, one) => (best === undefined || distance(one) < distance(best) ? one : best),
    undefined,
  )
