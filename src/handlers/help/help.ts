import { commandHelpCard, helpCard } from '../../cards/help-cards.ts'
import { may, permissions, type Role } from '../../domain/organisation/permissions.ts'
import { text } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { type Command, defineCommand, worksIn } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { mostUsed, subjects } from './subjects.ts'

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
      const fitting = topic === undefined ? [] : fittingTo(usable, topic)
      if (fitting.length > 0) return { card: commandHelpCard(fitting) }
      const card = helpCard({
        place: placeOf(ctx),
        often: often(usable),
        subjects: bySubject(usable),
        unknown: topic ?? null,
      })
      return { card }
    },
  })
}

/** The commands of a subject, or those whose words hold what was asked for. */
const fittingTo = (usable: readonly Command[], topic: string): Command[] =>
  bySubject(usable).find(({ title }) => title === topic.trim())?.commands ??
  usable.filter((command) => matches(command, topic))

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

const firstWord = ({ name }: Command): string => name.split(' ')[0] ?? name

/** The commands of each subject, in the order of the list; empty subjects are left out. */
function bySubject(commands: readonly Command[]) {
  const known = new Set(subjects.flatMap(({ verbs }) => verbs))
  const rest = commands.map(firstWord).filter((verb) => !known.has(verb))
  return [...subjects, { title: '其他', verbs: rest }]
    .map(({ title, verbs }) => ({
      title,
      commands: commands.filter((command) => verbs.includes(firstWord(command))),
    }))
    .filter((subject) => subject.commands.length > 0)
}

/** The first few of what people need most. */
const often = (commands: readonly Command[]): Command[] =>
  mostUsed.flatMap((name) => commands.find((command) => command.name === name) ?? []).slice(0, 5)
