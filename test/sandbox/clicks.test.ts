import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fieldsOf, itemsOf } from '../../sandbox/json.ts'
import type { Card } from '../../sandbox/types.ts'
import { mentioned, type Stage, sampleCard, setStage } from './webhook.ts'

let stage: Stage
beforeEach(async () => {
  stage = await setStage({ limits: { pushTimeoutMs: 200 } })
})
afterEach(() => stage.close())

const action = () => stage.webhook.received.at(-1)?.event.action
const plain = (content: string) => ({ tag: 'plain_text', content })
const behaviors = [{ type: 'callback', value: { k: 'x' } }]
const cardOf = (...elements: unknown[]): Card => ({
  schema: '2.0',
  config: { update_multi: true, summary: { content: '摘要' } },
  body: { elements },
})

describe('a click', () => {
  it('on a button carries its value, who and where', async () => {
    const id = await stage.post(sampleCard('vote'))
    const result = await stage.standIn.clicks(stage.li.openId, id, '赞成')
    expect(result).toMatchObject({ status: 200, messageId: id, raw: '{}' })
    expect(result.error).toBeUndefined()
    const push = stage.webhook.received.at(-1)
    expect(push?.signed).toBe(true)
    expect(fieldsOf(push?.envelope.header).create_time).toMatch(/^\d{16}$/)
    expect(push).toMatchObject({
      type: 'card.action.trigger',
      event: {
        operator: { open_id: stage.li.openId, union_id: stage.li.unionId },
        token: expect.stringMatching(/^c-/),
        action: { tag: 'button', value: { v: 1, k: 'vote.cast', ref: '01JABCDEF0123456789', opt: 'yes' } },
        host: 'im_message',
        context: { open_message_id: id, open_chat_id: stage.chatId },
      },
    })
  })

  it('on a checker carries the state after it', async () => {
    const id = await stage.post(sampleCard('checklist'))
    await stage.standIn.ticks(stage.li.openId, id, '会议室')
    expect(action()).toEqual({
      tag: 'checker',
      name: 'chk_1',
      value: { v: 1, k: 'check.toggle', ref: '01JABCDEF0123456789', item: 1 },
      checked: true,
    })
    await stage.standIn.ticks(stage.li.openId, id, '会议室', false)
    expect(action()).toMatchObject({ checked: false })
  })

  it('on submit carries the form in the platform formats, by name or by label', async () => {
    const id = await stage.post(sampleCard('opinion'))
    const form = {
      总体态度: '有保留意见',
      topics: ['理论学习', 'org'],
      具体意见: '建议提前三天发材料',
      by_date: '2026-12-01',
      匿名提交: true,
    }
    await stage.standIn.clicks(stage.li.openId, id, '提交', { form })
    expect(action()).toEqual({
      tag: 'button',
      name: 'submit_btn',
      timezone: 'Asia/Shanghai',
      value: { v: 1, k: 'opinion.submit', ref: '01JABCDEF0123456789' },
      form_value: {
        stance: 'reserve',
        topics: ['study', 'org'],
        text: '建议提前三天发材料',
        by_date: '2026-12-01 +0800',
        anonymous: true,
      },
    })
  })

  it('on one of two submit buttons carries its own value, and what was left empty', async () => {
    const id = await stage.post(sampleCard('approval'))
    await stage.standIn.clicks(stage.li.openId, id, '驳回')
    expect(action()).toMatchObject({
      name: 'reject_btn',
      value: { d: 'reject' },
      form_value: { comment: '' },
    })
  })

  it('on the entry of a menu carries the option', async () => {
    const id = await stage.post(sampleCard('approval'))
    await stage.standIn.clicks(stage.li.openId, id, '转交')
    expect(action()).toMatchObject({ tag: 'overflow', option: 'transfer', value: { k: 'approval.more' } })
  })

  it('knows people, dates with times, presets and the text before a field', async () => {
    const submit = { tag: 'button', name: 'ok', text: plain('确认'), form_action_type: 'submit', behaviors }
    const card = cardOf({
      tag: 'form',
      name: 'f',
      elements: [
        { tag: 'div', text: plain('主持人 *') },
        { tag: 'select_person', name: 'who', required: true, options: [{ value: mentioned }] },
        { tag: 'multi_select_person', name: 'team', options: [] },
        { tag: 'picker_datetime', name: 'at', initial_datetime: '2026-12-25 15:00' },
        { tag: 'picker_time', name: 'time', placeholder: plain('提醒时间') },
        {
          tag: 'select_static',
          name: 'kind',
          options: [{ text: plain('大会'), value: 'g' }],
          initial_option: 'g',
        },
        { tag: 'input', name: 'title', label: plain('标题'), default_value: '草稿', max_length: 5 },
        submit,
      ],
    })
    const id = await stage.post(card)
    const form = { 主持人: '赵六', team: ['张伟', stage.li.openId], 提醒时间: '09:00' }
    await stage.standIn.clicks(stage.zhang.openId, id, '确认', { form })
    expect(action()).toMatchObject({
      form_value: {
        who: mentioned,
        team: [stage.zhang.openId, stage.li.openId],
        at: '2026-12-25 15:00 +0800',
        time: '09:00 +0800',
        kind: 'g',
        title: '草稿',
      },
    })
    const click = (bad: Record<string, string>) =>
      stage.standIn.clicks(stage.zhang.openId, id, '确认', { form: { 主持人: '赵六', ...bad } })
    await expect(click({ 主持人: '李四' })).rejects.toThrow('does not offer')
    await expect(click({ kind: '小会' })).rejects.toThrow('no option')
    await expect(click({ at: '明天' })).rejects.toThrow('yyyy-MM-dd HH:mm')
    await expect(click({ 标题: '六个字的标题' })).rejects.toThrow('5 characters')
    await expect(click({ 地点: 'x' })).rejects.toThrow('no field 「地点」')
    await expect(click({ 主持人: '' })).rejects.toThrow('「主持人」 must be filled in')
    await stage.standIn.clicks(stage.zhang.openId, id, '确认', { lax: true })
    expect(fieldsOf(fieldsOf(action()).form_value)).not.toHaveProperty('who')
  })

  it('in selects and pickers outside forms carries the option', async () => {
    const options = [{ text: plain('本季度'), value: 'q' }]
    const card = cardOf(
      { tag: 'select_static', placeholder: plain('时段'), options, behaviors },
      { tag: 'date_picker', name: 'day', behaviors },
      { tag: 'input', name: 'word', behaviors },
    )
    const id = await stage.post(card)
    await stage.standIn.selects(stage.li.openId, id, '时段', '本季度')
    expect(action()).toEqual({ tag: 'select_static', value: { k: 'x' }, option: 'q' })
    await stage.standIn.selects(stage.li.openId, id, 'day', '2026-12-01')
    expect(action()).toMatchObject({ option: '2026-12-01 +0800', timezone: 'Asia/Shanghai' })
    await stage.standIn.selects(stage.li.openId, id, 'word', '张敏')
    expect(action()).toMatchObject({ tag: 'input', input_value: '张敏' })
    await stage.standIn.acts(stage.li.openId, id, 'body.elements.0', { entered: 'q' })
    expect(action()).toMatchObject({ option: 'q' })
  })

  it('finds the second of two buttons with the same words', async () => {
    const button = (n: number) => ({
      tag: 'button',
      text: plain('免办'),
      behaviors: [{ type: 'callback', value: { n } }],
    })
    const id = await stage.post(cardOf(button(1), button(2)))
    await stage.standIn.clicks(stage.li.openId, id, '免办', { nth: 1 })
    expect(action()).toMatchObject({ value: { n: 2 } })
  })

  it('is refused where the client would not send it', async () => {
    const id = await stage.post(cardOf({ tag: 'button', text: plain('截止'), disabled: true, behaviors }))
    const { standIn, li } = stage
    await expect(standIn.clicks(li.openId, id, '截止')).rejects.toThrow('disabled')
    await expect(standIn.clicks(li.openId, id, '赞成')).rejects.toThrow('it has 「截止」')
    const stranger = standIn.addPerson({ name: '外人' })
    await expect(standIn.clicks(stranger.openId, id, '截止')).rejects.toThrow('is not in')
    const form = await stage.post(sampleCard('opinion'))
    await expect(standIn.ticks(li.openId, form, '匿名')).rejects.toThrow('with its form')
    await expect(standIn.clicks(li.openId, form, '重填')).rejects.toThrow('calls nothing back')
    await stage.call('DELETE', `/im/v1/messages/${form}`)
    await expect(standIn.clicks(li.openId, form, '提交', { lax: true })).rejects.toThrow('shows no card')
  })
})

