import { describe, expect, it } from 'vitest'
import { lintCard } from '../../../sandbox/card-lint.ts'
import { clip } from '../../../src/bot/feishu/card-json.ts'
import { sizeOf } from '../../../src/bot/feishu/card-size.ts'
import { feishuLimits } from '../../../src/bot/feishu/limits.ts'
import { namesInCard } from '../../../src/bot/feishu/names-in-card.ts'
import { renderCard } from '../../../src/bot/feishu/render.ts'
import type { MentionNames } from '../../../src/bot/platform.ts'
import type { Block, Card } from '../../../src/cards/card.ts'

const card = (...blocks: Block[]): Card => ({ title: '标题', tone: 'info', blocks, summary: '摘要' })
const nobody: MentionNames = () => null
const render = (...blocks: Block[]) => {
  const json = renderCard(card(...blocks), nobody)
  expect(lintCard(json)).toEqual([])
  return json
}
const elements = (...blocks: Block[]) => render(...blocks).body.elements
const action = { k: 'vote.cast', ballot: '0197a1c0-0000-7000-8000-000000000001' }
const button = (text: string) => ({ text, action })
/** Every text of a card, in reading order. */
const texts = (json: unknown): string[] =>
  typeof json !== 'object' || json === null
    ? []
    : Object.entries(json).flatMap(([key, value]) =>
        key === 'content' && typeof value === 'string' ? [value] : texts(value),
      )

describe('the frame', () => {
  it('says what the platform needs to know of every card', () => {
    expect(renderCard({ ...card({ type: 'divider' }), tone: 'danger' }, nobody)).toEqual({
      schema: '2.0',
      config: { update_multi: true, enable_forward: false, width_mode: 'fill', summary: { content: '摘要' } },
      header: { title: { tag: 'plain_text', content: '标题' }, template: 'red' },
      body: { direction: 'vertical', vertical_spacing: '8px', elements: [{ tag: 'hr' }] },
    })
  })

  it('shows subtitle, three tags and the note', () => {
    const tags = ['甲', '乙', '丙', '丁'].map((text) => ({ text, tone: 'attention' as const }))
    const json = renderCard(
      { ...card({ type: 'divider' }), subtitle: '第一党支部', tags, note: '勾选即保存' },
      nobody,
    )
    expect(json.header.subtitle?.content).toBe('第一党支部')
    expect(json.header.text_tag_list).toHaveLength(3)
    expect(json.header.text_tag_list?.[0]).toMatchObject({ tag: 'text_tag', color: 'orange' })
    expect(json.body.elements.at(-1)).toMatchObject({ text: { text_size: 'notation', text_color: 'grey' } })
  })

  it('is valid without anything in it', () => {
    expect(lintCard(renderCard({ title: '', tone: 'neutral', blocks: [], summary: '' }, nobody))).toEqual([])
  })
})

describe('text', () => {
  it('is shown literally', () => {
    const evil = '<at id=all></at> **粗** [链接](https://a.cn)\u0000\uD800'
    const [shown] = elements({ type: 'text', text: evil })
    expect(shown).toEqual({
      tag: 'div',
      text: {
        tag: 'plain_text',
        content: '<at id=all></at> **粗** [链接](https://a.cn)\uFFFD',
        text_size: 'normal',
      },
    })
  })

  it('never becomes markup, wherever it stands', () => {
    const evil = '<at id=all></at>'
    const json = render(
      { type: 'facts', items: [{ label: evil, value: evil }] },
      { type: 'fold', title: evil, text: evil },
      { type: 'mention', memberIds: [evil], text: evil },
      { type: 'progress', label: evil, value: 1, max: 2 },
      { type: 'checklist', items: [{ id: '1', text: evil, done: false, action }] },
    )
    expect(JSON.stringify(json)).not.toContain('"markdown"')
    expect(JSON.stringify(json)).not.toContain('lark_md')
  })
})

