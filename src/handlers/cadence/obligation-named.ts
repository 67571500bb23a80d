import type { Obligation } from '../../domain/cadence/obligation.ts'
import type { Catalogue } from '../../domain/catalogue.ts'
import { meetingWord } from '../../domain/meetings/kinds.ts'
import { Refusal } from '../../domain/refusals.ts'

/** The row of an obligation by its id; refuses one that the loaded data do not have. */
export function obligationNamed(ctx: { catalogue: Catalogue }, id: string): Obligation {
  const found = ctx.catalogue.cadences.obligations.find((one) => one.id === id)
  if (!found) throw new Refusal('meeting/kind-not-served', { kind: meetingWord(id) })
  return found
}
