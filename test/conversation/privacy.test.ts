import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file', logLevel: 'trace' })
const branch = '机关第一党支部'
const union = '机关工会'
const groups = [branch, union, '局党委工作群']

/** Everybody of the scene, by what they are. 周职工 asks for help and is proposed for a penalty. */
const people = {
  secretary: '张伟',
  orgMember: '李四',
  member: '赵六',
  chair: '钱主席',
  unionCommittee: '孙委员',
  staff: '杨职工',
  concerned: '周职工',
  hr: '吴人事',
  division: '郑处长',
  leader: '冯班子',
  dept: '卫主任',
  archivist: '蒋档案',
  superior: '何干事',
} as const
type Who = keyof typeof people

/** What stands in each kind of matter, and who may read it at all: in private, never in a group (DOMAIN §7.2). */
const matters: Record<string, readonly Who[]> = {
  密惩事实: ['dept', 'chair', 'hr', 'division', 'leader', 'archivist'],
  密困病情: ['chair', 'unionCommittee', 'concerned'],
  密求诉求: ['chair', 'unionCommittee', 'concerned', 'leader'],
  密谈思想: ['secretary', 'orgMember'],
  密见意见: ['orgMember', 'member'],
  密议异议: ['orgMember', 'member'],
  密奖事迹: ['secretary', 'orgMember', 'chair', 'unionCommittee', 'hr', 'division', 'leader', 'dept'],
}

/** Commands that show something; `N` stands for each number of a case. */
const questions = [
  '/清单 N',
  '/材料 N',
  '/文书 N 处罚审批表',
  '/文书 N 困难职工档案表',
  '/文书 N 奖励审批表',
  '/任务 我的',
  '/任务 全部',
  ...['困难', '奖励', '奖惩', '会费', '意见', '公示', '请示报告', '整改'].map((kind) => `/台账 ${kind}`),
  '/表决 结果',
  '/表决 名单',
  '/意见 汇总 Y2026-001',
  '/公示 异议 G2026-001',
  '/公示 查询',
  '/进度',
  '/提醒 台账',
]

beforeAll(async () => {
  await bot.bindBranch([people.secretary, people.orgMember, people.member], ['郑书记', people.superior])
  await bot.says(people.secretary, branch, '/党员 任职 李四 组织委员')
  const inUnion = (
    [
      'chair',
      'unionCommittee',
      'staff',
      'concerned',
      'hr',
      'division',
      'leader',
      'dept',
      'archivist',
    ] as const
  ).map((who) => people[who])
  await bot.group(union, inUnion)
  await bot.clicks('钱主席', await bot.says('钱主席', union, `/绑定 工会 ${union} 上级=${branch}`), '确认')
  for (const [who, office] of [
    ['孙委员', '工会委员'],
    ['吴人事', '人事负责人'],
    ['郑处长', '处领导'],
    ['冯班子', '领导班子成员'],
    ['卫主任', '部门负责人'],
    ['蒋档案', '档案员'],
  ])
    await bot.says('钱主席', union, `/党员 任职 ${who} ${office}`)
  await bot.says('卫主任', '私聊', '/处罚 新建 姓名=周职工 事实=密惩事实')
  const applied = await bot.says('周职工', '私聊', '/困难申请')
  await bot.clicks('周职工', applied, '填写：本人申请（或他人代为反…')
  const form = { 是否单独同意收集上述敏感信息: '是', 健康和收入情况: '密困病情' }
  await bot.clicks('周职工', bot.latest('周职工', '办理：本人申请'), '提交', form)
  await bot.says('周职工', '私聊', '/求助 诉求内容=密求诉求 类别=维护权益')
  await bot.says('张伟', '私聊', '/思想工作 新建 密谈思想')
  await bot.says('李四', branch, '/意见 发起 学习安排 匿名=否 截止=11月27日')
  await bot.says('赵六', '私聊', '/意见 提交 密见意见')
  await bot.says('李四', branch, '/公示 发布 先进名单 内容=拟表彰两人')
  await bot.says('赵六', '私聊', '/公示 异议 G2026-001 内容=密议异议')
  await bot.says('钱主席', union, '/奖励 新建 年度奖励 姓名=杨职工 事迹=密奖事迹')
})

const numbers = async () =>
  (await bot.db.sql<{ number: string }[]>`select number from process_instance`).map((one) => one.number)
const heard = (where: string) => bot.messages(where).map(textOf).join('\n')

describe('restricted matters', () => {
  it('are there to be read by those concerned', async () => {
    expect((await numbers()).length).toBeGreaterThanOrEqual(5)
    expect(heard('周职工')).toContain('困难')
  })

  it('are told to nobody else, whoever asks what, wherever', async () => {
    const all = [...new Set(await numbers())]
    const asked = questions.flatMap((one) =>
      one.includes('N') ? all.map((no) => one.replace('N', no)) : [one],
    )
    for (const who of Object.values(people))
      for (const question of asked) await bot.says(who, '私聊', question)
    for (const [who, where] of [
      ['张伟', branch],
      ['赵六', branch],
      ['钱主席', union],
      ['吴人事', union],
      ['杨职工', union],
    ] as const)
      for (const question of asked) await bot.says(who, where, question)
    const leaks: string[] = []
    for (const [mark, readers] of Object.entries(matters)) {
      for (const where of groups) if (heard(where).includes(mark)) leaks.push(`${mark} in ${where}`)
      for (const [who, name] of Object.entries(people))
        if (!readers.includes(who as Who) && heard(name).includes(mark)) leaks.push(`${mark} to ${who}`)
    }
    expect(leaks).toEqual([])
  }, 120_000)

  it.each(Object.entries(matters))('%s is read by its circle', (mark, readers) => {
    const [first] = readers
    expect(readers.some((who) => heard(people[who]).includes(mark))).toBe(true)
    expect(first).toBeDefined()
  })

  it('are in no line of the log', () => {
    expect(bot.log.length).toBeGreaterThan(30)
    for (const mark of Object.keys(matters)) expect(bot.log.filter((line) => line.includes(mark))).toEqual([])
  })
})
