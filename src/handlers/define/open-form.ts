import type { Card } from '../../cards/card.ts'
import { commandFormCard } from '../../cards/form-cards.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { ReadContext } from './argument.ts'
import type { Command } from './command.ts'
import type { Ctx } from './context.ts'
import { fieldsOf } from './read-arguments.ts'

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
    organisationId: organisation.id,
    memberId: ctx.actor.member?.id ?? null,
    inGroup: ctx.chat.type === 'group',
    roster() {
      roster ??= ctx.unit.rosters.roster(organisation.id, ctx.today)
      return roster
    },
  }
  const texts = Object.fromEntries(
    Object.entries(command.args).flatMap(([name, { label }]) =>
      known[label] === undefined ? [] : [[name, known[label]]],
    ),
  )
  return commandFormCard({
    command: command.name,
    example: command.example,
    fields: await fieldsOf(command, texts, reading),
    faults: [],
    organisation: organisation.id,
  })
}
