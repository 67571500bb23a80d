import type { Card, Message } from '../../sandbox/types.ts'
import { decisionOutputs } from '../../src/domain/process/decision.ts'
import {
  type ChecklistRow,
  checklist,
  dividesWork,
  isInternalApproval,
  type ProcessInstance,
  parseInstance,
  questionsOf,
  type StepTemplate,
  stepNamed,
} from '../../src/domain/process/index.ts'
import { chairWords } from '../../src/domain/voting/near-tie-words.ts'
import { type TestBot, textOf } from '../helpers/test-bot.ts'

/** The stored case behind a card, by the number on it. */
export async function instanceOf(bot: TestBot, card: Message): Promise<ProcessInstance> {
  const [number = ''] = /[DLQTZ]\d{4}-\d{3}/.exec(textOf(card)) ?? []
  const [row] = await bot.db.sql<{ body: object; template: object }[]>`
    select body, template from process_instance where number = ${number}`
  return parseInstance({ ...row?.body, template: row?.template })
}

/** Words of all buttons of a card. */
function buttonsOf(message: Message): string[] {
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

/**
 * Goes on with a case by what its card offers, step by step, as people would, until it is over or stands still. With
 * `refuse` that step fails, and the walk ends there.
 */
export async function walkCase(
  bot: TestBot,
  who: string,
  group: string,
  card: Message,
  { refuse: refused }: { refuse?: string } = {},
): Promise<ProcessInstance> {
  const refuse = new Set(refused ? [refused] : [])
  for (let step = 0; step < 80; step += 1) {
    const instance = await instanceOf(bot, card)
    if (instance.state !== 'open' || (refused !== undefined && wasTried(instance, refused))) return instance
    const rows = checklist(instance, bot.clock.now()).filter(({ state }) => state === 'open')
    const last = ({ kind, step: id }: ChecklistRow) =>
      Number(kind === 'archive') + 2 * Number(instance.steps.some((one) => one.id === id && one.rounds > 0))
    const sorted = rows.sort((a, b) => last(a) - last(b))
    const done = await firstDone(bot, { who, group, card, instance, refuse }, sorted)
    if (!done)
      throw new Error(`stuck at ${sorted.map(({ step: id }) => id).join()}:\n${textOf(bot.fresh(card))}`)
  }
  throw new Error('no end')
}

/** Whether a step was done, whatever came of it. */
const wasTried = ({ steps }: ProcessInstance, id: string): boolean =>
  steps.some((state) => state.id === id && state.history.some(({ act }) => act === 'done'))

interface Scene {
  who: string
  group: string
  card: Message
  instance: ProcessInstance
  refuse: ReadonlySet<string>
}

async function firstDone(bot: TestBot, scene: Scene, rows: ChecklistRow[]): Promise<boolean> {
  for (const row of rows) {
    const step = stepNamed(scene.instance.template, row.step)
    if (step && (await doStep(bot, scene, row, step))) return true
  }
  return false
}

async function doStep(bot: TestBot, scene: Scene, row: ChecklistRow, step: StepTemplate): Promise<boolean> {
  const { who, card } = scene
  if (step.config.evidence_required) await prove(bot, scene, row)
  if (step.gate === 'tasks_closed') await closeTasks(bot, scene)
  if (row.canTick) return (await bot.ticks(who, card, row.label)).toast === '已记录完成'
  if (isInternalApproval(step)) return approve(bot, scene, step)
  if (step.kind === 'ballot' && scene.instance.template.visibility !== 'restricted')
    return vote(bot, scene, row.label)
  const button = buttonsOf(bot.fresh(card)).find((one) => one.startsWith(`填写：${row.label.slice(0, 11)}`))
  if (!button) return false
  await bot.clicks(who, card, button)
  const form = bot.latest(who, `办理：${row.label.slice(0, 20)}`)
  return (await bot.clicks(who, form, '提交', answers(scene, row, step))).toast === '已记录完成'
}

/** What was given out is done by its owner, and what was to be put right accepted by somebody else. */
async function closeTasks(bot: TestBot, { who, instance }: Scene): Promise<void> {
  const open = await bot.db.sql<{ number: string; kind: string }[]>`
    select number, 'task' as kind from task where origin_id = ${instance.id} and state = 'open'
    union all select number, 'item' from rectification where case_id = ${instance.id} and state <> 'closed'`
  for (const { number, kind } of open) {
    if (kind === 'task') await bot.says(who, '私聊', `/任务 办结 ${number} 说明=已完成`)
    else {
      await bot.says(who, '私聊', `/整改 报验 ${number} 已完成`)
      await bot.says('李四', '私聊', `/整改 销号 ${number}`)
    }
  }
}

/** A step that demands evidence gets a file, as a person would send it. */
async function prove(bot: TestBot, { who, card }: Scene, row: ChecklistRow): Promise<void> {
  await bot.clicks(who, card, '上传资料', { 步骤: `${row.step}|${row.item ?? ''}` })
  await bot.sends(who, '私聊', { name: '凭证.pdf', bytes: new TextEncoder().encode('%PDF-1.7') })
}

/** Answers that lead on, and for the steps of `refuse` those that lead into their failure branch. */
function answers({ instance, refuse }: Scene, row: ChecklistRow, step: StepTemplate): Record<string, string> {
  const state = instance.steps.find((one) => one.id === row.step && one.item === row.item)
  const yes = decisionOutputs(step, !refuse.has(step.id))
  const fails = step.on_fail.map(({ when }) => when).join(' ')
  return Object.fromEntries(
    (state ? questionsOf(instance, state) : []).map(({ key, label, type, options, entries }) => {
      if (entries) return [label, ['一', '二', '三', '四', '五'].slice(0, entries.min).join('\n')]
      const said = yes[key.slice(2)]
      if (said !== undefined) return [label, said ? '是' : '否']
      if (type === 'choice')
        return [
          label,
          options?.find(({ value }) => fails.includes(`'${value}'`) === refuse.has(step.id))?.text ?? '',
        ]
      if (type === 'date') return [label, '2026-12-01']
      if (step.config.two_named?.includes(label)) return [label, '张三、李四']
      // What a form gives out has somebody on the roster, and a day ahead.
      if (label.endsWith('责任人')) return [label, '张伟']
      if (dividesWork(step) && /时限|期限/.test(label)) return [label, '2027-12-01']
      return [label, type === 'number' ? '12' : '已办']
    }),
  )
}

async function approve(bot: TestBot, { who, refuse }: Scene, step: StepTemplate): Promise<boolean> {
  const card = bot.latest(who, `待审批：${step.label.slice(0, 20)}`)
  const clicked = refuse.has(step.id)
    ? await bot.clicks(who, card, '退回修改', { 意见: '请补充' })
    : await bot.clicks(who, card, '同意')
  return clicked.tone === 'success'
}

/** A body that does not sit in this chat decides elsewhere: 免办 with the reason. */
async function waive(
  bot: TestBot,
  { who, card }: Pick<Scene, 'who' | 'card'>,
  label: string,
): Promise<boolean> {
  const form = { 步骤: label, 说明: '已在有关会议上表决，结果另附' }
  return (await bot.clicks(who, card, '免办', form)).toast === '已登记免办'
}

async function vote(bot: TestBot, { who, group, card }: Scene, label: string): Promise<boolean> {
  const button = buttonsOf(bot.fresh(card)).find((one) => one.startsWith('发起表决'))
  if (!button) return false
  await bot.clicks(who, card, button)
  const before = bot.messages(group).length
  await bot.clicks(who, bot.latest(who, '请填写：表决 发起'), '提交')
  const ballot = bot.messages(group).length > before ? bot.latest(group, '赞成') : null
  if (!ballot) return waive(bot, { who, card }, label)
  if (!buttonsOf(ballot).includes('赞成')) {
    // On paper, in a room: it is called off, and its result comes from elsewhere.
    await bot.says(who, group, '/表决 作废')
    return waive(bot, { who, card }, label)
  }
  for (const one of ['张伟', '李四', '王五', '赵六']) await bot.clicks(one, ballot, '赞成')
  await bot.says(who, group, '/表决 截止')
  // On an important matter few votes are a near tie: the chair says that they stand.
  const result = bot.latest(group, '表决结果')
  if (buttonsOf(result).includes(chairWords.confirm))
    await bot.clicks(who, result, chairWords.confirm, { 理由: '时间紧急' })
  return true
}
