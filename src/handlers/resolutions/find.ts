import type { ProcessCase, Resolution } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { aboutNumber } from '../../domain/voting/reconsidered.ts'
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

/** The running case in which a resolution is discussed again; null where there is none. */
export async function caseAbout(
  { unit }: Pick<Base, 'unit'>,
  { organisationId, number }: Resolution,
): Promise<ProcessCase | null> {
  const running = await unit.processes.running(organisationId)
  // One that was closed early only has its file open still.
  return running.find((one) => one.instance.reason === null && aboutNumber(one) === number) ?? null
}
