import type { TestBot } from '../helpers/test-bot.ts'

/** The groups of the scene. */
export const branch = '机关第一党支部'
export const union = '机关工会'
export const groups = [branch, union, '局党委工作群']

/** Everybody of the scene, by what they are. 周职工 asks for help and is proposed for a penalty. */
export const people = {
  secretary: '张伟',
  orgMember: '李四',
  member: '赵六',
  branchDept: '王部长',
  chair: '钱主席',
  unionCommittee: '孙委员',
  staff: '杨职工',
  concerned: '周职工',
  hr: '吴人事',
  division: '郑处长',
  leader: '冯班子',
  dept: '卫主任',
  archivist: '蒋档案',
  finance: '秦财务',
  superior: '何干事',
} as const
export type Who = keyof typeof people

/**
 * One restricted matter of each kind, and what lies beside them: cases of penalty (one of the union, one of the branch),
 * hardship, help and talks, opinions, an objection, a reward, a suggestion. Each carries a mark of its own.
 */
export async function playRestrictedScene(bot: TestBot): Promise<void> {
  await bot.bindBranch(
    [people.secretary, people.orgMember, people.member, people.branchDept],
    ['郑书记', people.superior],
  )
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
      'finance',
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
    ['秦财务', '工会财务'],
  ])
    await bot.says('钱主席', union, `/党员 任职 ${who} ${office}`)
  await bot.says('张伟', branch, '/党员 任职 王部长 部门负责人')
  await bot.says('卫主任', '私聊', '/处罚 新建 姓名=周职工 事实=密惩事实')
  await bot.says('王部长', '私聊', '/处罚 新建 姓名=杨职工 事实=密罚事实')
  const applied = await bot.says('周职工', '私聊', '/困难申请')
  await bot.clicks('周职工', applied, '填写：本人申请（或他人代为反…')
  const form = {
    是否单独同意收集上述敏感信息: '是',
    是否同意在适当范围公示姓名和帮扶类别: '是',
    健康和收入情况: '密困病情',
  }
  await bot.clicks('周职工', bot.latest('周职工', '办理：本人申请'), '提交', form)
  await bot.says('周职工', '私聊', '/求助 诉求内容=密求诉求 类别=维护权益')
  await bot.says('张伟', '私聊', '/思想工作 新建 密谈思想')
  await bot.says('李四', branch, '/意见 发起 学习安排 匿名=否 截止=11月27日')
  await bot.says('赵六', '私聊', '/意见 提交 密见意见')
  await bot.says('李四', branch, '/公示 发布 先进名单 内容=拟表彰两人')
  await bot.says('赵六', '私聊', '/公示 异议 G2026-001 内容=密议异议')
  await bot.says('钱主席', union, '/奖励 新建 年度奖励 姓名=杨职工 事迹=密奖事迹')
  await bot.says('杨职工', '私聊', '/建议 密建建议 类别=安全')
  await bot.says('李四', '私聊', '/整改 新建 密改问题 措施=逐项落实 责任人=赵六 期限=2026-12-10')
  await bot.says('秦财务', '私聊', '/会费 登记 杨职工:1234.56；周职工:15.5 应缴=30 时段=2026-Q4')
}
