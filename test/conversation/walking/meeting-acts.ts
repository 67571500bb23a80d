import { declaredOutputs } from '../../../src/domain/process/outputs.ts'
import { buttonsOf, type CaseWalk, formOf, type OpenRow, offered, presses } from './case-walk.ts'
import { today } from './forms.ts'
import { answer } from './plan.ts'
import type { Home } from './scene.ts'

/** The meeting that a case convenes for itself. */
export async function arrangesMeeting(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = await offered(walk, at, '安排会议')
  if (!offer) return false
  await presses(walk, at.who, offer.card, offer.words)
  await presses(walk, at.who, formOf(walk.bot, offer.card, at.who, '复议 重开'), '提交', {
    时间: `${today(walk, 10)} 15:00`,
  })
  return true
}

/** Who asks for leave of meetings: the last on the roster, where there are enough others. */
export const absentee = ({ people }: Home): string | undefined =>
  people.length > 5 ? people.at(-1) : undefined

/** The notice of a meeting, and the leave that somebody asks for. */
export async function sendsMeetingNotice(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = await offered(walk, at, '发通知')
  if (!offer) return false
  await presses(walk, at.who, offer.card, offer.words)
  const { bot, home } = walk
  await presses(walk, at.who, formOf(bot, offer.card, at.who, '通知'), '提交', {})
  const absent = absentee(home)
  const notice = bot.latest(home.group, '通知：')
  if (absent && buttonsOf(notice).includes('请假'))
    await presses(walk, absent, notice, '请假', { reason: '出差' })
  return true
}

/** Presence: so many sign in as the plan wants, and the sign-in is confirmed. */
export async function signsIn(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = await offered(walk, at, '开始签到')
  if (!offer) return false
  const { bot, home, plan } = walk
  const output = declaredOutputs(at.step).find(({ name }) => name.endsWith('_met'))
  const enough = !output || answer(plan, at.instance.template, output.name) === true
  await presses(walk, at.who, offer.card, offer.words)
  await presses(walk, at.who, formOf(bot, offer.card, at.who, '签到'), '提交', {})
  const card = bot.latest(home.group, '实到')
  for (const who of enough ? home.people.filter((one) => one !== absentee(home)) : []) {
    const { toast } = await bot.clicks(who, card, '签到')
    if (!/^已签到|已于/.test(toast)) throw new Error(`${who} signed in: ${toast}`)
  }
  await bot.clicks(at.who, card, '确认')
  const now = await walk.stored()
  if (!now.steps.some(({ id, history }) => id === at.row.step && history.some(({ act }) => act === 'done')))
    throw new Error('presence was not confirmed')
  return true
}
