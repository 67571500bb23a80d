import type { Message } from '../../sandbox/types.ts'
import type { TestBot } from '../helpers/test-bot.ts'

export const secretary = '张伟'

/** A branch with its superior and a committee of four; the first of `everybody` is its secretary. */
export async function foundPartyBranch(
  bot: TestBot,
  everybody: string[],
): Promise<{ branch: string; superior: string }> {
  const bound = await bot.bindBranch(everybody)
  for (const [name, office] of [
    ['李四', '组织委员'],
    ['王五', '纪检委员'],
    ['赵六', '宣传委员'],
  ])
    await bot.says(secretary, bound.branch, `/党员 任职 ${name} ${office}`)
  await bot.says(secretary, bound.branch, '/支委会 成立 日期=2026-11-20')
  return bound
}

/** The same with a group, 孙七 its leader, and 周八, a probationary member, in it. */
export async function foundBranchWithGroup(bot: TestBot): Promise<{ branch: string; superior: string }> {
  const bound = await foundPartyBranch(bot, [secretary, '李四', '王五', '赵六', '孙七', '周八'])
  await bot.says(secretary, bound.branch, '/党员 状态 周八 预备党员')
  await bot.says(secretary, bound.branch, '/党小组 新建 第一党小组 组长=孙七 成员=周八')
  return bound
}

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** Opens a step's form by its button, a minute later; answers the form. */
export async function asksStep(
  bot: TestBot,
  card: Message,
  label: string,
  who = secretary,
): Promise<Message> {
  bot.clock.moveTo(new Date(+bot.clock.now() + 60_000))
  await bot.clicks(who, card, `填写：${shortened(label, 12)}`)
  return bot.latest(who, '办理：')
}

/** Opens a step's form and hands it in; answers the toast. */
export async function fillsStep(
  bot: TestBot,
  card: Message,
  label: string,
  form: Record<string, string>,
): Promise<string> {
  return (await bot.clicks(secretary, await asksStep(bot, card, label), '提交', form)).toast
}
