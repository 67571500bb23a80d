import { findButton } from './card/actions.ts'
import type { StandIn } from './stand-in.ts'
import type { Message, Person } from './types.ts'

/** Names of the demo people; the first of each group is the one who binds it. */
const superior = ['郑书记', '何干事', '吕干事']
const branch = [
  ...['张伟', '李四', '王五', '赵六', '孙七', '周八'],
  ...['吴敏', '陈静', '刘洋', '杨帆', '黄磊', '徐丽'],
]
const unboundBranch = ['马骏', '胡兰', '郭峰', '林静', '何平']

/** Names of the demo groups. */
export const demoGroups = {
  superior: '局党委工作群',
  branch: '机关第一党支部',
  /** The bot is in it and has said how to bind it; nobody has done so yet: for the visitor to try. */
  unbound: '机关第二党支部',
}

/** What {@link playDemo} did. */
export interface DemoReport {
  /** False when the stand-in already had its people, from an earlier start. */
  played: boolean
  /** Steps that did not go as planned, each as a sentence; empty when all went well. */
  failures: string[]
}

/** How long the demo waits for a card of the bot, in milliseconds. */
const patience = 8000

const hasButton = (message: Message, words: string): boolean => {
  try {
    findButton(message.card, words)
    return true
  } catch {
    return false // the finder's complaint is the answer to the question
  }
}

/** The first message that fits; waits for it through changes. `undefined` when it does not come in time. */
function firstMessage(
  standIn: StandIn,
  chatIds: string[],
  fits: (message: Message) => boolean,
): Promise<Message | undefined> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = chatIds.flatMap((chatId) => standIn.messages(chatId)).find(fits)
      if (found) finish(found)
    }
    const stop = standIn.on('change', look)
    const timer = setTimeout(() => finish(undefined), patience)
    const finish = (message: Message | undefined): void => {
      stop()
      clearTimeout(timer)
      resolve(message)
    }
    look()
  })
}

interface Step {
  who: Person
  chatId: string
  text: string
  /** Button to press on the answer. */
  then?: string
}

async function play(standIn: StandIn, { who, chatId, text, then }: Step): Promise<string | undefined> {
  // The answer may come to the group or to the person alone.
  const chatIds = [chatId, standIn.privateChat(who.openId).chatId]
  const before = new Set(chatIds.flatMap((id) => standIn.messages(id).map(({ messageId }) => messageId)))
  const said = await standIn.says(who.openId, { chatId }, text)
  if (said.status !== 200)
    return `「${text}」 was answered with HTTP ${said.status} ${said.failure ?? ''}`.trim()
  const answer = await firstMessage(
    standIn,
    chatIds,
    (message) =>
      message.sender.kind === 'bot' && !before.has(message.messageId) && (!then || hasButton(message, then)),
  )
  if (!answer)
    return `「${text}」 brought no card${then ? ` with 「${then}」` : ''} within ${patience / 1000} s`
  if (!then) return undefined
  const clicked = await standIn.clicks(who.openId, answer.messageId, then)
  if (clicked.error)
    return `「${then}」 after 「${text}」 failed: ${clicked.error.code} ${clicked.error.message}`
  const refused = clicked.toast?.type === 'error' || clicked.toast?.type === 'warning'
  return refused ? `「${then}」 after 「${text}」 was refused: ${clicked.toast?.content}` : undefined
}

/**
 * Fills an empty stand-in with a superior and two branches, and plays the first hour through the bot: it binds the
 * superior and the first branch and fills the offices by real chat commands; the second branch is left unbound. Does nothing when there are people already. A step that fails is
 * reported and the next one is tried.
 */
export async function playDemo(standIn: StandIn): Promise<DemoReport> {
  if (standIn.people().length > 0) return { played: false, failures: [] }
  const add = (name: string): Person => standIn.addPerson({ name })
  const ids = (people: Person[]): string[] => people.map(({ openId }) => openId)
  const [chief, ...clerks] = superior.map(add)
  const members = branch.map(add)
  const others = unboundBranch.map(add)
  const [secretary] = members
  const [binder] = others
  if (!chief || !secretary || !binder) throw new Error('the demo has no people')
  const upper = standIn.addChat({ name: demoGroups.superior, members: ids([chief, ...clerks]) })
  const lower = standIn.addChat({ name: demoGroups.branch, members: ids(members) })
  const unbound = standIn.addChat({ name: demoGroups.unbound, members: ids(others) })
  const failures: string[] = []
  for (const [chat, by] of [
    [upper, chief],
    [lower, secretary],
    [unbound, binder],
  ] as const) {
    const { status, failure } = await standIn.addBot(chat.chatId, by.openId)
    if (status !== 200)
      failures.push(`the bot was added to ${chat.name}: HTTP ${status} ${failure ?? ''}`.trim())
  }
  const says = (who: Person, chatId: string, text: string, then?: string): Step => ({
    who,
    chatId,
    text,
    ...(then ? { then } : {}),
  })
  const steps: Step[] = [
    says(chief, upper.chatId, '/绑定 上级 局党委', '确认'),
    says(secretary, lower.chatId, '/绑定 支部 机关第一党支部 上级=局党委', '确认'),
    says(secretary, lower.chatId, '/党员 任职 李四 组织委员'),
    says(secretary, lower.chatId, '/党员 状态 王五 预备党员'),
    says(secretary, lower.chatId, '/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八'),
  ]
  for (const step of steps) {
    const failure = await play(standIn, step)
    if (failure) failures.push(failure)
  }
  return { played: true, failures }
}
