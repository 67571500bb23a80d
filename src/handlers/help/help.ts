import { commandHelpCard, helpCard } from '../../cards/help-cards.ts'
import { may, permissions, type Role } from '../../domain/organisation/permissions.ts'
import { text } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { type Command, defineCommand, worksIn } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

/** `/帮助`: lists what this person may do here, or explains the commands that fit a word. */
export function helpCommand(all: () => readonly Command[]): Command {
  return defineCommand({
    name: '帮助',
    aliases: ['help', '?', '菜单', '怎么用'],
    summary: '查看您在这里可以使用的命令',
    example: '/帮助 会议',
    permission: 'help.show',
    scope: 'none',
    args: { topic: optional(positional(text({ label: '命令', max: 40 }))) },
    async run({ topic }, ctx) {
      const usable = await usableHere(all(), ctx)
      const fitting = topic === undefined ? [] : usable.filter((command) => matches(command, topic))
      if (fitting.length > 0) return { card: commandHelpCard(fitting) }
      return { card: helpCard({ place: placeOf(ctx), groups: grouped(usable), unknown: topic ?? null }) }
    },
  })
}

const matches = (command: Command, topic: string): boolean => {
  const wanted = topic.replace(/^[/／]+/, '').replace(/\s+/g, '')
  return (
    wanted !== '' &&
    [command.name, ...command.aliases].some((words) => words.replace(/\s+/g, '').includes(wanted))
  )
}

async function usableHere(commands: readonly Command[], ctx: Ctx): Promise<Command[]> {
  const place = ctx.chat.organisation
  const roles = new Set<Role>(place ? await ctx.rolesIn(place.id) : [])
  if (!place && ctx.chat.type === 'private' && ctx.actor.member)
    for (const one of await ctx.unit.organisations.ofMember(ctx.actor.member.id, ctx.today))
      for (const role of await ctx.rolesIn(one.id)) roles.add(role)
  if (roles.has('member')) roles.add('self')
  return commands.filter((command) => {
    if (place && !worksIn(command.scope, place.kind)) return false
    if (place && command.permission === 'organisation.bind') return false
    if (!place && ctx.chat.type === 'group' && command.scope !== 'none') return false
    return may(roles, command.permission) && permissions[command.permission].length > 0
  })
}

const placeOf = (ctx: Ctx): string =>
  ctx.chat.organisation?.name ?? (ctx.chat.type === 'group' ? '本群尚未绑定' : '私聊')

/** Commands by the first word of their verbs, in the order of the list. */
function grouped(commands: Command[]) {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const title = command.name.split(' ')[0] ?? command.name
    groups.set(title, [...(groups.get(title) ?? []), command])
  }
  return [...groups.entries()].map(([title, list]) => ({ title, commands: list }))
}
