import { z } from 'zod'

/** A class of the retention schedule: how long files are kept from the day they came in; neither = for good. */
const retentionClass = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    label: z.string().min(1),
    years: z.int().positive().optional(),
    days: z.int().positive().optional(),
    source: z.string(),
  })
  .refine(({ years, days }) => years === undefined || days === undefined, {
    error: '保管期限只写 years 或 days 其中一个',
  })
export type RetentionClass = z.infer<typeof retentionClass>

export const retentionFileSchema = z.strictObject({ classes: z.array(retentionClass).min(1) })

/** Files of a class that came in before this instant are past their time; null = they are kept for good. */
export function keptSince({ years, days }: RetentionClass, now: Date): Date | null {
  if (days !== undefined) return new Date(+now - days * 86_400_000)
  if (years === undefined) return null
  const before = new Date(now)
  before.setUTCFullYear(before.getUTCFullYear() - years)
  return before
}
