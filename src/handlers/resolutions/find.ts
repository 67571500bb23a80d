import type { Resolution } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Base } from '../define/context.ts'

/** The resolution with a number. Refuses with `resolution/unknown`. */
export async function resolutionNamed(
  { unit }: Pick<Base, 'unit'>,
  organisationId: string,
  number: string,
): Promise<Resolution> {
  const found = await unit.resolutions.byNumber(organisationId, number)
  if (!found) throw new Refusal('resolution/unknown', { number })
  return found
}
