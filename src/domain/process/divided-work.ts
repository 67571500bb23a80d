import type { StepTemplate } from './template.ts'

/** The output for the day by which everything that a form gives out is done: the last of its days. */
export const lastDay = 'deadline'

/** The fields whose lines give something to somebody until a day: what comes first, then owner and day. Empty = none do. */
export function dividedFields({ config }: StepTemplate): string[] {
  const { assigns_tasks: named, rectified_by: rectified, fields = [] } = config
  if (rectified !== undefined) return fields.slice(0, 4)
  return Array.isArray(named) ? named : named === true ? fields.slice(0, 3) : []
}

/** Whether the lines of the step's form give something to somebody until a day. */
export const dividesWork = (step: StepTemplate): boolean => dividedFields(step).length > 0

/** What is shown in an empty field whose lines belong together with those of others. */
export function hintFor(step: StepTemplate, label: string): string | undefined {
  const divided = dividedFields(step)
  const fromEnd = divided.length - divided.indexOf(label)
  if (!divided.includes(label)) return undefined
  return fromEnd === 1 ? '每行一个日期，例如 2026-12-20' : fromEnd === 2 ? '每行一个姓名' : '每行一项'
}
