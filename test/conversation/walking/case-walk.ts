import type { Card, Message } from '../../../sandbox/types.ts'
import {
  type ChecklistRow,
  checklist,
  type ProcessInstance,
  type StepTemplate,
  stepNamed,
} from '../../../src/domain/process/index.ts'
import { inUnit } from '../../helpers/in-unit.ts'
import { type Clicked, type TestBot, textOf } from '../../helpers/test-bot.ts'
import type { Plan } from './plan.ts'
import type { Home } from './scene.ts'

/** A case on its way, with everything that its people need to go on with it. */
export interface CaseWalk {
  bot: TestBot
  home: Home
  plan: Plan
  number: string
  /** Of a restricted case each person has a card of their own. */
  restricted: boolean
  /** The card of a person: the group's, or their own. */
  cardOf(who: string): Promise<Message>
  /** What is done once in a walk. */
  once: Set<string>
  /** The case as it stands. */
  stored(): Promise<ProcessInstance>
}

/** An open row of the checklist, with its step and who does it. */
export interface OpenRow {
  row: ChecklistRow
  step: StepTemplate
  instance: ProcessInstance
  who: string
}

/** The stored case of a number, which is one of an organisation. */
export async function storedCase(
  bot: TestBot,
  { group }: Pick<Home, 'group'>,
  number: string,
): Promise<ProcessInstance> {
  const [home] = await bot.db.sql<{ id: string }[]>`select id from organisation where name = ${group}`
  // What is restricted is sealed in its row: it is read as the service reads it.
  const found = await inUnit(bot, (unit) => unit.processes.byNumber(home?.id ?? '', number))
  if (!found) throw new Error(`no case ${number} of ${group}`)
  return found.instance
}

/** What a case led to so far: cases that were started, and meetings that were proposed, each with the step. */
export async function followersOf({ db }: TestBot, id: string): Promise<{ step: string; process: string }[]> {
  const started = await db.sql<{ step: string; process: string }[]>`
    select parent_step as step, template_id as process from process_instance where parent_id = ${id}`
  const proposed = await db.sql<{ key: string }[]>`
    select key from outgoing where key like ${`follow-up:${id}:%`}`
  return [
    ...started,
    ...proposed.map(({ key }) => {
      const [, , step = '', process = ''] = key.split(':')
      return { step, process }
    }),
  ]
}

/** Words of all buttons of a message's card as it stands now. */
export function buttonsOf(message: Message): string[] {
  const words: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one)
    else if (node && typeof node === 'object') {
      const { tag, text, ...rest } = node as Card & { tag?: string; text?: { content?: string } }
      if (tag === 'button' && text?.content) words.push(text.content)
      walk(Object.values(rest))
    }
  }
  walk(message.card)
  return words
}

/** Moves the clock in one stride, as if the service had rested meanwhile, and does what has become due. */
export async function driveTo(bot: TestBot, to: Date): Promise<void> {
  bot.clock.moveTo(to)
  await bot.service.runSchedules(to)
  await bot.settle()
}

/** A minute later: two acts of one person are not at the same instant. */
export const later = ({ clock }: TestBot): void => clock.moveTo(new Date(+clock.now() + 60_000))

/** The message in which a command's form was opened: where the button was pressed. */
export const formOf = (bot: TestBot, on: Message, who: string, command: string): Message =>
  bot.latest(placeOf(bot, on, who), `请填写：${command}`)

/** Where a message is: a group by its name, or the private chat of whoever has it. */
export const placeOf = (bot: TestBot, { chatId }: Message, who: string): string =>
  bot.standIn.chats().find((one) => one.chatId === chatId && one.mode === 'group')?.name ?? who

/** The words of the button that a card offers for a step, or null. */
export async function offered(
  walk: CaseWalk,
  { who, step, row, instance }: OpenRow,
  button: string,
): Promise<{ card: Message; words: string } | null> {
  const card = walk.bot.fresh(await walk.cardOf(who))
  const named = [...instance.items, ...instance.members, ...instance.groups].find(({ id }) => id === row.item)
  const agenda = instance.items.some(({ id }) => id === row.item)
  const label = [...(named ? (agenda ? named.title : `${named.title}·${step.label}`) : step.label)]
  const wanted = `${button}：${label.length > 12 ? `${label.slice(0, 11).join('')}…` : label.join('')}`
  return buttonsOf(card).includes(wanted) ? { card, words: wanted } : null
}

/** Presses a button that must work; what it says otherwise is why the walk stops. */
export async function presses(
  { bot }: CaseWalk,
  who: string,
  message: Message,
  words: string,
  form?: Record<string, string | string[] | boolean>,
): Promise<Clicked> {
  later(bot)
  const clicked = await bot.clicks(who, message, words, form)
  if (clicked.tone === 'error' || clicked.tone === 'warning')
    throw new Error(`${who} pressed ${words}: ${clicked.toast}\n${textOf(bot.fresh(message))}`)
  return clicked
}

/** Says a command that must be understood. */
export async function tells({ bot }: CaseWalk, who: string, where: string, text: string): Promise<Message> {
  later(bot)
  return bot.says(who, where, text)
}

/** The open rows of a case with who does them: whose they are by name, else whoever holds the role, else the head. */
export async function openRows(walk: CaseWalk): Promise<OpenRow[]> {
  const instance = await walk.stored()
  const names = await namesOf(walk.bot)
  return checklist(instance, walk.bot.clock.now()).flatMap((row) => {
    const step = stepNamed(instance.template, row.step)
    if (row.state !== 'open' || !step || (row.objection && !asksMore.includes(row.objection.code))) return []
    const meant = (row.assignee && names.get(row.assignee)) || walk.home.holders[row.role]
    // Of somebody who is not in this group the head takes the step over.
    // Whoever is given one of several of a restricted case has its form alone, not the case's card.
    const here =
      meant !== undefined && (walk.restricted ? row.item === null : walk.home.people.includes(meant))
    return [{ row, step, instance, who: here ? meant : walk.home.head }]
  })
}

const asksMore = [
  'process/needs-record',
  'process/needs-outputs',
  'process/hard-deadline-passed',
  'process/archive-incomplete',
]

async function namesOf({ db }: TestBot): Promise<Map<string, string>> {
  const rows = await db.sql<{ id: string; name: string }[]>`select id, name from member`
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** All texts of a case's card, for what goes wrong. */
export const shown = async (walk: CaseWalk): Promise<string> =>
  textOf(walk.bot.fresh(await walk.cardOf(walk.home.head)))