describe('blocks', () => {
  it('sets facts as aligned rows, and as lines when there are many', () => {
    const items = (n: number) => Array.from({ length: n }, (_, at) => ({ label: `项${at}`, value: '值' }))
    const [few] = elements({ type: 'facts', items: items(1) })
    expect(few).toMatchObject({
      tag: 'column_set',
      columns: [
        { width: 'weighted', weight: 1, elements: [{ text: { content: '项0', text_color: 'grey' } }] },
        { width: 'weighted', weight: 4, elements: [{ text: { content: '值' } }] },
      ],
    })
    expect(elements({ type: 'facts', items: items(20) })).toHaveLength(1)
  })

  it('makes a checker of a row with an action, and a line of one without', () => {
    const rows: Block = {
      type: 'checklist',
      items: [
        { id: 'a', text: '发通知', done: true, action },
        { id: 'b', text: '定会场', done: false },
        { id: 'c', text: '印材料', done: true },
      ],
    }
    expect(elements(rows)).toMatchObject([
      {
        tag: 'checker',
        checked: true,
        text: { tag: 'plain_text', content: '发通知' },
        checked_style: { show_strikethrough: true },
        behaviors: [{ type: 'callback', value: action }],
      },
      { tag: 'div', text: { content: '☐ 定会场' } },
      { tag: 'div', text: { content: '☑ 印材料' } },
    ])
  })

  it('gives buttons a row, a colour and a question', () => {
    const [buttons] = elements({
      type: 'buttons',
      items: [
        { ...button('赞成'), style: 'primary' },
        { ...button('反对'), style: 'danger', confirm: { title: '确认？', text: '投反对票' } },
        button('弃权'),
      ],
    })
    expect(buttons).toMatchObject({
      tag: 'column_set',
      columns: [
        { elements: [{ tag: 'button', type: 'primary_filled', text: { content: '赞成' } }] },
        { elements: [{ type: 'danger', confirm: { title: { content: '确认？' } } }] },
        { elements: [{ type: 'default', behaviors: [{ type: 'callback', value: action }] }] },
      ],
    })
  })

  it('labels the fields of a form, marks the required ones and submits by each button', () => {
    const [form] = elements({
      type: 'form',
      id: 'meeting',
      fields: {
        title: { kind: 'line', label: '主题', required: true, maxLength: 50, value: '学习' },
        text: { kind: 'area', label: '内容' },
        kind: { kind: 'choice', label: '类型', options: [{ value: 'a', text: '甲' }], value: 'a' },
        topics: { kind: 'choices', label: '议题', options: [{ value: 'a', text: '甲' }], values: ['a', 'x'] },
        on: { kind: 'date', label: '日期', value: '2026-12-25' },
        at: { kind: 'datetime', label: '时间', value: '明天' },
        open: { kind: 'check', label: '公开', value: true },
      },
      buttons: [{ ...button('提交'), style: 'primary' }, button('取消')],
    })
    expect(form).toMatchObject({
      tag: 'form',
      elements: [
        {
          tag: 'input',
          name: 'title',
          label: { content: '主题 *' },
          required: true,
          max_length: 50,
          default_value: '学习',
        },
        { tag: 'input', name: 'text', input_type: 'multiline_text' },
        { tag: 'div', text: { content: '类型' } },
        { tag: 'select_static', name: 'kind', initial_option: 'a' },
        { tag: 'div' },
        { tag: 'multi_select_static', name: 'topics', selected_values: ['a'] },
        { tag: 'div' },
        { tag: 'date_picker', name: 'on', initial_date: '2026-12-25' },
        { tag: 'div' },
        { tag: 'picker_datetime', name: 'at' },
        { tag: 'checker', name: 'open', checked: true },
        {
          tag: 'column_set',
          columns: [
            { elements: [{ tag: 'button', form_action_type: 'submit', type: 'primary_filled' }] },
            { elements: [{ tag: 'button', form_action_type: 'submit' }] },
          ],
        },
      ],
    })
    expect(JSON.stringify(form)).not.toContain('initial_datetime')
  })

  it('keeps the fields of two forms apart and gives them back by their ids', () => {
    const form = (id: string): Block => ({
      type: 'form',
      id,
      fields: { comment: { kind: 'line', label: '意见' } },
      buttons: [button('提交')],
    })
    const json = render(form('one'), form('two'))
    expect(JSON.stringify(json)).toContain('"name":"comment"')
    expect(JSON.stringify(json)).toContain('"name":"2~comment"')
    const names = namesInCard()
    expect([names.own('a'), names.own('a'), names.field('a')]).toEqual(['a', 'a__2', '2~a'])
  })

  it('draws progress, charts and tables', () => {
    expect(texts(elements({ type: 'progress', label: '签到', value: 3, max: 8 }))).toEqual([
      '签到  ■■■□□□□□□□  3/8',
    ])
    const points = [
      { label: '赞成', value: 18 },
      { label: '反对', value: Number.NaN },
    ]
    expect(elements({ type: 'chart', kind: 'bar', title: '票数', points })).toMatchObject([
      {
        tag: 'chart',
        chart_spec: { type: 'bar', data: { values: [{ label: '赞成', value: 18 }, { value: 0 }] } },
      },
    ])
    const table: Block = {
      type: 'table',
      columns: [
        { key: 'item', label: '议题' },
        { key: 'state', label: '结果' },
      ],
      rows: [{ item: '学习计划', state: { text: '通过', tone: 'success' } }, { item: '其他' }],
      pageSize: 50,
    }
    expect(elements(table)).toMatchObject([
      {
        tag: 'table',
        page_size: 10,
        columns: [{ display_name: '议题', data_type: 'text' }, { data_type: 'options' }],
        rows: [
          { c0: '学习计划', c1: [{ text: '通过', color: 'green' }] },
          { c0: '其他', c1: [] },
        ],
      },
    ])
  })

  it('mentions those whom it can name', () => {
    const names: MentionNames = (id) =>
      id === 'wang' ? { platform: 'feishu', kind: 'open_id', value: 'ou_wang' } : null
    const blocks: Block[] = [{ type: 'mention', memberIds: ['wang', 'zhao', 'wang'], text: '请签到' }]
    expect(renderCard(card(...blocks), names).body.elements).toEqual([
      { tag: 'markdown', content: '<at id=ou_wang></at>' },
      { tag: 'div', text: { tag: 'plain_text', content: '请签到' } },
    ])
  })

  it('builds no mention of an id that is none', () => {
    const names: MentionNames = () => ({ platform: 'feishu', kind: 'open_id', value: 'all></at><at id=all' })
    expect(
      renderCard(card({ type: 'mention', memberIds: ['x'], text: '请签到' }), names).body.elements,
    ).toHaveLength(1)
  })
})

