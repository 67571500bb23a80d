import type { Card } from '../../cards/card.ts'
import { commandFormCard } from '../../cards/form-cards.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { ReadContext } from './argument.ts'
import type { Command } from './command.ts'
import type { Ctx } from './context.ts'

/** The form of a command for an organisation, filled with what is known by the labels of its parameters. */
export async function openForm(
  command: Command,
  ctx: Ctx,
  organisation: Organisation,
  known: Record<string, string>,
): Promise<Card> {
  let roster: ReturnType<ReadContext['roster']> | undefined
  const reading: ReadContext = {
    ...ctx,
    roster() {
      roster ??= ctx.unit.rosters.roster(organisation.id, ctx.today)
      return roster
    },
  }
  const fields: Parameters<typeof commandFormCard>[0]['fields'] = {}
  for (const [name, arg] of Object.entries(command.args))
    fields[name] = { ...(await arg.field(reading, known[arg.label])), required: arg.required }
  return commandFormCard({
    command: command.name,
    example: command.example,
    fields,
    faults: [],
    organisation: organisation.id,
  })
}
