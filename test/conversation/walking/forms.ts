import type { Card, Message } from '../../../sandbox/types.ts'
import { decisionOutputs } from '../../../src/domain/process/decision.ts'
import {
  isInternalApproval,
  type ProcessInstance,
  questionsOf,
  type StepState,
  type StepTemplate,
} from '../../../src/domain/process/index.ts'
import { declaredOutputs } from '../../../src/domain/process/outputs.ts'
import { textOf } from '../../helpers/test-bot.ts'
import { type CaseWalk, formOf, later, type OpenRow, offered, presses, tells } from './case-walk.ts'
import { answer } from './plan.ts'

const pdf = { name: '凭证.pdf', bytes: new TextEncoder().encode('%PDF-1.7') }

/** A step that demands evidence gets a file, as a person would send it. */
export async function proves(walk: CaseWalk, { step, row, who }: OpenRow): Promise<boolean> {
  if (!step.config.evidence_required) return false
  await presses(walk, who, await walk.cardOf(who), '上传资料', { 步骤: `${row.step}|${row.item ?? ''}` })
  await walk.bot.sends(who, '私聊', pdf)
  return false
}

/** A step whose answer nobody gives is left out, with the reason. */
export async function waives(walk: CaseWalk, { step, row }: OpenRow): Promise<boolean> {
  if (!declaredOutputs(step).some(({ name }) => walk.plan.waived.has(name))) return false
  const { head } = walk.home
  const form = { 步骤: `${row.step}|${row.item ?? ''}`, 说明: '已在会议记录中写明' }
  await presses(walk, head, await walk.cardOf(head), '免办', form)
  return true
}

/** What a tick says by itself. */
export async function ticks(walk: CaseWalk, { row, who }: OpenRow): Promise<boolean> {
  if (!row.canTick) return false
  const { toast } = await walk.bot.ticks(who, await walk.cardOf(who), row.label)
  if (toast !== '已记录完成') throw new Error(`${who} ticked ${row.label}: ${toast}`)
  return true
}

const stateOf = ({ instance, row }: OpenRow): StepState | undefined =>
  instance.steps.find((one) => one.id === row.step && one.item === row.item)

/** The private form of a step. */
export async function fills(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = await offered(walk, at, '填写')
  const state = stateOf(at)
  if (!offer || !state) return false
  await presses(walk, at.who, offer.card, offer.words)
  const form = walk.bot.latest(
    at.who,
    `办理：${[...(at.row.label.split('（')[0] ?? '')].slice(0, 12).join('')}`,
  )
  await presses(walk, at.who, form, '提交', entries(walk, at, state))
  return true
}

/** Entries of a step's form, by the labels of its fields. */
function entries(walk: CaseWalk, at: OpenRow, state: StepState): Record<string, string> {
  const { instance, step } = at
  const exceeds = step.config.exceeds
  return Object.fromEntries(
    questionsOf(instance, state).map((question) => {
      const name = question.key.slice(2)
      const said = (value: string): [string, string] => [question.label, value]
      if (question.entries)
        return said(['甲', '乙', '丙'].slice(0, Math.max(1, question.entries.min)).join('\n'))
      if (question.key === 'd_sent') {
        answer(walk.plan, instance.template, step.config.on_time ?? '')
        return said(today(walk))
      }
      if (question.options) {
        const value = String(answer(walk.plan, instance.template, name))
        const chosen = question.options.find((one) => one.value === value) ?? question.options[0]
        return said(chosen?.text ?? '')
      }
      if (question.type === 'date') return said(today(walk, name === 'delivered_at' ? 0 : 20))
      if (question.type === 'list') return said(name === 'prep_members' ? '孙委员\n周职工' : '甲\n乙')
      if (question.type === 'number' && exceeds)
        return said(answer(walk.plan, instance.template, exceeds.says) === true ? '900' : '1')
      if (step.config.two_named?.includes(question.label)) return said('张伟、李四')
      return said(question.type === 'number' ? '12' : fieldValue(walk, question.label))
    }),
  )
}

/** Lines that must fit together name people and days; the rest is any text. */
const fieldValue = (walk: CaseWalk, label: string): string =>
  label.endsWith('责任人') ? (walk.home.people[1] ?? '') : /时限|期限/.test(label) ? today(walk, 20) : '已办'

/** A local date so many days from now. */
export const today = ({ bot }: CaseWalk, days = 0): string =>
  new Date(+bot.clock.now() + (8 + 24 * days) * 3_600_000).toISOString().slice(0, 10)

/** Whether the next outcome of a step is to be a refusal: the plan's word for its yes-or-no output. */
export function agreesTo(walk: CaseWalk, step: StepTemplate, { template }: ProcessInstance): boolean {
  const [output] = declaredOutputs(step).filter(({ type }) => type === 'boolean')
  if (!output) return true
  const value = answer(walk.plan, template, output.name)
  return decisionOutputs(step, true)[output.name] === value
}

