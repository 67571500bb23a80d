import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createStandIn, type StandIn } from '../../sandbox/stand-in.ts'
import type { Message } from '../../sandbox/types.ts'
import { useOwnServer } from '../helpers/own-server.ts'
import { textOf } from '../helpers/test-bot.ts'
import { type FanOut, startFanOut } from './fan-out.ts'
import { type ServiceProcess, startService } from './service-process.ts'

const app = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'test-secret',
  encryptKey: 'test-key',
  verificationToken: 'test-token',
}
const start = '2026-11-22T10:00:00+08:00'
const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八', '吴敏', '陈静']
const branch = '机关第一党支部'
const superior = '局党委工作群'
/** How long a condition may take: what a killed replica had leased is sent by another after 30 s at most. */
const patience = { timeout: 45_000, interval: 50 }

describe('replicas', { timeout: 120_000 }, () => {
  const db = useOwnServer()
  let standIn: StandIn
  let fanOut: FanOut
  let now = new Date(start)
  const running = new Map<string, ServiceProcess>()

  async function startReplica(name: string): Promise<ServiceProcess> {
    const service = startService({
      DATABASE_URL: db.url,
      CLOCK: `virtual:${start}`,
      FEISHU_APP_ID: app.appId,
      FEISHU_APP_SECRET: app.appSecret,
      FEISHU_ENCRYPT_KEY: app.encryptKey,
      FEISHU_VERIFICATION_TOKEN: app.verificationToken,
      FEISHU_DOMAIN: await domain,
    })
    const address = await service.ready
    await vi.waitFor(async () => expect((await fetch(`${address}/readyz`)).status).toBe(200), patience)
    running.set(address, service)
    names.set(name, address)
    fanOut.replicas = [...running.keys()]
    return service
  }
  const names = new Map<string, string>()
  const addressOf = (name: string): string => names.get(name) ?? ''
  async function endReplica(name: string, signal: NodeJS.Signals): Promise<number | null> {
    const service = running.get(addressOf(name))
    if (!service) throw new Error(`no replica ${name}`)
    service.kill(signal)
    const { code } = await service.ended
    running.delete(addressOf(name))
    fanOut.replicas = [...running.keys()]
    return code
  }
  let domain: Promise<string>

  beforeAll(async () => {
    fanOut = await startFanOut()
    standIn = await createStandIn({
      ...app,
      now: () => now,
      webhookUrl: fanOut.url,
      // Redelivered at once: what is tested is that it is, not the platform's hours.
      limits: {
        redeliverAfterMs: Array(40).fill(0),
        perMinute: 1e6,
        perSecond: 1e6,
        perTargetPerSecond: 1e6,
      },
    })
    domain = standIn.listen()
    await Promise.all([startReplica('A'), startReplica('B')])
  }, 60_000)
  afterAll(async () => {
    for (const service of running.values()) service.kill('SIGKILL')
    await Promise.all([...running.values()].map((one) => one.ended))
    await standIn.close()
    await fanOut.close()
  })

  const openId = (name: string) => standIn.people().find((one) => one.name === name)?.openId ?? ''
  const chatId = (name: string) => standIn.chats().find((one) => one.name === name)?.chatId ?? ''
  const fromBot = (where: string): Message[] =>
    standIn.messages(chatId(where)).filter((one) => one.sender.kind === 'bot')
  const shown = (where: string, words: string) => fromBot(where).filter((one) => textOf(one).includes(words))
  const say = (who: string, where: string, text: string) =>
    standIn.says(openId(who), { chatId: chatId(where) }, text)
  /** Says it, waits for the answer that holds the words, and answers it. */
  async function ask(who: string, where: string, text: string, words: string): Promise<Message> {
    const before = new Set(fromBot(where).map((one) => one.messageId))
    expect((await say(who, where, text)).status).toBe(200)
    return vi.waitFor(() => {
      const found = shown(where, words).find((one) => !before.has(one.messageId))
      expect(found, `“${text}” is answered with “${words}”`).toBeDefined()
      return found as Message // asserted in the line above
    }, patience)
  }
  const click = async (who: string, message: Message, words: string): Promise<string> => {
    const { toast, error, status } = await standIn.clicks(openId(who), message.messageId, words)
    return toast?.content ?? error?.message ?? String(status)
  }
  /** Everything that was left to send has been handed over. */
  const delivered = () =>
    vi.waitFor(async () => {
      const [row] = await db.sql<
        { n: number }[]
      >`select count(*)::int as n from outgoing where state = 'planned'`
      expect(row?.n).toBe(0)
    }, patience)
  /** Delivers again until every event was answered with 200. */
  const redelivered = () =>
    vi.waitFor(async () => {
      await standIn.tick()
      expect(standIn.nextRedelivery()).toBeUndefined()
    }, patience)
  const moveClock = async (name: string, iso: string) => {
    now = new Date(Math.max(+now, +new Date(iso)))
    const response = await postClock(addressOf(name), iso)
    return { status: response.status, body: (await response.json()) as { now?: string; sent?: Sent[] } }
  }
  const postClock = (address: string, iso: string) =>
    fetch(`${address}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now: iso }),
    })
  interface Sent {
    at: string
    to: string
    kind: string
    key: string
    message_id: string
  }

  it('take every event in the same instant, and do each thing once', async () => {
    for (const [name, members] of [
      [superior, ['郑书记', '何干事']],
      [branch, people],
    ] as const) {
      const ids = members.map((one) => standIn.addPerson({ name: one }).openId)
      const chat = standIn.addChat({ name, members: ids })
      expect((await standIn.addBot(chat.chatId, ids[0] ?? '')).status).toBe(200)
    }
    await click('郑书记', await ask('郑书记', superior, '/绑定 上级 局党委', '确认'), '确认')
    const lower = await ask('张伟', branch, `/绑定 支部 ${branch} 上级=局党委`, '确认')
    expect(await click('张伟', lower, '确认')).toBe('已绑定')
    await ask('张伟', branch, '/党员 任职 李四 组织委员', '李四')
    await delivered()
    expect(new Set(fanOut.statuses.flat())).toEqual(new Set([200]))
    expect(fanOut.statuses.every((answers) => answers.length === 2)).toBe(true)
    const acts = await db.sql<{ action: string; n: number }[]>`
      select action, count(*)::int as n from audit group by action order by action`
    expect([...acts]).toEqual([
      { action: 'office.set', n: 1 },
      { action: 'organisation.bind', n: 2 },
    ])
    for (const words of ['支部助手已入群', '任职已登记']) expect(shown(branch, words)).toHaveLength(1)
    expect(shown(branch, '已绑定支部')).toHaveLength(1)
  })

  it('move one clock: what became due is told once, by whichever replica sent it', async () => {
    const { status, body } = await moveClock('A', '2026-12-01T09:30:00+08:00')
    expect(status).toBe(200)
    const keys = (body.sent ?? []).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    const ofMeeting = (body.sent ?? []).filter(({ key }) => key.includes(':general_meeting:'))
    expect(ofMeeting).toHaveLength(1)
    const [sent] = ofMeeting
    expect(sent).toMatchObject({ at: '2026-12-01T01:00:00.000Z', kind: 'reminder' })
    expect(sent?.key).toContain(':2026-Q4:t30:')
    const message = standIn.message(sent?.message_id ?? '')
    expect(message && textOf(message)).toContain('尚未安排')
    const before = standIn.calls.length
    expect((await moveClock('B', '2026-12-01T09:30:00+08:00')).body.sent).toEqual([])
    expect((await moveClock('B', '2026-11-30T09:30:00+08:00')).status).toBe(409)
    expect(standIn.calls.length).toBe(before)
  })

  /** Opens meetings one after the other while `harm` is done in the middle; answers their dates. */
  async function openMeetings(month: string, harm: () => Promise<unknown>): Promise<string[]> {
    const dates = Array.from({ length: 24 }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
    const pushes: Promise<unknown>[] = []
    let harmed: Promise<unknown> = Promise.resolve()
    for (const [index, date] of dates.entries()) {
      pushes.push(say('张伟', branch, `/会议 新建 党员大会 ${date} 15:00 议题=议题${date}`))
      if (index === 8) harmed = harm()
      if (index % 3 === 2) await Promise.all(pushes.splice(0))
    }
    await Promise.all(pushes)
    await harmed
    return dates
  }
  async function expectEachOnce(dates: string[]): Promise<void> {
    await redelivered()
    await delivered()
    const rows = await db.sql<{ date: string; number: string }[]>`
      select starts_on::text as date, number from meeting where starts_on::text = any(${dates}) order by starts_on`
    expect(rows.map(({ date }) => date)).toEqual(dates)
    expect(new Set(rows.map(({ number }) => number)).size).toBe(dates.length)
    for (const { date, number } of rows)
      expect([number, shown(branch, `1. 议题${date}`).length]).toEqual([number, 1])
    const acts = await db.sql<{ n: number }[]>`
      select count(*)::int as n from audit where action = 'meeting.create' and object in (
        select unnest(array[id::text, instance_id::text]) from meeting where starts_on::text = any(${dates}))`
    expect(acts[0]?.n).toBe(dates.length)
  }

  it('lose and double nothing when one of them is killed', async () => {
    fanOut.mode = 'next'
    const dates = await openMeetings('2027-01', () => endReplica('A', 'SIGKILL'))
    await startReplica('A')
    await expectEachOnce(dates)
  })

  const throwAllOut = () => db.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`

  it('recover when the database throws all connections out', async () => {
    const dates = await openMeetings('2027-02', throwAllOut)
    await expectEachOnce(dates)
    for (const address of running.keys())
      await vi.waitFor(async () => expect((await fetch(`${address}/readyz`)).status).toBe(200), patience)
  })

  it('count the votes that they acknowledged, though one of them is killed', async () => {
    const ballot = await ask('张伟', branch, '/表决 发起 改造活动室 截止=1天', 'B2026-001')
    const acknowledged = new Map<string, string>()
    const vote = async (who: string, words: string) => {
      if ((await click(who, ballot, words)).startsWith('已记录')) acknowledged.set(who, words)
    }
    const voting = people.map(async (who, index) => {
      for (const words of ['赞成', '反对', '弃权', index % 3 ? '赞成' : '反对']) await vote(who, words)
    })
    const killed = endReplica('B', 'SIGKILL')
    await Promise.all([...voting, killed])
    await startReplica('B')
    const rows = await db.sql<{ name: string; choice: string }[]>`
      select m.name, v.choice from vote v join member m on m.tenant_id = v.tenant_id and m.id = v.member_id`
    const words: Record<string, string> = { yes: '赞成', no: '反对', abstain: '弃权' }
    const stored = new Map(rows.map(({ name, choice }) => [name, words[choice] ?? '']))
    for (const [who, choice] of acknowledged) expect([who, stored.get(who)]).toEqual([who, choice])
    expect(acknowledged.size).toBe(people.length)
  })

  it('answer what is under way when they are asked to end, with exit code 0', async () => {
    fanOut.mode = 'all'
    const seen = fanOut.statuses.length
    let pushes: Promise<{ status: number }>[] = []
    let codes: Promise<number | null>[] = []
    await db.sql.begin(async (tx) => {
      await tx`lock table inbox in access exclusive mode`
      pushes = Array.from({ length: 3 }, () => say('李四', branch, '/会议 查询 本年'))
      await vi.waitFor(async () => {
        const [row] = await tx<{ n: number }[]>`
          select count(*)::int as n from pg_locks where relation = 'inbox'::regclass and not granted`
        expect(row?.n).toBe(6)
      }, patience)
      codes = [endReplica('A', 'SIGTERM'), endReplica('B', 'SIGTERM')]
    })
    expect((await Promise.all(pushes)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(fanOut.statuses.slice(seen)).toEqual([
      [200, 200],
      [200, 200],
      [200, 200],
    ])
    expect(await Promise.all(codes)).toEqual([0, 0])
  })

  it('find everything again after a restart: the same cards work, the list shows the state', async () => {
    await startReplica('A')
    await redelivered()
    const [opened] = shown(branch, '（D2027-001）')
    const first = opened as Message // opened and asserted above
    const { toast } = await standIn.ticks(openId('张伟'), first.messageId, '准备工作报告等会议资料')
    expect(toast?.content).toBe('已记录完成')
    await vi.waitFor(
      () => expect(textOf(standIn.message(first.messageId) as Message)).toContain('2/'),
      patience,
    )
    const list = await ask('张伟', branch, '/清单 D2027-001', 'D2027-001')
    expect(textOf(list)).toContain('准备工作报告等会议资料　张伟 ')
    expect((await moveClock('A', '2026-12-01T09:30:00+08:00')).body.sent).toEqual([])
  })

  /** Branches with a secretary each, who has an account on the platform; answers the open ids. */
  async function addBranches(count: number): Promise<string[]> {
    const [{ tenant = '' } = {}] = await db.sql<{ tenant: string }[]>`select id as tenant from tenant`
    return Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const { openId: account } = standIn.addPerson({ name: `书记${n}` })
        const [organisation, member] = [uuidv7(), uuidv7()]
        await db.sql`
          insert into organisation (tenant_id, id, kind, name, founded_on, created_at)
          values (${tenant}, ${organisation}, 'branch', ${`支部${n}`}, '2020-01-01', '2025-01-01')`
        await db.sql`insert into member (tenant_id, id, name, created_at) values (${tenant}, ${member}, ${`书记${n}`}, now())`
        await db.sql`
          insert into office (tenant_id, id, organisation_id, member_id, office, from_date, recorded_at)
          values (${tenant}, ${uuidv7()}, ${organisation}, ${member}, 'secretary', '2025-01-01', now())`
        await db.sql`
          insert into platform_identity (tenant_id, platform, kind, value, member_id)
          values (${tenant}, 'feishu', 'open_id', ${account}, ${member})`
        return account
      }),
    )
  }
  const cardsOf = (accounts: string[]) =>
    accounts.map((account) => standIn.messages(standIn.privateChat(account).chatId).length)
  /** Moves the clock by whichever replica answers, again until it is done. */
  const moveSomehow = (iso: string) =>
    vi.waitFor(
      async () => {
        for (const address of running.keys()) {
          const answer = await postClock(address, iso).catch(() => null) // it may just be dying
          if (answer?.status === 200) return
        }
        throw new Error('no replica has moved the clock')
      },
      { timeout: 100_000, interval: 50 },
    )
  /** What the dead had in hand is anybody's when their lease ends; nobody waits here for half a minute. */
  const endOldLeases = () => db.sql`
    update outgoing set lease_until = now()
    where state = 'planned' and lease_until > now() and lease_until < now() + interval '27 seconds'`

  /** Waits for something, and meanwhile not for what the dead had in hand. */
  async function withoutOldLeases(act: Promise<unknown>): Promise<void> {
    let done = false
    const ended = act.finally(() => {
      done = true
    })
    await vi.waitFor(
      async () => {
        await endOldLeases()
        expect(done).toBe(true)
      },
      { timeout: 100_000, interval: 500 },
    )
    await ended
  }

  it('lose and double no reminder, though the database is restarted, crashes, and two of three are killed', async () => {
    await Promise.all([startReplica('B'), startReplica('C')])
    const secretaries = await addBranches(20)
    await moveSomehow('2026-12-16T18:00:00+08:00')
    await delivered()
    const before = cardsOf(secretaries)
    const moving = moveSomehow('2026-12-17T18:00:00+08:00')
    // What was in hand when the server went is anybody's when its lease ends, likewise.
    const reach = (many: number) =>
      vi.waitFor(async () => {
        await endOldLeases()
        expect(cardsOf(secretaries).filter((n, at) => n > (before[at] ?? 0)).length).toBeGreaterThan(many)
      }, patience)
    await reach(2)
    await db.restart()
    await reach(6)
    await db.crash()
    await reach(10)
    await endReplica('B', 'SIGKILL')
    await endReplica('C', 'SIGKILL')
    await withoutOldLeases(moving)
    await moveSomehow('2026-12-17T18:01:00+08:00')
    await delivered()
    expect(cardsOf(secretaries)).toEqual(before.map((n) => n + 1))
    const rows = await db.sql<{ state: string; keys: number; messages: number }[]>`
      select state, count(*)::int as keys, count(distinct message_id)::int as messages from outgoing o
      join organisation b on b.id = o.organisation_id and b.name like '支部%'
      where o.key like '%:t14:%' group by state`
    // Three duties end with the year; each secretary has one card about all of them.
    expect([...rows]).toEqual([{ state: 'sent', keys: 60, messages: 20 }])
  })

  it('catch up after an outage of three days with one card each, which says that it is late', async () => {
    const secretaries = standIn
      .people()
      .filter(({ name }) => name.startsWith('书记'))
      .map((one) => one.openId)
    for (const name of ['A', 'B', 'C']) if (running.has(addressOf(name))) await endReplica(name, 'SIGKILL')
    const before = cardsOf(secretaries)
    await db.sql`update virtual_clock set now = '2026-12-27T23:00:00+08:00'` // t7 was due on the 24th
    now = new Date('2026-12-28T10:00:00+08:00')
    await Promise.all([startReplica('A'), startReplica('B')])
    await withoutOldLeases(moveSomehow('2026-12-28T10:00:00+08:00'))
    await delivered()
    expect(cardsOf(secretaries)).toEqual(before.map((n) => n + 1))
    const [last] = standIn.messages(standIn.privateChat(secretaries[0] ?? '').chatId).slice(-1)
    expect(last && textOf(last)).toContain('因故晚发')
  })
})
