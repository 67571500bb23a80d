import { z } from 'zod'

/** A share of a number of persons: `>= 1/2 of the eligible`, `> 1/2 of those present`. */
export const thresholdSchema = z
  .strictObject({
    basis: z.enum(['eligible', 'present']),
    op: z.enum(['>=', '>']),
    num: z.int().positive().max(1000),
    den: z.int().positive().max(1000),
  })
  .refine(({ num, den }) => num <= den, '分子不能大于分母')

/** Which number a share is taken of, and how. `>=` and `>` are different rules. */
export type Threshold = z.infer<typeof thresholdSchema>

/** The basis, named: persons who should attend (`eligible`) and those of them in the room (`present`). */
export interface Bases {
  eligible: number
  present: number
}

/**
 * The least whole number of persons that meets the share of `n`: `>=` rounds up, `>` goes to the next whole number.
 * Exact for every n below 10^12 (integers only, never a quotient of floats).
 */
export function leastOf({ op, num, den }: Threshold, n: number): number {
  const product = n * num
  const whole = (product - (product % den)) / den
  if (op === '>') return whole + 1
  return product % den === 0 ? whole : whole + 1
}

/** The least number for a threshold on its own basis. */
export const needOf = (threshold: Threshold, bases: Bases): number =>
  leastOf(threshold, bases[threshold.basis])

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const numeral = (n: number): string => digits[n] ?? String(n)

/** The share in words: 半数, 三分之二, 五分之四. */
export const shareWords = ({ num, den }: Threshold): string =>
  num === 1 && den === 2 ? '半数' : num === den ? '全数' : `${numeral(den)}分之${numeral(num)}`