/** An approval of the organisation's own, on the card of whoever decides it. */
export async function decides(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const { step, instance, row } = at
  if (!isInternalApproval(step)) return false
  const approver = step.config.approver ?? step.role
  const who = walk.home.holders[approver] ?? walk.home.head
  if (!(await offered(walk, { ...at, who }, '审批'))) return false
  const card = walk.bot.latest(who, `待审批：${[...row.label].slice(0, 20).join('')}`)
  if (agreesTo(walk, step, instance)) await presses(walk, who, card, '同意')
  else await presses(walk, who, card, '退回修改', { 意见: '请补充后再报' })
  return true
}

/** Labels of what can be typed into on a card. */
function inputsOf(message: Message): string[] {
  const labels: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one)
    else if (node && typeof node === 'object') {
      const { tag, label, ...rest } = node as Card & { tag?: string; label?: { content?: string } }
      if (tag === 'input' && label?.content) labels.push(label.content)
      walk(Object.values(rest))
    }
  }
  walk(message.card)
  return labels
}

/** A document that is drafted from the records, filled in and signed by whom its layout names. */
export async function writesDocument(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = walk.plan.thorough ? await offered(walk, at, '生成文书') : null
  if (!offer) return false
  const { bot } = walk
  await presses(walk, at.who, offer.card, offer.words)
  await presses(walk, at.who, formOf(bot, offer.card, at.who, '文书'), '提交')
  const drafted = () => bot.latest(inGroup(walk, offer.card) ? walk.home.group : at.who, '文书：')
  const blanks = inputsOf(drafted())
  if (blanks.length > 0)
    await presses(walk, at.who, drafted(), '提交', Object.fromEntries(blanks.map((label) => [label, '已填'])))
  const tried: string[] = []
  for (const signer of new Set([at.who, walk.home.head, '李四', '张伟', '孙委员'])) {
    later(bot)
    const { toast } = await bot.clicks(signer, drafted(), '定稿')
    if (toast === '已定稿') return true
    tried.push(`${signer}: ${toast}`)
  }
  throw new Error(`nobody signs ${textOf(drafted())}\n${tried.join('\n')}`)
}

const inGroup = (walk: CaseWalk, { chatId }: Message): boolean =>
  walk.bot.messages(walk.home.group).some((one) => one.chatId === chatId)

/** Work that is shared out: one task, which its owner finishes. The form of the step then says the whole of it. */
export async function sharesOutTasks(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const key = `tasks ${at.row.step}`
  const offer = walk.plan.thorough && !walk.once.has(key) ? await offered(walk, at, '分派任务') : null
  if (!offer) return false
  walk.once.add(key)
  const { bot } = walk
  const owner = walk.home.people[1] ?? walk.home.head
  await presses(walk, at.who, offer.card, offer.words)
  await presses(walk, at.who, formOf(bot, offer.card, at.who, '任务 新建'), '提交', {
    任务: '落实第一项',
    责任人: owner,
    期限: today(walk, 10),
  })
  const [task] = await bot.db.sql<
    { number: string }[]
  >`select number from task order by created_at desc limit 1`
  await tells(walk, owner, '私聊', `/任务 办结 ${task?.number} 说明=已落实`)
  return false
}

/** What is to be put right before the step can close: items, each handed over by its owner and accepted by another person. */
export async function registersItems(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  if (at.step.gate !== 'tasks_closed') return false
  const key = `items ${at.row.step}`
  const offer = walk.plan.thorough && !walk.once.has(key) ? await offered(walk, at, '登记整改') : null
  const { bot, home } = walk
  if (offer) {
    walk.once.add(key)
    await presses(walk, at.who, offer.card, offer.words)
    await presses(walk, at.who, formOf(bot, offer.card, at.who, '整改 新建'), '提交', {
      问题: '记录不全',
      措施: '补齐记录',
      责任人: home.people[1] ?? home.head,
      期限: today(walk, 10),
    })
  }
  const tasks = await bot.db.sql<{ number: string; owner: string }[]>`
    select t.number, m.name as owner from task t join member m on m.id = t.owner_id
    where t.origin_id = ${at.instance.id} and t.state = 'open'`
  for (const { number, owner } of tasks) await tells(walk, owner, '私聊', `/任务 办结 ${number} 说明=已完成`)
  const open = await bot.db.sql<{ number: string; owner: string }[]>`
    select r.number, m.name as owner from rectification r join member m on m.id = r.owner_id
    where r.state <> 'closed' order by r.number`
  for (const { number, owner } of open) {
    await tells(walk, owner, '私聊', `/整改 报验 ${number} 已完成 佐证=记录`)
    await tells(walk, home.head, '私聊', `/整改 销号 ${number} 意见=到位`)
  }
  const now = await walk.stored()
  return now.steps.some((one) => one.id === at.row.step && one.state === 'done')
}
