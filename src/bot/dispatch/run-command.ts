import type { Card } from '../../cards/card.ts'
import { commandFormCard } from '../../cards/form-cards.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { ReadContext } from '../../handlers/define/argument.ts'
import type { Command, Reply } from '../../handlers/define/command.ts'
import type { Ctx } from '../../handlers/define/context.ts'
import {
  type ArgumentTexts,
  fieldsOf,
  type Given,
  readArguments,
} from '../../handlers/define/read-arguments.ts'
import { organisationOf } from './context.ts'

/** What reading the parameters may look at: the roster is read once and only when asked for. */
export function readContextOf(ctx: Ctx, organisation: Organisation | null): ReadContext {
  let roster: ReturnType<ReadContext['roster']> | undefined
  return {
    ...ctx,
    organisationId: organisation?.id ?? null,
    memberId: ctx.actor.member?.id ?? null,
    inGroup: ctx.chat.type === 'group',
    roster() {
      roster ??= organisation ? ctx.unit.rosters.roster(organisation.id, ctx.today) : Promise.resolve([])
      return roster
    },
  }
}

/**
 * Runs a command inside the unit of `ctx`: place, entitlement, parameters, then the handler. What is missing or
 * cannot be read opens a form filled with what was understood, and nothing is changed.
 */
export async function runCommand(
  command: Command,
  given: (ctx: ReadContext) => Given,
  ctx: Ctx,
  looked: unknown,
): Promise<Reply> {
  const organisation = command.scope === 'none' ? null : await organisationOf(ctx, command.scope)
  const reading = readContextOf(ctx, organisation)
  const texts = given(reading)
  if (organisation) await ctx.allow(command.permission, organisation.id, command.selfMay(texts.texts))
  if (command.privateOnly && ctx.chat.type === 'group') return formInPrivate(command, ctx, organisation)
  const args = await readArguments(command, texts, reading)
  // A form names the people of the roster: nobody without any part here is asked anything.
  if (!args.ok && organisation && (await ctx.rolesIn(organisation.id)).size === 0)
    await ctx.allow(command.permission, organisation.id)
  if (!args.ok)
    return {
      card: commandFormCard({
        command: command.name,
        example: command.example,
        fields: args.fields,
        faults: args.faults,
        organisation: ctx.chat.type === 'private' ? organisation?.id : undefined,
      }),
      incomplete: true,
    }
  const reply = await command.run(args.values, ctx, { organisation, looked })
  return withHints(reply, args.hints)
}

/** Where a restricted matter was begun in a group: its empty form, to the person alone. Nothing typed is read or repeated. */
async function formInPrivate(command: Command, ctx: Ctx, organisation: Organisation | null): Promise<Reply> {
  // Its own handler asks who may; whoever is on no roster here is not asked for anything.
  if (organisation) await ctx.allow('case.apply', organisation.id)
  const card = commandFormCard({
    command: command.name,
    example: command.example,
    fields: await fieldsOf(command, {}, readContextOf(ctx, organisation)),
    faults: [`“${command.name}”只能在与支部助手的私聊中办理，请在这里填写；群里发送的内容没有收下。`],
    organisation: organisation?.id,
  })
  return { card, privately: true, incomplete: true }
}

/** The form of a command for a person who may run it here, filled with what is known. Nothing is done yet. */
export async function formOf(
  command: Command,
  texts: ArgumentTexts,
  ctx: Ctx,
  faults: string[] = [],
): Promise<Card> {
  const organisation = command.scope === 'none' ? null : await organisationOf(ctx, command.scope)
  if (organisation) await ctx.allow(command.permission, organisation.id, command.selfMay(texts))
  if (command.privateOnly && ctx.chat.type === 'group')
    throw new Refusal('case/private-only', { command: command.name })
  return commandFormCard({
    command: command.name,
    example: command.example,
    fields: await fieldsOf(command, texts, readContextOf(ctx, organisation)),
    faults,
  })
}

function withHints(reply: Reply, hints: string[]): Reply {
  if (hints.length === 0 || !('card' in reply)) return reply
  return { ...reply, card: { ...reply.card, note: [reply.card.note, ...hints].filter(Boolean).join(' ') } }
}

/** Finds a command by its verb; a form of a command that is no longer there is refused. */
export function commandNamed(commands: readonly Command[], name: string): Command {
  const found = commands.find((command) => command.name === name)
  if (!found) throw new Refusal('card/not-readable', {})
  return found
}
