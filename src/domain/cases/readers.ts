import { localDate } from '../calendar/local-time.ts'
import { responsibleFor } from '../organisation/linked-rosters.ts'
import type { ProcessCase } from '../ports/index.ts'
import type { StepTemplate } from '../process/index.ts'
import type { CaseContext } from './case-context.ts'

/** Bodies whose members read the steps of a class besides those who do them (DOMAIN §7.1: S2). */
const bodies: Readonly<Record<StepTemplate['visibility'], readonly string[]>> = {
  branch: [],
  committee: ['committee'],
  leadership: ['leadership', 'committee'],
  restricted: [],
}

/**
 * The steps whose content a person may read: everybody those of the branch; the members of its body those of the
 * committee or the leadership; of any step whoever has or did it, answers for its role, or owns the process. Null, a group,
 * reads only what is the branch's.
 */
export async function readableSteps(
  ctx: CaseContext,
  { organisationId, instance }: ProcessCase,
  viewerId: string | null,
): Promise<ReadonlySet<string>> {
  const { template } = instance
  const open = template.steps.filter(({ visibility }) => visibility === 'branch')
  const confined = template.visibility === 'restricted'
  const free = confined ? [] : open.map(({ id }) => id)
  if (viewerId === null) return new Set(free)
  const today = localDate(ctx.now, ctx.zone)
  const known = new Map<string, readonly string[]>()
  const holds = async (role: string): Promise<boolean> => {
    const holders = known.get(role) ?? (await responsibleFor(ctx.unit, organisationId, role, today))
    known.set(role, holders)
    return holders.includes(viewerId)
  }
  const may = new Set(free)
  for (const step of template.steps) {
    const own = instance.steps.some(
      (one) => one.id === step.id && (one.assignee === viewerId || one.doneBy === viewerId),
    )
    const roles = [step.role, template.owner, ...bodies[step.visibility]]
    if (own || (await anyOf(roles, holds))) may.add(step.id)
  }
  return may
}

async function anyOf(roles: readonly string[], holds: (role: string) => Promise<boolean>): Promise<boolean> {
  for (const role of roles) if (await holds(role)) return true
  return false
}
