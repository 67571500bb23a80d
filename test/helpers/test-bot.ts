import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createStandIn, type StandIn } from '../../sandbox/stand-in.ts'
import type { Card, Message } from '../../sandbox/types.ts'
import { createFeishuPlatform } from '../../src/bot/feishu/client.ts'
import { createLog } from '../../src/bot/log.ts'
import { type MovableClock, standingClock } from '../../src/clock.ts'
import { loadConfig } from '../../src/config.ts'
import { openTenant } from '../../src/db/tenants.ts'
import { createService, type Service } from '../../src/service.ts'
import { loadTemplates } from '../../src/templates.ts'
import { type TestDatabase, useDatabase } from './database.ts'

/** Sunday 22 November 2026, 10:00 in Shanghai: the base of the oracles. */
export const start = new Date('2026-11-22T10:00:00+08:00')

const app = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'test secret',
  encryptKey: 'test key',
  verificationToken: 'test token',
}
/** Real spacing and limits are tested in test/delivery; conversations do not wait for them. */
const noLimits = {
  perMinute: 1e6,
  perSecond: 1e6,
  perChatPerSecond: 1e6,
  perCardPerSecond: 1e6,
  perTargetPerSecond: 1e6,
  perMessagePerSecond: 1e6,
}

/** What a click came to, in words. */
export interface Clicked {
  toast: string
  tone: string
}

/** The bot as its users meet it: the whole app on a real database, in chats of the stand-in, by a clock that stands still. */
export interface TestBot {
  readonly db: TestDatabase
  readonly standIn: StandIn
  readonly service: Service
  readonly clock: MovableClock
  /** Where keys are. */
  readonly dataDir: string
  /** Texts of the log so far. */
  readonly log: string[]
  /** Makes people and a group with the bot in it, and answers the group's id. */
  group(name: string, members: string[]): Promise<string>
  /** Somebody says something in a group (by name) or `私聊`; answers the bot's next message: there or in private. */
  says(who: string, where: string, text: string): Promise<Message>
  /** Somebody sends a file or picture, as an answer to a message if one is given; answers what the bot says to it. */
  sends(
    who: string,
    where: string,
    file: { name: string; bytes: Uint8Array; kind?: 'file' | 'image' },
    replyTo?: Message,
  ): Promise<Message | null>
  /** The bytes of a file that the bot sent. */
  fileOf(message: Message): { name: string; bytes: Uint8Array }
  /** Somebody presses a button of a message's card; the bot's cards are up to date afterwards. */
  clicks(
    who: string,
    message: Message,
    words: string,
    form?: Record<string, string | string[] | boolean>,
  ): Promise<Clicked>
  ticks(who: string, message: Message, label: string, checked?: boolean): Promise<Clicked>
  /** The message as it stands now. */
  fresh(message: Message): Message
  /** The latest message of the bot in a group or a person's private chat whose card holds the words. */
  latest(where: string, words: string): Message
  messages(where: string): Message[]
  /** Moves the clock through everything that becomes due. */
  moveTo(iso: string): Promise<void>
  /** Everything due is sent and every card is true. */
  settle(): Promise<void>
  openId(name: string): string
  /** Binds 局党委 and the branch of `members`; the first is its secretary. Answers the names of the groups. */
  bindBranch(members: string[], superiors?: string[]): Promise<{ branch: string; superior: string }>
}

/** All texts of a card or message, in order, with line ends between them. */
export function textOf(message: Message): string {
  const texts: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one)
    else if (node && typeof node === 'object')
      for (const [key, value] of Object.entries(node as Card))
        if (key === 'content' && typeof value === 'string') texts.push(value)
        else if (key === 'text' && typeof value === 'string') texts.push(value)
        else if (key === 'rows' && Array.isArray(value))
          texts.push(...value.flatMap((row) => Object.values(row as Card).map(cellText)))
        else walk(value)
  }
  walk(message.card ?? message)
  return texts.join('\n')
}

