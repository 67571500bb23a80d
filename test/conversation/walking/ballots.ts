import { type ProcessInstance, ruleForBody } from '../../../src/domain/process/index.ts'
import { declaredOutputs } from '../../../src/domain/process/outputs.ts'
import { chairWords } from '../../../src/domain/voting/near-tie-words.ts'
import { textOf } from '../../helpers/test-bot.ts'
import {
  buttonsOf,
  type CaseWalk,
  formOf,
  type OpenRow,
  offered,
  placeOf,
  presses,
  tells,
} from './case-walk.ts'
import { answer, type Plan } from './plan.ts'

/** What a vote is to come to, in the words of the processes. */
type Result = 'passed' | 'rejected' | 'deferred' | 'escalated' | 'no_quorum'

interface Held {
  id: string
  number: string
  method: 'open' | 'paper' | 'electronic_secret'
  voters: string[]
  /** Whether it is about a list of persons. */
  ofPersons: boolean
}

/** A ballot that is opened from the case's card, held as its rule wants it, and closed. */
export async function holdsBallot(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = await offered(walk, at, '发起表决')
  if (!offer) return false
  const { bot } = walk
  const result = resultOf(walk, at)
  const key = `ballot ${at.row.step} ${at.row.item}`
  await presses(walk, at.who, offer.card, offer.words)
  const form = formOf(bot, offer.card, at.who, '表决 发起')
  await presses(walk, at.who, form, '提交', fieldsFor(walk, at, result, walk.once.has(key)))
  const ballot = await latestBallot(walk)
  if (walk.once.has(ballot.id)) throw new Error(`no ballot was opened:\n${textOf(bot.fresh(form))}`)
  walk.once.add(ballot.id).add(key)
  const choices = choicesFor(result, ballot.voters)
  if (ballot.method === 'open') await castOpenly(walk, ballot, choices)
  else if (ballot.method === 'paper') return countPapers(walk, ballot, choices)
  else await castSealed(walk, ballot, choices)
  const where = walk.restricted ? '私聊' : placeOf(bot, offer.card, '私聊')
  const told = await tells(walk, at.who, where, `/表决 截止 ${ballot.number}`)
  const chosen = result === 'deferred' ? 'defer' : result === 'escalated' ? 'escalate' : 'confirm'
  if (chosen !== 'confirm' || buttonsOf(bot.fresh(told)).includes(chairWords.confirm))
    await presses(walk, walk.home.head, told, chairWords[chosen], { 理由: '时间紧急' })
  return true
}

function resultOf({ plan }: CaseWalk, { step, instance: { template } }: OpenRow): Result {
  for (const { name, type } of declaredOutputs(step)) {
    if (name === 'vote_result') return answer(plan, template, name) as Result
    if (type === 'boolean') return answer(plan, template, name) === true ? 'passed' : 'rejected'
  }
  return 'passed'
}

const near = (result: Result) => result === 'deferred' || result === 'escalated'

function fieldsFor(
  { home, plan }: CaseWalk,
  { step, instance }: OpenRow,
  result: Result,
  again: boolean,
): Record<string, string | string[]> {
  const { rule = '', rule_by_mode: byMode } = step.config
  const ranks = declaredOutputs(step).some(({ type }) => type === 'list')
  const secret = byMode !== undefined || /staff_/.test(ruleForBody(step, instance) ?? rule)
  return {
    ...(again ? { 理由: '再行讨论后重新表决' } : {}),
    ...(near(result) ? { 重要: '是' } : {}),
    ...((plan.thorough && byMode === undefined) || !secret ? {} : { 方式: '现场票决' }),
    ...(step.config.reconsiders === true ? { 复议决定: decisionWords(plan, instance) } : {}),
    ...(ranks ? { 推荐对象: '周职工\n杨职工', 名额: '1' } : {}),
    计票人: home.people[1] ?? '',
    监票人: home.people[2] ?? '',
  }
}

/** What is put to the vote of a resolution that is discussed again: 维持, 修改, 替代 or 废止. */
function decisionWords(plan: Plan, { template }: ProcessInstance): string {
  const value = String(answer(plan, template, 'decision'))
  return template.labels[`decision.${value}`] ?? '维持原决议'
}

async function latestBallot({ bot }: CaseWalk): Promise<Held> {
  const [row] = await bot.db.sql<
    { id: string; number: string; method: Held['method']; ofPersons: boolean }[]
  >`
    select id, number, method, seats is not null as "ofPersons" from ballot order by opened_at desc, number desc limit 1`
  const voters = await bot.db.sql<{ name: string }[]>`
    select m.name from electorate e join member m on m.id = e.member_id where e.ballot_id = ${row?.id ?? ''}
    order by m.name`
  if (!row) throw new Error('no ballot')
  return { ...row, voters: voters.map(({ name }) => name) }
}

/** Who chooses what, so that it comes to the result. */
function choicesFor(result: Result, voters: readonly string[]): [who: string, choice: '赞成' | '反对'][] {
  if (result === 'no_quorum') return voters.slice(0, 1).map((who) => [who, '赞成'])
  const enough = voters.length > 4 ? voters.slice(0, Math.floor((2 * voters.length) / 3) + 1) : voters
  if (near(result)) return voters.map((who, index) => [who, index < voters.length / 2 ? '赞成' : '反对'])
  return enough.map((who) => [who, result === 'passed' ? '赞成' : '反对'])
}

async function castOpenly(walk: CaseWalk, ballot: Held, choices: readonly [string, string][]): Promise<void> {
  const { bot, home } = walk
  for (const [who, choice] of choices) {
    const card = bot.latest(walk.restricted ? who : home.group, ballot.number)
    await presses(walk, who, card, choice)
  }
}

async function castSealed(
  walk: CaseWalk,
  ballot: Held,
  choices: readonly [string, '赞成' | '反对'][],
): Promise<void> {
  const { bot } = walk
  for (const [who, choice] of choices) {
    const paper = bot.latest(who, ballot.number)
    await presses(
      walk,
      who,
      paper,
      '提交',
      ballot.ofPersons ? { marks: ['0'] } : { choice: choice === '赞成' ? 'yes' : 'no' },
    )
  }
}

/** Paper votes: one teller enters the sheet, the other confirms it, and that ends the vote. */
async function countPapers(
  walk: CaseWalk,
  ballot: Held,
  choices: readonly [string, string][],
): Promise<boolean> {
  const { bot, home } = walk
  const [, counter = '', scrutineer = ''] = home.people
  const n = choices.length
  const yes = choices.filter(([, choice]) => choice === '赞成').length
  await tells(
    walk,
    counter,
    home.group,
    `/表决 录入 ${ballot.number} 发出=${n} 收回=${n} 赞成=${yes} 反对=${n - yes} 弃权=0 无效=0`,
  )
  await presses(walk, scrutineer, bot.latest(scrutineer, '待核对确认'), '确认')
  return true
}
