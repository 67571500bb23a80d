/** The order of a template: which phase comes later, which steps rest on which. */
interface Ordered {
  phases: readonly string[]
  steps: readonly { id: string; after: readonly string[] }[]
}

/** Whether phase `a` comes after phase `b`. */
export const laterPhase = ({ phases }: Ordered, a: string, b: string): boolean =>
  phases.indexOf(a) > phases.indexOf(b)

/**
 * The step and everything it rests on (`after`), or everything that rests on it (`before`), directly or through others.
 * Ends also when the graph has a cycle.
 */
export function closureOf({ steps }: Ordered, id: string, direction: 'after' | 'before'): Set<string> {
  const reached = new Set([id])
  const queue = [id]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const here = next
    const neighbours =
      direction === 'after'
        ? (steps.find((step) => step.id === here)?.after ?? [])
        : steps.filter(({ after }) => after.includes(here)).map((step) => step.id)
    for (const one of neighbours) {
      if (reached.has(one)) continue
      reached.add(one)
      queue.push(one)
    }
  }
  return reached
}