const cellText = (cell: unknown): string =>
  typeof cell === 'string'
    ? cell
    : Array.isArray(cell)
      ? cell.map((one) => String((one as Card).text ?? '')).join('、')
      : ''

/** How a test file wants its bot. */
export interface TestBotOptions {
  /** Whether people, chats and rows are new for each test (the default), or are shared by the tests of a file. */
  fresh?: 'test' | 'file'
  /** Level of the log; default `info`. */
  logLevel?: string
  /** An office's own templates, as `TEMPLATES_DIR`. */
  templatesDir?: string
  /** The database; default: one of its own on the suite's server. */
  database?: TestDatabase
  /** Where the clock stands at the beginning; default {@link start}. */
  startsAt?: Date
}

/** A bot for a test file. */
export function useTestBot({
  fresh = 'test',
  logLevel = 'info',
  startsAt = start,
  templatesDir,
  database,
}: TestBotOptions = {}): TestBot {
  const db = database ?? useDatabase({ poolSize: 8 })
  const dataDir = mkdtempSync(join(tmpdir(), 'zhibu-bot-'))
  const catalogue = loadTemplates({ extraDir: templatesDir })
  let now: { standIn: StandIn; service: Service; clock: MovableClock; log: string[] } | undefined
  const running = () => {
    if (!now) throw new Error('the bot runs from the first test on')
    return now
  }
  const stop = async () => {
    await now?.service.stop()
    await now?.standIn.close()
    now = undefined
  }
  const before = fresh === 'test' ? beforeEach : beforeAll
  before(async () => {
    await stop()
    await db.empty()
    const clock = standingClock(startsAt)
    const log: string[] = []
    const logger = createLog(logLevel, { write: (line: string) => void log.push(line) })
    let webhook = ''
    const standIn = await createStandIn({
      ...app,
      now: clock.now,
      webhookUrl: () => webhook,
      limits: noLimits,
    })
    const domain = await standIn.listen()
    const settings = loadConfig({ PORT: '0', DATA_DIR: dataDir })
    const platform = createFeishuPlatform({ ...app, domain, log: logger })
    Object.assign(platform.limits, noLimits)
    const service = createService({
      settings,
      feishu: { ...app, domain, transport: 'webhook', tenantKey: undefined },
      database: db.database,
      tenant: await openTenant(db.sql, { platform: 'feishu', appId: app.appId, key: undefined }),
      platform,
      clock,
      catalogue,
      log: logger,
      pace: { refreshMs: 5 },
    })
    const address = await service.app.listen({ host: '127.0.0.1', port: 0 })
    webhook = `${address}/webhooks/feishu`
    await service.introduce()
    service.delivery.start()
    now = { standIn, service, clock, log }
  })
  afterAll(async () => {
    await stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const openId = (name: string): string => {
    const person = running()
      .standIn.people()
      .find((one) => one.name === name)
    if (!person) throw new Error(`nobody is called ${name}`)
    return person.openId
  }
  const chatId = (where: string): string => {
    const { standIn } = running()
    const chat = standIn.chats().find((one) => one.name === where)
    return chat ? chat.chatId : standIn.privateChat(openId(where)).chatId
  }
  const settle = () => running().service.delivery.settle()
  const messages = (where: string): Message[] =>
    running()
      .standIn.messages(chatId(where))
      .filter((one) => one.sender.kind === 'bot')

  const clicked = async (
    act: Promise<{ toast?: { type?: string; content: string } | undefined; error?: unknown; status: number }>,
  ): Promise<Clicked> => {
    const result = await act
    if (result.error) throw new Error(`the click failed: ${JSON.stringify(result.error)}`)
    await settle()
    return { toast: result.toast?.content ?? '', tone: result.toast?.type ?? '' }
  }

  /** What the bot says first after something was said: in private before what it says in the group. */
  const answerTo = async (
    who: string,
    where: string,
    say: (me: string, place: { chatId: string } | { private: true }) => Promise<{ status: number }>,
  ): Promise<Message | null> => {
    const { standIn } = running()
    const me = openId(who)
    const own = standIn.privateChat(me).chatId
    const place = where === '私聊' ? own : chatId(where)
    const all = () => [...standIn.messages(own), ...(own === place ? [] : standIn.messages(place))]
    const seen = new Set(all().map((one) => one.messageId))
    const delivered = await say(me, where === '私聊' ? { private: true } : { chatId: place })
    if (delivered.status !== 200) throw new Error(`what was said was answered with ${delivered.status}`)
    await settle()
    const fresh = all().filter((one) => one.sender.kind === 'bot' && !seen.has(one.messageId))
    return fresh.find((one) => one.chatId === own && own !== place) ?? fresh[0] ?? null
  }

  const bot: TestBot = {
    db,
    dataDir,
    get standIn() {
      return running().standIn
    },
    get service() {
      return running().service
    },
    get clock() {
      return running().clock
    },
    get log() {
      return running().log
    },
    async group(name, members) {
      const { standIn } = running()
      const ids = members.map(
        (one) =>
          standIn.people().find((person) => person.name === one)?.openId ??
          standIn.addPerson({ name: one }).openId,
      )
      const chat = standIn.addChat({ name, members: ids })
      await standIn.addBot(chat.chatId, ids[0] ?? '')
      await settle()
      return chat.chatId
    },
    async says(who, where, text) {
      const answer = await answerTo(who, where, (me, place) => running().standIn.says(me, place, text))
      if (!answer) throw new Error(`“${text}” brought no answer`)
      return answer
    },
    sends: (who, where, file, replyTo) =>
      answerTo(who, where, (me, place) =>
        running().standIn.sendsFile(me, place, file, replyTo ? { replyTo: replyTo.messageId } : {}),
      ),
    fileOf(message) {
      const found = running().standIn.resource(message.resource?.key ?? '')
      if (!found) throw new Error('the message is no file')
      return found
    },
    clicks: (who, message, words, form) =>
      clicked(running().standIn.clicks(openId(who), message.messageId, words, form ? { form } : {})),
    ticks: (who, message, label, checked) =>
      clicked(running().standIn.ticks(openId(who), message.messageId, label, checked)),
    fresh(message) {
      const found = running().standIn.message(message.messageId)
      if (!found) throw new Error('the message is gone')
      return found
    },
    latest(where, words) {
      const found = messages(where).findLast((one) => textOf(one).includes(words))
      if (!found)
        throw new Error(
          `no message of the bot with “${words}” in ${where}:\n${messages(where).map(textOf).join('\n---\n')}`,
        )
      return found
    },
    messages,
    async moveTo(iso) {
      const { clock, service } = running()
      const to = new Date(iso)
      const step = async (at: Date) => {
        if (at > clock.now()) clock.moveTo(at)
        await service.runSchedules(clock.now())
        await settle()
      }
      for (;;) {
        const next = await service.nextDueInstant(clock.now())
        if (!next || next >= to) break
        await step(next)
      }
      await step(to)
    },
    settle,
    openId,
    async bindBranch(members, superiors = ['郑书记', '何干事']) {
      const [chief = ''] = superiors
      const [secretary = ''] = members
      await bot.group('局党委工作群', superiors)
      await bot.group('机关第一党支部', members)
      const upper = await bot.says(chief, '局党委工作群', '/绑定 上级 局党委')
      await bot.clicks(chief, upper, '确认')
      const lower = await bot.says(secretary, '机关第一党支部', '/绑定 支部 机关第一党支部 上级=局党委')
      await bot.clicks(secretary, lower, '确认')
      return { branch: '机关第一党支部', superior: '局党委工作群' }
    },
  }
  return bot
}