describe('a card that is too large', () => {
  const within = (json: unknown) => {
    expect(lintCard(json)).toEqual([])
    const { bytes, elements: count } = sizeOf(json)
    expect(bytes).toBeLessThanOrEqual(feishuLimits.cardBytes)
    expect(count).toBeLessThanOrEqual(feishuLimits.cardElements)
  }
  const candidates = Array.from({ length: 300 }, (_, n) => `阿卜杜热西提·麦麦提明江·候选人${n}`.repeat(3))

  it('shows the first of 300 candidates with long names and says how many there are', () => {
    const rows = candidates.map((name) => ({ name, votes: '0' }))
    const columns = [
      { key: 'name', label: '候选人' },
      { key: 'votes', label: '票数' },
    ]
    const json = render({ type: 'table', columns, rows }, { type: 'buttons', items: [button('截止')] })
    within(json)
    expect(texts(json).find((text) => text.startsWith('共 300 项，仅显示前 '))).toBeDefined()
    expect(texts(json)).toContain('截止')
  })

  it('replaces a form that does not fit by a sentence, and leaves the rest alone', () => {
    const options = candidates.map((text, at) => ({ value: String(at), text }))
    const form: Block = {
      type: 'form',
      id: 'f',
      fields: { who: { kind: 'choice', label: '人选', options } },
      buttons: [button('提交')],
    }
    const json = render({ type: 'text', text: '请推荐' }, form, { type: 'buttons', items: [button('取消')] })
    within(json)
    expect(texts(json)).toEqual([
      '摘要',
      '标题',
      '请推荐',
      '这张表单内容过多，卡片放不下。请发送“/帮助”，查看用命令办理的写法。',
      '取消',
    ])
  })

  it('keeps a form whole beside a long list', () => {
    const items = candidates.map((text, at) => ({ id: String(at), text, done: false, action }))
    const form: Block = {
      type: 'form',
      id: 'f',
      fields: { text: { kind: 'area', label: '意见' } },
      buttons: [button('提交')],
    }
    const json = render({ type: 'checklist', items }, form, { type: 'text', text: '很长'.repeat(20_000) })
    within(json)
    expect(texts(json)).toContain('提交')
    expect(texts(json).some((text) => text.startsWith('共 300 项，仅显示前 '))).toBe(true)
    expect(texts(json).some((text) => text.endsWith('…'))).toBe(true)
  })

  it('tells the fourth table in words', () => {
    const table: Block = { type: 'table', columns: [{ key: 'a', label: '甲' }], rows: [{ a: '乙' }] }
    const json = render(table, table, table, table)
    expect(json.body.elements.map(({ tag }) => tag)).toEqual(['table', 'table', 'table', 'div'])
    expect(texts(json)).toContain('甲：乙')
  })

  it('leaves a card that fits as it is', () => {
    const text = '字'.repeat(5000)
    expect(texts(render({ type: 'text', text }))).toContain(text)
  })

  it('cuts between characters', () => {
    expect(clip('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2)).toBe('👨‍👩‍👧‍👦…')
    expect(clip('短', 2)).toBe('短')
  })
})

it('counts elements as the platform’s published examples are counted', () => {
  const sample = { tag: 'div', text: { tag: 'plain_text', content: 'x' }, value: { tag: 'not counted' } }
  expect(sizeOf([sample, { tag: 'hr' }]).elements).toBe(3)
})
