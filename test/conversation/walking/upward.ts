import { declaredOutputs } from '../../../src/domain/process/outputs.ts'
import { type CaseWalk, formOf, type OpenRow, offered, presses } from './case-walk.ts'
import { answer, wanted } from './plan.ts'

/** A request that the superior answers on its card. */
export async function requestsUpward(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const { on_time: inTime } = at.step.config
  // What went out too late is registered on the form, with its day.
  if (inTime !== undefined && wanted(walk.plan, inTime) === false) return false
  const offer = await offered(walk, at, '写请示')
  if (!offer) return false
  const { bot, home } = walk
  // What a vote has asked of the superior by itself is answered; else the request is written.
  if (!(await waiting(walk, at))) {
    await presses(walk, at.who, offer.card, offer.words)
    await presses(walk, at.who, formOf(bot, offer.card, at.who, '请示 新建'), '提交', {})
  }
  const request = await waiting(walk, at)
  // Where no reply is needed the step is done by sending it.
  if (!request) return true
  const card = bot.latest(home.superior.group, request.number)
  if (agrees(walk, at)) await presses(walk, home.superior.who, card, '同意', {})
  else await presses(walk, home.superior.who, card, '驳回', { 意见: '与安排不符' })
  return true
}

/** The request that was made for a step and waits for its answer. */
async function waiting(
  { bot }: CaseWalk,
  { instance, step }: OpenRow,
): Promise<{ number: string } | undefined> {
  const [found] = await bot.db.sql<{ number: string }[]>`
    select a.number from step_record r join approval a on a.id::text = r.ref
    where r.case_id = ${instance.id} and r.step = ${step.id} and r.kind = 'approval' and a.state = 'submitted'
    order by a.applied_at desc limit 1`
  return found
}

/** What the superior is to say: the yes-or-no output of the step, or its ruling. */
function agrees({ plan }: CaseWalk, { step, instance: { template } }: OpenRow): boolean {
  for (const { name, type } of declaredOutputs(step)) {
    if (name === 'ruling') return answer(plan, template, name) === 'approved'
    if (type === 'boolean' && name === 'approved') return answer(plan, template, name) === true
  }
  return true
}

/** A report that the superior signs for. */
export async function reportsUpward(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = walk.plan.thorough ? await offered(walk, at, '写报告') : null
  if (!offer) return false
  const { bot, home } = walk
  await presses(walk, at.who, offer.card, offer.words)
  const form = formOf(bot, offer.card, at.who, '报告 新建')
  await presses(walk, at.who, form, '提交', { 正文: '工作按计划完成。特此报告。' })
  const [report] = await bot.db.sql<{ number: string }[]>`
    select number from report order by number desc limit 1`
  await presses(walk, home.superior.who, bot.latest(home.superior.group, report?.number ?? ''), '签收', {})
  return true
}
