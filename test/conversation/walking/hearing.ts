import { declaredOutputs } from '../../../src/domain/process/outputs.ts'
import { type CaseWalk, driveTo, formOf, type OpenRow, offered, presses, tells } from './case-walk.ts'
import { absentee } from './meeting-acts.ts'
import { answer } from './plan.ts'

/** A call for opinions: one is given, the call is closed, and the collator sums up. */
export async function hearsOpinions(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const key = `opinions ${at.row.step}`
  const offer = walk.plan.thorough && !walk.once.has(key) ? await offered(walk, at, '征求意见') : null
  if (!offer) return false
  walk.once.add(key)
  const { bot, home } = walk
  await presses(walk, at.who, offer.card, offer.words)
  const form = formOf(bot, offer.card, at.who, '意见 发起')
  await presses(
    walk,
    at.who,
    form,
    '提交',
    at.instance.anchors.T && walk.number.startsWith('D') ? { 会议: walk.number } : {},
  )
  const [call] = await bot.db.sql<{ number: string; collator: string; audience: string }[]>`
    select c.audience, c.number, m.name as collator from opinion_call c join member m on m.id = c.collator_id
    order by c.opened_at desc limit 1`
  const number = call?.number ?? ''
  const absent = call?.audience === 'absent' ? absentee(home) : undefined
  const author = absent ?? home.people[2] ?? ''
  await presses(walk, author, bot.latest(home.group, number), '提交', { a1: '建议增加学习时间' })
  await tells(walk, at.who, home.group, `/意见 截止 ${number}`)
  const collator = call?.collator ?? ''
  await presses(walk, collator, bot.latest(collator, '归纳意见'), '提交', {
    summary: '增加学习时间',
    placing: '1:1',
  })
  const now = await walk.stored()
  return now.steps.some((one) => one.id === at.row.step && one.state === 'done')
}

/** A public notice whose period is waited out, with an objection where one is to be upheld. */
export async function publishes(walk: CaseWalk, at: OpenRow): Promise<boolean> {
  const offer = await offered(walk, at, '发布公示')
  if (!offer) return false
  const { bot, home, plan } = walk
  const objects = declaredOutputs(at.step).some(({ name }) => name === 'objection')
    ? answer(plan, at.instance.template, 'objection') === true
    : false
  await presses(walk, at.who, offer.card, offer.words)
  await presses(walk, at.who, formOf(bot, offer.card, at.who, '公示 发布'), '提交', { 内容: '拟表彰周职工' })
  const [notice] = await bot.db.sql<{ number: string; ends_at: Date; acceptor: string }[]>`
    select n.number, n.ends_at, m.name as acceptor from public_notice n join member m on m.id = n.acceptor_id
    order by n.published_at desc limit 1`
  if (!notice) throw new Error('no notice')
  if (objects) {
    await presses(walk, home.people.at(-1) ?? '', bot.latest(home.group, notice.number), '反映意见', {
      content: '有出入',
    })
    const work = await tells(walk, notice.acceptor, '私聊', `/公示 异议 ${notice.number}`)
    await presses(walk, notice.acceptor, work, '作出结论', {
      inquiry: '已核对',
      conclusion: 'upheld',
      reason: '数字有误',
    })
  }
  await driveTo(bot, new Date(+notice.ends_at + 60_000))
  return true
}