describe('the answer to a click', () => {
  const fresh = () => cardOf({ tag: 'markdown', content: '已更新' })

  it('brings a toast and replaces the card for everybody', async () => {
    const id = await stage.post(sampleCard('vote'))
    const toast = { type: 'success', content: '已记录' }
    stage.webhook.answer(() => ({ body: { toast, card: { type: 'raw', data: fresh() } } }))
    const result = await stage.standIn.clicks(stage.li.openId, id, '赞成')
    expect(result).toMatchObject({ toast, card: fresh() })
    expect(stage.standIn.message(id)).toMatchObject({ updates: 1, card: fresh() })
  })

  it.each([
    { why: 'HTTP 500', answer: { status: 500 }, code: 200671 },
    { why: 'a broken connection', answer: 'hang-up' as const, code: 200671 },
    { why: 'no answer in time', answer: 'silence' as const, code: 200341 },
    { why: 'an empty body', answer: { text: '' }, code: 200672 },
    { why: 'a JSON string', answer: { body: 'ok' }, code: 200672 },
    { why: 'an unknown member', answer: { body: { code: 0 } }, code: 200672 },
    {
      why: 'an unknown kind of toast',
      answer: { body: { toast: { type: 'ok', content: 'x' } } },
      code: 200672,
    },
    { why: 'a toast without words', answer: { body: { toast: { type: 'info' } } }, code: 200672 },
    { why: 'a card without type', answer: { body: { card: { data: {} } } }, code: 200672 },
    { why: 'a bad card', answer: { body: { card: { type: 'raw', data: { schema: '2.0' } } } }, code: 200673 },
  ])('shows an error after $why, leaves the card and is never redelivered', async ({ answer, code }) => {
    const id = await stage.post(sampleCard('vote'))
    stage.webhook.answer(() => answer)
    const result = await stage.standIn.clicks(stage.li.openId, id, '赞成')
    expect(result.error?.code).toBe(code)
    expect(stage.standIn.message(id)?.updates).toBe(0)
    expect(stage.standIn.nextRedelivery()).toBeUndefined()
  })

  it('allows two delayed updates within half an hour, but none before it', async () => {
    const id = await stage.post(sampleCard('vote'))
    const update = (token: unknown) =>
      stage.call('POST', '/interactive/v1/card/update', { token, card: fresh() })
    let early = 0
    stage.webhook.answer(async ({ event }) => {
      early = (await update(event.token)).code
      return {}
    })
    await stage.standIn.clicks(stage.li.openId, id, '赞成')
    expect(early).toBe(300090)
    const token = stage.webhook.received.at(-1)?.event.token
    expect((await update(token)).code).toBe(0)
    expect((await update(token)).code).toBe(0)
    expect(await update(token)).toMatchObject({ status: 200, code: 300040 })
    expect(stage.standIn.message(id)?.updates).toBe(2)
    stage.webhook.answer(() => ({}))
    const second = await stage.post(sampleCard('vote'))
    await stage.standIn.clicks(stage.li.openId, second, '赞成')
    stage.pass(30 * 60_000 + 1)
    expect((await update(stage.webhook.received.at(-1)?.event.token)).code).toBe(300030)
    expect((await update('c-unknown')).code).toBe(300020)
  })

  it('is reported when there is nobody to ask', async () => {
    await stage.close()
    stage = await setStage({ webhookUrl: () => '' })
    const id = await stage.post(sampleCard('vote'))
    expect((await stage.standIn.clicks(stage.li.openId, id, '赞成')).error?.code).toBe(200340)
  })

  it('changes are told to listeners until they stop', async () => {
    const id = await stage.post(sampleCard('vote'))
    const seen: string[] = []
    const stop = stage.standIn.on('change', ({ kind, id }) => seen.push(`${kind} ${id}`))
    stage.webhook.answer(() => ({ body: { card: { type: 'raw', data: fresh() } } }))
    await stage.standIn.clicks(stage.li.openId, id, '赞成')
    stop()
    await stage.standIn.markRead(stage.li.openId, id)
    expect(seen).toEqual([`message ${id}`])
    expect(itemsOf(stage.standIn.message(id)?.readBy)).toHaveLength(1)
  })
})
