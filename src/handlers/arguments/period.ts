import { readPeriod } from '../../domain/calendar/period-words.ts'
import type { Period } from '../../domain/calendar/periods.ts'
import { type Arg, firstWord } from '../define/argument.ts'

/** A period: `2026-10`, `2026年10月`, `2026-Q4`, `第四季度`, `2026`, `上月`. */
export const period = (options: { label: string; keys?: readonly string[] }): Arg<Period> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: firstWord,
  async read(given, ctx) {
    const found = readPeriod(given, ctx.today)
    return found
      ? { ok: true, value: found }
      : {
          ok: false,
          sentence: `没有看懂“${given.slice(0, 20)}”，请写成 2026-10（月）、2026-Q4（季度）或 2026（年度）。`,
        }
  },
  field: async (_ctx, value) => ({
    kind: 'line',
    label: options.label,
    maxLength: 20,
    placeholder: '2026-10、2026-Q4 或 2026',
    ...(value === undefined ? {} : { value }),
  }),
})
