import type postgres from 'postgres'
import type { Message } from '../../sandbox/types.ts'
import { tablesOf } from '../../src/db/backup/tables.ts'
import type { TestBot } from '../helpers/test-bot.ts'

/** Who is in the branch's group; the first is its secretary. 吴敏 is in a second branch, too. */
export const members = ['张伟', '李四', '王五', '赵六', '孙七', '周八', '吴敏', '陈静']

/** The groups of the scene, by name. */
export const groups = {
  branch: '机关第一党支部',
  superior: '局党委工作群',
  second: '机关第二党支部',
  unbound: '篮球爱好者',
} as const

/** Cards of a branch that has been at work for an hour. */
export interface AbuseScene {
  checklist: Message
  notice: Message
  signIn: Message
  /** Binding of the branch: decided. */
  binding: Message
  /** 路人 has joined the group and is proposed: nobody has decided. */
  joining: Message
  /** A private step reminder or answer that belongs to 李四 alone. */
  privateAnswer: Message
  /** Cards of a second meeting that was called off. */
  cancelled: { checklist: Message; notice: Message; confirm: Message }
  /** B2026-001 takes votes; B2026-002 is closed; 王五 (预备党员) and 路人 are no voters. */
  ballot: Message
  closedBallot: Message
  /** Y2026-001 hears opinions; Y2026-002 is closed. */
  call: Message
  closedCall: Message
  /** Q2026-001 waits in the superior's group; Q2026-002 was returned; Q2026-003 agreed to. */
  request: Message
  returned: { old: Message; form: Message }
  agreed: Message
}

/**
 * A branch with a superior, officers, a group, a meeting D2026-001 that has been notified, a cancelled D2026-002, a
 * stranger (路人) in its group, and a person of nobody's roster (游客).
 */
export async function playAbuseScene(bot: TestBot): Promise<AbuseScene> {
  const { branch, second } = groups
  await bot.bindBranch(members)
  const binding = bot.latest(branch, '已绑定')
  await bot.group(second, ['刘洋', '吴敏'])
  await bot.clicks('刘洋', await bot.says('刘洋', second, `/绑定 支部 ${second}`), '确认')
  await bot.group(groups.unbound, ['张伟', '游客'])
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
  await bot.says('张伟', branch, '/党员 状态 王五 预备党员')
  await bot.says('张伟', branch, '/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八')
  const privateAnswer = await bot.says('李四', '私聊', '/党员 名册')
  const create = '/会议 新建 党员大会'
  const checklist = await bot.says(
    '张伟',
    branch,
    `${create} 2026-12-25 15:00 议题=通过2027年工作计划 地点=二楼`,
  )
  const notice = await bot.says('张伟', branch, '/通知 D2026-001')
  const signIn = await bot.says('张伟', branch, '/签到 D2026-001')
  const called = await bot.says('张伟', branch, `${create} 2026-12-28 15:00 议题=讨论考勤办法`)
  const calledNotice = await bot.says('张伟', branch, '/通知 D2026-002')
  const confirm = await bot.says('张伟', branch, '/会议 取消 D2026-002 原因=与上级会议冲突')
  await bot.clicks('张伟', confirm, '确认')
  const vote = '/表决 发起'
  const ballot = await bot.says('张伟', branch, `${vote} 改造活动室 截止=2天`)
  const closedBallot = await bot.says('张伟', branch, `${vote} 添置书架 截止=2天`)
  await bot.clicks('张伟', closedBallot, '赞成')
  await bot.says('张伟', branch, '/表决 截止 B2026-002')
  const call = await bot.says('张伟', branch, '/意见 发起 学习安排 截止=11月27日')
  const closedCall = await bot.says('张伟', branch, '/意见 发起 活动安排 截止=11月27日')
  await bot.says('张伟', branch, '/意见 截止 Y2026-002')
  const asks = async (matter: string): Promise<Message> => {
    await bot.says('张伟', branch, `/请示 新建 ${matter} 主送=局党委`)
    return bot.latest(groups.superior, matter)
  }
  const request = await asks('召开民主生活会')
  const old = await asks('调整委员分工')
  await bot.clicks('郑书记', old, '退回修改', { comment: '请写明理由' })
  const agreed = await asks('开展主题活动')
  await bot.clicks('何干事', agreed, '同意')
  const chat = bot.standIn.chats().find((one) => one.name === branch)
  await bot.standIn.addMember(chat?.chatId ?? '', bot.standIn.addPerson({ name: '路人' }).openId)
  await bot.settle()
  return {
    checklist,
    notice,
    signIn,
    binding,
    joining: bot.latest(branch, '路人'),
    privateAnswer,
    cancelled: { checklist: called, notice: calledNotice, confirm },
    ballot,
    closedBallot,
    call,
    closedCall,
    request,
    returned: { old, form: bot.latest(branch, '请写明理由') },
    agreed,
  }
}

/** Tables that say what came in and what was answered, not what is the case. */
const notTheCase = new Set(['inbox', 'outgoing', 'card', 'rate_bucket'])

/** For each table that holds what is the case: its number of rows and a hash of them all. */
export async function fingerprint(sql: postgres.Sql): Promise<Record<string, string>> {
  const tables = (await tablesOf(sql)).map(({ name }) => name).filter((name) => !notTheCase.has(name))
  const prints = tables.map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || md5(string_agg(t::text, '|' order by t::text)) as print from "${name}" t`,
  )
  const rows = await sql.unsafe<{ name: string; print: string }[]>(prints.join(' union all '))
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}
