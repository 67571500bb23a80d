import type { ProcessTemplate } from '../../../src/domain/process/index.ts'
import { type TestBot, textOf } from '../../helpers/test-bot.ts'

/** An organisation whose cases are walked: its group, its people by their roles, and where it reports to. */
export interface Home {
  group: string
  head: string
  /** Whoever does the steps of a role that are given to nobody by name; others are the head's. */
  holders: Readonly<Record<string, string>>
  /** Everybody on its roster. */
  people: readonly string[]
  superior: { group: string; who: string }
}

const party = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const bare = ['吴书记', '郑一', '冯二', '陈三']
const leaders = ['冯班子', '陈班子', '褚班子']
const staff = ['周职工', '杨职工', '朱职工']
const union = ['钱主席', '孙委员', '李出纳', '吴人事', '郑处长', '卫主任', ...leaders, ...staff]

const administration = {
  hr: '吴人事',
  division_leader: '郑处长',
  dept_head: '卫主任',
  leadership: '冯班子',
  union_chair: '钱主席',
  union_committee: '孙委员',
  union_finance: '李出纳',
}

/** The branch with a committee, groups and a union. */
export const branch: Home = {
  group: '机关第一党支部',
  head: '张伟',
  holders: {
    ...administration,
    org_member: '李四',
    collator: '李四',
    recorder: '李四',
    archivist: '李四',
    committee: '李四',
    discipline_member: '王五',
    tellers: '王五',
    publicity_member: '赵六',
    group_leader: '孙七',
  },
  people: party,
  superior: { group: '局党委工作群', who: '郑书记' },
}

/** A branch of a secretary alone: no committee, no groups, no union. */
export const smallBranch: Home = {
  group: '机关第二党支部',
  head: '吴书记',
  holders: {},
  people: bare,
  superior: branch.superior,
}

/** The union of the branch, to whose committee it reports; the administration is registered with it. */
export const unionOfBranch: Home = {
  group: '机关工会',
  head: '钱主席',
  holders: {
    ...administration,
    secretary: '张伟',
    collator: '孙委员',
    recorder: '孙委员',
    archivist: '孙委员',
  },
  people: union,
  superior: { group: branch.group, who: '张伟' },
}

/** Where cases of a process belong. */
export function homeOf({ owner, category }: ProcessTemplate, scene: 'full' | 'bare'): Home {
  if (scene === 'bare') return smallBranch
  const theirs =
    owner.startsWith('union') ||
    category === 'staff_assembly' ||
    ['leadership', 'hr'].includes(owner) ||
    category === 'union'
  return theirs ? unionOfBranch : branch
}

/** Founds all three, on the day on which the clock stands. */
export async function foundScene(bot: TestBot): Promise<void> {
  await bot.bindBranch(party)
  const offices = { 李四: '组织委员', 王五: '纪检委员', 赵六: '宣传委员' }
  for (const [who, office] of Object.entries(offices))
    await bot.says('张伟', branch.group, `/党员 任职 ${who} ${office}`)
  await bot.says('张伟', branch.group, '/支委会 成立 日期=2026-11-20')
  for (const [name, leader] of [
    ['第一党小组', '孙七'],
    ['第二党小组', '周八'],
  ])
    await bot.says('张伟', branch.group, `/党小组 新建 ${name} 组长=${leader} 日期=2026-11-20`)
  await bot.group(smallBranch.group, bare)
  const small = await bot.says('吴书记', smallBranch.group, `/绑定 支部 ${smallBranch.group} 上级=局党委`)
  await bot.clicks('吴书记', small, '确认')
  await bot.group(unionOfBranch.group, union)
  const bound = await bot.says(
    '钱主席',
    unionOfBranch.group,
    `/绑定 工会 ${unionOfBranch.group} 上级=${branch.group}`,
  )
  await bot.clicks('钱主席', bound, '确认')
  const posts = [
    ['孙委员', '工会委员'],
    ['李出纳', '工会财务'],
    ['吴人事', '人事负责人'],
    ['郑处长', '处领导'],
    ['卫主任', '部门负责人'],
    ...leaders.map((one) => [one, '领导班子成员']),
    ['周职工', '职工代表'],
    ['杨职工', '职工代表'],
  ]
  for (const [who, office] of posts)
    await bot.says('钱主席', unionOfBranch.group, `/党员 任职 ${who} ${office}`)
  const allowed = await bot.says('钱主席', unionOfBranch.group, '/设置 电子无记名表决 文号=局工〔2026〕3号')
  if (!textOf(allowed).includes('电子')) throw new Error(textOf(allowed))
}
