import { type ProcessInstance, stepNamed } from '../process/index.ts'

/** What a case that follows from a step begins with. */
export interface Follower {
  /** The entry of the list for which it is started; null where the step starts one case. */
  entry: string | null
  /** What is known of its first step. */
  fields?: Record<string, string>
  /** Its steps that the case it follows from has done already. */
  done?: string[]
}

/** The cases that follow from a step: one, or one for each entry of the list that its settings name (`starts_for`). */
export function followersOf(instance: ProcessInstance, stepId: string): Follower[] {
  const each = stepNamed(instance.template, stepId)?.config.starts_for
  if (!each) return [{ entry: null }]
  const named = instance.steps.findLast(({ outputs }) => outputs[each.each] !== undefined)
  const entries = named?.outputs[each.each]
  if (!Array.isArray(entries) || entries.length === 0) return [{ entry: null }]
  return entries.map((entry) => ({ entry, fields: { [each.field]: entry }, done: each.done }))
}
