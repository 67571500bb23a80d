import type { Message } from '../../../sandbox/types.ts'
import type { Way } from '../../../scripts/ways.ts'
import type { ProcessTemplate } from '../../../src/domain/process/index.ts'
import { type TestBot, textOf } from '../../helpers/test-bot.ts'
import { type CaseWalk, driveTo, followersOf, later, storedCase } from './case-walk.ts'
import { today } from './forms.ts'
import { type Plan, wanted } from './plan.ts'
import { type Home, homeOf } from './scene.ts'
import { waysGone } from './witness.ts'

/** How a case is started: who says what where. */
interface Start {
  who: string
  where: string
  text: string
}

const meetings: Readonly<Record<string, string>> = {
  'general-meeting': '党员大会',
  'committee-meeting': '支委会',
  'group-meeting': '党小组会',
  'party-lecture': '党课',
  'organizational-life-meeting': '组织生活会',
  'democratic-life-meeting': '民主生活会',
  'staff-assembly': '职工大会',
}

/** Adopts a resolution, and answers its number: what is to be discussed again. */
async function adopted(bot: TestBot, { group, head, people }: Home): Promise<string> {
  const opened = await bot.says(head, group, `/表决 发起 通过第${started}号方案 规则=支部党员大会一般决议`)
  for (const who of people) await bot.clicks(who, opened, '赞成')
  return /J\d{4}-\d{3}/.exec(textOf(await bot.says(head, group, '/表决 截止')))?.[0] ?? 'none'
}

/** Words that somebody types who starts a case of a process that has a command of its own. */
const commands: Readonly<Record<string, (home: Home) => Start>> = {
  'hardship-archive': () => ({ who: '周职工', where: '私聊', text: '/困难申请' }),
  'rights-and-hardship-aid': () => ({ who: '杨职工', where: '私聊', text: '/求助' }),
  'staff-penalty': () => ({ who: '卫主任', where: '私聊', text: '/处罚 新建 姓名=朱职工 事实=违反规程' }),
  'staff-reward': ({ group }) => ({
    who: '卫主任',
    where: group,
    text: `/奖励 新建 技术革新${started} 姓名=周职工 事迹=改进工艺`,
  }),
}

/** How many cases were started: no two have the same title. */
let started = 0

/** Starts a case as people would: with the command of its process, with the meeting's, or as any matter. */
export async function begin(
  bot: TestBot,
  template: ProcessTemplate,
  plan: Plan,
  gone: (way: Way) => void,
): Promise<CaseWalk> {
  later(bot)
  started += 1
  const home = homeOf(template, plan.scene)
  const restricted = template.visibility === 'restricted'
  const { who, where, text } = await startOf(bot, template, plan, home)
  const card = await bot.says(who, where, text)
  const number = numberOn(card, text)
  const shownTo = new Set(restricted ? [who] : [])
  const walk: CaseWalk = {
    bot,
    home,
    plan,
    number,
    restricted,
    once: new Set(),
    stored: () => storedCase(bot, home, number),
    async cardOf(person) {
      // After a fortnight a card is posted again, so that it can still be kept up to date: the latest is the one to use.
      if (!restricted) return latestOf(bot, home.group, number)
      if (!shownTo.has(person)) await bot.says(person, '私聊', `/清单 ${number}`)
      shownTo.add(person)
      return latestOf(bot, person, number)
    },
  }
  await tellFirst(walk, gone)
  return walk
}

async function startOf(bot: TestBot, template: ProcessTemplate, plan: Plan, home: Home): Promise<Start> {
  const on = today({ bot } as CaseWalk, template.id === 'staff-assembly' ? 40 : 25)
  const meeting = meetings[template.id]
  if (meeting)
    return {
      who: home.head,
      where: home.group,
      text: `/会议 新建 ${meeting} ${on} 15:${String(started % 60).padStart(2, '0')} 议题=${topicsOf(template, plan)} 地点=二楼会议室${template.id === 'group-meeting' ? ' 党小组=第一党小组' : ''}${important(plan)}`,
    }
  if (template.id === 'general-meeting-reconsideration') {
    // On a day without a meeting: what is put to the vote then belongs to none.
    await driveTo(bot, new Date(+bot.clock.now() + 24 * 3_600_000))
    return {
      who: home.head,
      where: home.group,
      text: `/复议 ${await adopted(bot, home)} 依据=局党委〔2026〕12号 意见=与上级要求不符`,
    }
  }
  return (
    commands[template.id]?.(home) ?? {
      who: home.head,
      where: template.visibility === 'restricted' ? '私聊' : home.group,
      text: `/事项 新建 ${template.label} 试办第${started}件 时间=${on} 15:00`,
    }
  )
}

/** Topics to be voted on, as many as there are results to come; or none. */
function topicsOf({ id }: ProcessTemplate, plan: Plan): string {
  if (id === 'party-lecture' || id === 'group-meeting' || wanted(plan, 'has_vote_items') === false)
    return '学习上级文件'
  if (id === 'democratic-life-meeting') return '对照检查'
  const all = ['审议年度计划', '审议经费方案', '审议考核办法', '审议学习制度']
  return all.slice(0, Math.max(1, plan.answers.get('vote_result')?.length ?? 0)).join('；')
}

const important = (plan: Plan): string =>
  wanted(plan, 'has_important_item') === false ? ' 重要事项=否' : ' 重要事项=是'

function latestOf(bot: TestBot, where: string, number: string): Message {
  const head = new RegExp(`(会议|事项)清单：[^\\n]*\\n${number}(?!\\d)`)
  const found = bot.messages(where).findLast((one) => head.test(textOf(one)))
  if (!found) throw new Error(`no card of ${number} in ${where}`)
  return found
}

function numberOn(card: Message, said: string): string {
  const [number] = /[DLQTZ]\d{4}-\d{3}/.exec(textOf(card)) ?? []
  if (!number || !/清单：/.test(textOf(card))) throw new Error(`“${said}” started nothing:\n${textOf(card)}`)
  return number
}

/** What was done by the act of starting counts too. */
async function tellFirst(walk: CaseWalk, gone: (way: Way) => void): Promise<void> {
  const instance = await walk.stored()
  const before = {
    ...instance,
    steps: instance.steps.map((one) => ({ ...one, state: 'waiting' as const, outputs: {}, history: [] })),
  }
  for (const way of waysGone({
    before,
    after: instance,
    followers: await followersOf(walk.bot, instance.id),
  }))
    gone(way)
}
