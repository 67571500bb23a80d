import { type ProcessInstance, stepNamed } from '../process/index.ts'

/**
 * A case without what its template calls sensitive: gone from its steps and from their histories. Everything else stays, so
 * that it can still be said that there was a case and what was decided. Pure.
 */
export function withoutSensitive(instance: ProcessInstance): ProcessInstance {
  return {
    ...instance,
    steps: instance.steps.map((state) => {
      const sensitive = new Set(stepNamed(instance.template, state.id)?.config.sensitive)
      const kept = (fields: Readonly<Record<string, string>>) =>
        Object.fromEntries(Object.entries(fields).filter(([name]) => !sensitive.has(name)))
      return {
        ...state,
        fields: kept(state.fields),
        history: state.history.map((one) => (one.fields ? { ...one, fields: kept(one.fields) } : one)),
      }
    }),
  }
}

/** Whether a step asks for something that is deleted when consent is taken back. */
export const asksSensitive = ({ template }: ProcessInstance, stepId: string): boolean =>
  (stepNamed(template, stepId)?.config.sensitive?.length ?? 0) > 0
