import type { Unit } from '../ports/index.ts'
import { linkedTo } from './linked-rosters.ts'
import type { Organisation } from './types.ts'

/**
 * The only person of that name on the roster of an organisation, or of one that works with it, as of a local date; null =
 * nobody, or several.
 */
export async function personNamed(
  unit: Pick<Unit, 'organisations' | 'rosters'>,
  organisation: Organisation,
  name: string | undefined,
  date: string,
): Promise<string | null> {
  if (name === undefined) return null
  const found = new Set<string>()
  for (const { id } of [organisation, ...(await linkedTo(unit, organisation))])
    for (const entry of await unit.rosters.roster(id, date))
      if (entry.name === name.trim()) found.add(entry.memberId)
  const [only] = found
  return found.size === 1 && only ? only : null
}
