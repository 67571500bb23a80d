import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { type AbuseScene, fingerprint, groups, playAbuseScene } from './abuse-scene.ts'
import { actionsOf, type RawAction, rawClick } from './raw-click.ts'

type CardName = keyof Omit<AbuseScene, 'cancelled' | 'returned'>

const strangerId = '01900000-0000-7000-8000-000000000000'

describe('clicks that cannot be done', () => {
  const bot = useTestBot({ fresh: 'file' })
  let scene: AbuseScene
  let untouched: Record<string, string>
  beforeAll(async () => {
    scene = await playAbuseScene(bot)
    untouched = await fingerprint(bot.db.sql)
  })
  const unchanged = async () => {
    const [before, after] = [untouched, await fingerprint(bot.db.sql)]
    untouched = after // so that one fault is not told by all that follow
    expect(after).toEqual(before)
  }
  /** The words that the client shows after a click that was put together by hand. */
  const toastOf = async (who: string, message: Message, action: RawAction): Promise<string> => {
    const toast = await rawClick(bot, who, message, action)
    await unchanged()
    return toast
  }
  const valueOn = (message: Message, words: string): Record<string, unknown> => {
    const found = actionsOf(message).find((one) => one.words.startsWith(words))
    if (!found) throw new Error(`no ${words} on ${textOf(message)}`)
    return found.value
  }

  const byOthers: [who: string, card: CardName, words: string, expected: string][] = [
    ['赵六', 'checklist', '准备工作报告', '该事项仅限'],
    ['路人', 'checklist', '准备工作报告', '您不在机关第一党支部的名册中'],
    ['孙七', 'checklist', '标记完成', '该事项仅限'],
    ['孙七', 'checklist', '免办', '该事项仅限'],
    ['孙七', 'checklist', '改派', '该事项仅限'],
    ['路人', 'notice', '参加', '您不在机关第一党支部的名册中'],
    ['路人', 'notice', '请假', '您不在机关第一党支部的名册中'],
    ['路人', 'signIn', '签到', '您不在机关第一党支部的名册中'],
    ['赵六', 'signIn', '确认', '该事项仅限'],
    ['赵六', 'joining', '列入', '该事项仅限'],
    ['路人', 'joining', '列入', '该事项仅限'],
    ['王五', 'ballot', '赞成', '您不在本次表决名册中'],
    ['路人', 'ballot', '反对', '您不在本次表决名册中'],
    ['路人', 'call', '提交', '您不在机关第一党支部的名册中'],
    ['张伟', 'request', '同意', '该事项仅限上级组织人员办理'],
    ['张伟', 'request', '驳回', '该事项仅限上级组织人员办理'],
    ['路人', 'request', '退回修改', '该事项仅限上级组织人员办理'],
  ]
  it.each(byOthers)('%s may not click %s: %s', async (who, card, words, expected) => {
    const message = scene[card]
    const joinWords = card === 'joining' ? (actionsOf(message)[0]?.words ?? '') : words
    const step = { step: 'materials|', to: '', reason: '无', a1: '一句' }
    const action = { value: valueOn(message, joinWords), form: step }
    expect(await toastOf(who, message, action)).toContain(expected)
  })

  it.each<[CardName, string, string, string]>([
    ['binding', '张伟', '已经办理过', 'binding.confirm'],
    ['agreed', '郑书记', '没有重复办理', 'approval.agree'],
    ['closedBallot', '张伟', '表决已截止（B2026-002），没有计入', 'ballot.vote'],
    ['closedCall', '赵六', '征求意见 Y2026-002 已截止，没有收下', 'opinion.submit'],
  ])('a second or late click on %s by %s: %s', async (card, who, expected, k) => {
    const message = scene[card]
    const value = { ...(await storedValue(message, k)), k }
    expect(await toastOf(who, message, { value, form: { a1: '一句' } })).toContain(expected)
  })

  /** What the card's buttons carried before it was decided, from the row that it stands for. */
  async function storedValue(message: Message, k: string): Promise<Record<string, unknown>> {
    const sql = bot.db.sql
    const [row] = await sql<{ ref: string }[]>`select ref from card where message_id = ${message.messageId}`
    const id = row?.ref.split('|')[0]?.slice(0, 36) ?? ''
    if (k === 'binding.confirm') {
      const [one] = await sql<{ id: string }[]>`
        select id from proposal where state = 'confirmed' and data->>'name' = ${groups.branch}`
      return { proposal: one?.id }
    }
    if (k === 'approval.agree') return { approval: id, revision: 1 }
    if (k === 'ballot.vote') return { ballot: id, choice: 'yes' }
    return { call: id }
  }

  it('an older revision of a request is not decided', async () => {
    const id = String(valueOn(scene.returned.form, '提交').approval)
    const value = { k: 'approval.agree', approval: id, revision: 1 }
    expect(await toastOf('郑书记', scene.returned.old, { value })).toContain('没有重复办理')
  })

  it.each([
    ['张伟', 'checklist', { k: 'step.tick', step: 'materials', item: null }, '已取消'],
    ['孙七', 'notice', { k: 'notice.reply', reply: 'attend' }, '会议 D2026-002 已取消'],
    ['张伟', 'confirm', { k: 'meeting.cancel', reason: '再取消一次' }, '会议 D2026-002 已取消'],
  ] as const)('%s touches the %s of a cancelled meeting', async (who, card, sample, expected) => {
    const message = scene.cancelled[card]
    const shown = card === 'confirm' ? scene.cancelled.notice : message
    const [row] = await bot.db.sql<
      { ref: string }[]
    >`select ref from card where message_id = ${shown.messageId}`
    const value = { ...sample, [card === 'checklist' ? 'case' : 'meeting']: row?.ref }
    expect(await toastOf(who, message, { value })).toContain(expected)
  })

  const edited: [name: string, change: (value: Record<string, unknown>) => unknown][] = [
    ['an unknown action', (value) => ({ ...value, k: 'branch.dissolve' })],
    ['the action __proto__', (value) => ({ ...value, k: '__proto__' })],
    ['the action constructor', (value) => ({ ...value, k: 'constructor' })],
    ['no action', ({ k: _, ...value }) => value],
    ['an action of another kind of card', (value) => ({ ...value, k: 'approval.agree' })],
    ['a number for the action', (value) => ({ ...value, k: 7 })],
    ['a huge action', (value) => ({ ...value, k: 'x'.repeat(5000) })],
    ['a meeting of nobody', (value) => ({ ...value, meeting: strangerId })],
    ['a meeting that is no id', (value) => ({ ...value, meeting: "'; drop table meeting; --" })],
    ['a list for the meeting', (value) => ({ ...value, meeting: [value.meeting] })],
    ['an object for the meeting', (value) => ({ ...value, meeting: { $ne: null } })],
    ['no meeting', ({ meeting: _, ...value }) => value],
    ['an unknown reply', (value) => ({ ...value, reply: 'maybe' })],
    ['an inherited reply', (value) => ({ ...value, reply: 'toString' })],
    ['nothing', () => undefined],
    ['null', () => null],
    ['a text', () => 'notice.reply'],
    ['a list', (value) => [value]],
    ['a deep value', (value) => ({ ...value, meeting: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) })],
  ]
  it.each(edited)('refuses a value with %s', async (_name, change) => {
    const value = change(valueOn(scene.notice, '参加'))
    expect(await toastOf('孙七', scene.notice, { value })).toMatch(/没有办理/)
  })

  it('refuses a value with a polluted prototype, and pollutes nothing', async () => {
    const value = JSON.parse(
      '{"__proto__":{"k":"notice.reply","reply":"attend","polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    )
    expect(await toastOf('孙七', scene.notice, { value })).toMatch(/没有办理/)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each([
    ['ballot', '赞成', 'ballot', 'closedBallot'],
    ['call', '提交', 'call', 'closedCall'],
    ['request', '同意', 'approval', 'agreed'],
    ['checklist', '准备工作报告', 'case', 'cancelled'],
    ['notice', '参加', 'meeting', 'cancelled'],
  ] as const)('a button of one %s does nothing on the card of another (%s)', async (from, words, field, onto) => {
    const value = valueOn(scene[from], words)
    expect(value[field]).toBeTypeOf('string')
    const card = onto === 'cancelled' ? scene.cancelled[from as 'checklist' | 'notice'] : scene[onto]
    const who = from === 'request' ? '郑书记' : '张伟'
    expect(await toastOf(who, card, { value, form: { a1: '一句' } })).toContain('已失效或不属于本群')
  })

  it.each<CardName>([
    'checklist',
    'notice',
    'signIn',
    'ballot',
    'call',
    'joining',
    'request',
  ])('a %s that was forwarded to another chat is dead there', async (card) => {
    const [first] = actionsOf(scene[card])
    const elsewhere = bot.standIn.chats().find((one) => one.name === groups.unbound)?.chatId ?? ''
    const who = card === 'request' ? '郑书记' : '张伟'
    const action = { value: first?.value, form: { a1: '一句', step: 'materials|' }, chatId: elsewhere }
    expect(await toastOf(who, scene[card], action)).toContain('已失效或不属于本群')
  })

  it('a card that we did not send does nothing, nor one without an id', async () => {
    const value = valueOn(scene.notice, '参加')
    for (const messageId of ['om_0123456789abcdef0123456789abcdef', ''])
      expect(await toastOf('孙七', scene.notice, { value, messageId })).toContain('已失效或不属于本群')
  })

  it('a private card is nobody else’s', async () => {
    const value = { k: 'notice.reply', meeting: strangerId, reply: 'attend' }
    expect(await toastOf('赵六', scene.privateAnswer, { value })).toContain('此卡片是发给他人的')
  })

  it('people of other enterprises are told that the card is not theirs', async () => {
    const value = valueOn(scene.notice, '参加')
    const action = { value, tenantKey: 'another-enterprise' }
    expect(await toastOf('孙七', scene.notice, action)).toContain('只供本单位人员操作')
  })

  const forms: [
    name: string,
    card: CardName,
    words: string,
    form: Record<string, unknown>,
    expected: string,
  ][] = [
    ['nothing chosen', 'checklist', '标记完成', {}, '步骤'],
    ['an unknown step', 'checklist', '标记完成', { step: 'nonsense|' }, '没有这个步骤'],
    ['an inherited step', 'checklist', '标记完成', { step: '__proto__|' }, '没有这个步骤'],
    ['a number', 'checklist', '标记完成', { step: 5 }, '步骤'],
    ['a waiver without a reason', 'checklist', '免办', { step: 'materials|' }, '理由'],
    ['a waiver with blanks', 'checklist', '免办', { step: 'materials|', reason: '　\u200b ' }, '理由'],
    ['nobody to hand it to', 'checklist', '改派', { step: 'materials|' }, '请选择要改派给谁'],
    [
      'a stranger to hand it to',
      'checklist',
      '改派',
      { step: 'materials|', to: strangerId },
      '请选择要改派给谁',
    ],
    ['10,000 characters', 'notice', '请假', { reason: '长'.repeat(10_000) }, '不能超过200字'],
    ['a number for the reason', 'notice', '请假', { reason: 5 }, '填写有误，请核对'],
    ['an empty opinion', 'call', '提交', { a1: ' \u200b' }, '空格和看不见的字符不算'],
    ['a return without a comment', 'request', '退回修改', {}, '退回修改须写明意见'],
    ['a rejection with blanks', 'request', '驳回', { comment: '\u2060\u2060' }, '驳回须写明意见'],
    ['a comment of 10,000 characters', 'request', '同意', { comment: '长'.repeat(10_000) }, '请缩短'],
  ]
  it.each(forms)('refuses a form with %s (%s: %s)', async (_name, card, words, form, expected) => {
    const who = card === 'request' ? '郑书记' : '张伟'
    expect(await toastOf(who, scene[card], { value: valueOn(scene[card], words), form })).toContain(expected)
  })

  it('has not failed anywhere', () => {
    const failures = bot.log.filter((line) => /"level":"(error|fatal)"/.test(line))
    // Callbacks that no client sends, dressed with a valid signature, are noted as such and refused by status.
    expect(failures.filter((line) => !line.includes('not of the documented shape'))).toEqual([])
  })
})
