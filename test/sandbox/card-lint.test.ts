import { describe, expect, it } from 'vitest'
import { lintCard } from '../../sandbox/card-lint.ts'
import { sampleCard } from './webhook.ts'

const plain = (content: string) => ({ tag: 'plain_text', content })
const callback = [{ type: 'callback', value: { k: 'x' } }]
const button = { tag: 'button', text: plain('提交'), behaviors: callback }
const submit = { ...button, name: 'submit', form_action_type: 'submit' }
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'form', elements: [...elements, submit] })
const input = { tag: 'input', name: 'text' }
const options = [{ text: plain('甲'), value: 'a' }]
const table = {
  tag: 'table',
  columns: [{ name: 'a', data_type: 'text' }],
  rows: [{ a: '甲' }],
}
const chart = { tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } }
const nest = (depth: number): unknown => ({
  tag: 'collapsible_panel',
  header: { title: plain('层') },
  elements: depth > 1 ? [nest(depth - 1)] : [{ tag: 'hr' }],
})
const card = (...elements: unknown[]) => ({
  schema: '2.0',
  config: { update_multi: true, summary: { content: '摘要' } },
  header: { title: plain('标题') },
  body: { elements },
})

describe('lintCard', () => {
  it.each(['approval', 'checklist', 'opinion', 'vote'] as const)('passes the sample card %s', (name) => {
    expect(lintCard(sampleCard(name))).toEqual([])
    expect(lintCard(JSON.stringify(sampleCard(name)))).toEqual([])
  })

  it.each([
    {
      why: 'an unknown tag',
      bad: card({ tag: 'note', elements: [] }),
      path: 'body.elements.0',
      code: 200861,
    },
    { why: 'a tag like a built-in name', bad: card({ tag: 'constructor' }), path: 'body.elements.0' },
    { why: 'an element without a tag', bad: card({ content: 'x' }), path: 'body.elements.0', code: 200861 },
    { why: 'a bare text as element', bad: card(plain('x')), path: 'body.elements.0', code: 200861 },
    { why: 'an unknown property', bad: card({ ...button, url: 'x' }), path: 'body.elements.0.url' },
    { why: 'version 1', bad: { ...card(), schema: '1.0' }, path: 'schema' },
    { why: 'an unknown property of the card', bad: { ...card(), i18n_elements: {} }, path: 'i18n_elements' },
    { why: 'no body', bad: { ...card(), body: undefined }, path: 'body' },
    {
      why: 'update_multi false',
      bad: { ...card(), config: { update_multi: false, summary: { content: 'x' } } },
      path: 'config.update_multi',
    },
    { why: 'no summary', bad: { ...card(), config: { update_multi: true } }, path: 'config.summary' },
    { why: 'a header without title', bad: { ...card(), header: {} }, path: 'header.title' },
    {
      why: 'an empty title',
      bad: { ...card(), header: { title: plain(' ') } },
      path: 'header.title.content',
    },
    {
      why: 'four header tags',
      bad: {
        ...card(),
        header: { title: plain('x'), text_tag_list: Array(4).fill({ tag: 'text_tag', text: plain('x') }) },
      },
      path: 'header.text_tag_list',
    },
    {
      why: 'a template colour of another world',
      bad: { ...card(), header: { title: plain('x'), template: 'pink' } },
      path: 'header.template',
    },
    {
      why: 'a select without options',
      bad: card(form({ tag: 'select_static', name: 's' })),
      path: 'body.elements.0.elements.0.options',
    },
    {
      why: 'two options with one value',
      bad: card(form({ tag: 'select_static', name: 's', options: [...options, ...options] })),
      path: 'body.elements.0.elements.0.options',
    },
    {
      why: 'a preset that is no option',
      bad: card({ tag: 'select_static', options, initial_option: 'z', behaviors: callback }),
      path: 'body.elements.0.initial_option',
    },
    {
      why: 'a multi select outside a form',
      bad: card({ tag: 'multi_select_static', name: 'm', options }),
      path: 'body.elements.0',
      code: 200530,
    },
    {
      why: 'a form in a column',
      bad: card({ tag: 'column_set', columns: [{ tag: 'column', elements: [form(input)] }] }),
      path: 'body.elements.0.columns.0.elements.0',
      code: 200530,
    },
    {
      why: 'a form without submit',
      bad: card({ tag: 'form', name: 'f', elements: [input] }),
      path: 'body.elements.0',
      code: 200530,
    },
    {
      why: 'an input without name in a form',
      bad: card(form({ tag: 'input' })),
      path: 'body.elements.0.elements.0.name',
      code: 200530,
    },
    {
      why: 'a name twice in a form',
      bad: card(form(input, input)),
      path: 'body.elements.0.elements.1.name',
      code: 200530,
    },
    { why: 'a form name twice', bad: card(form(input), form(input)), path: 'body.elements.1.name' },
    { why: 'a chart in a form', bad: card(form(chart)), path: 'body.elements.0.elements.0' },
    { why: 'a table in a form', bad: card(form(table)), path: 'body.elements.0.elements.0' },
    {
      why: 'a table in a panel',
      bad: card({ tag: 'collapsible_panel', header: { title: plain('x') }, elements: [table] }),
      path: 'body.elements.0.elements.0',
    },
    { why: 'six tables', bad: card(...Array(6).fill(table)), path: '', code: 11310 },
    {
      why: 'a cell without column',
      bad: card({ ...table, rows: [{ b: 'x' }] }),
      path: 'body.elements.0.rows.0.b',
    },
    { why: 'submit outside a form', bad: card(submit), path: 'body.elements.0.form_action_type' },
    {
      why: 'required outside a form',
      bad: card({ ...input, required: true }),
      path: 'body.elements.0.required',
    },
    {
      why: 'a callback with a string',
      bad: card({ ...button, behaviors: [{ type: 'callback', value: 'x' }] }),
      path: 'body.elements.0.behaviors.0.value',
    },
    {
      why: 'a behaviour of unknown type',
      bad: card({ ...button, behaviors: [{ type: 'jump' }] }),
      path: 'body.elements.0.behaviors.0.type',
    },
    {
      why: 'a confirmation without title',
      bad: card({ ...button, confirm: { text: plain('x') } }),
      path: 'body.elements.0.confirm.title',
    },
    {
      why: 'a checker without behaviour',
      bad: card({ tag: 'checker', text: plain('x') }),
      path: 'body.elements.0.behaviors',
    },
    {
      why: 'an element id that is too long',
      bad: card({ ...button, element_id: 'a'.repeat(21) }),
      path: 'body.elements.0.element_id',
    },
    {
      why: 'an element id twice',
      bad: card({ ...button, element_id: 'a' }, { ...button, element_id: 'a' }),
      path: 'body.elements.1.element_id',
      code: 300301,
    },
    {
      why: 'an unknown kind of chart',
      bad: card({ tag: 'chart', chart_spec: { type: 'cake', data: { values: [] } } }),
      path: 'body.elements.0.chart_spec.type',
      code: 200550,
    },
    {
      why: 'a chart without values',
      bad: card({ tag: 'chart', chart_spec: { type: 'bar' } }),
      path: 'body.elements.0.chart_spec.data',
      code: 200550,
    },
    {
      why: 'an input of 1,001 characters',
      bad: card({ ...input, max_length: 1001 }),
      path: 'body.elements.0.max_length',
    },
    {
      why: 'a placeholder of 101 characters',
      bad: card({ ...input, placeholder: plain('字'.repeat(101)) }),
      path: 'body.elements.0.placeholder',
    },
    {
      why: 'a button text with markup',
      bad: card({ ...button, text: { tag: 'lark_md', content: 'x' } }),
      path: 'body.elements.0.text',
    },
    { why: 'more than 200 elements', bad: card(...Array(201).fill({ tag: 'hr' })), path: '', code: 11310 },
    {
      why: 'more than 30 KB',
      bad: card({ tag: 'markdown', content: '字'.repeat(10_240) }),
      path: '',
      code: 11310,
    },
    {
      why: 'six levels',
      bad: card(nest(6)),
      path: 'body.elements.0.elements.0.elements.0.elements.0.elements.0.elements.0',
    },
    { why: 'no JSON', bad: '{', path: '' },
    { why: 'a list', bad: [], path: '' },
  ])('refuses $why', ({ bad, path, code }) => {
    const faults = lintCard(bad)
    const fault = faults.find((found) => found.path === path)
    expect(fault, JSON.stringify(faults)).toBeDefined()
    if (code) expect(fault?.code).toBe(code)
  })

  it('passes five levels, five tables and 200 elements', () => {
    expect(lintCard(card(nest(5)))).toEqual([])
    expect(lintCard(card(...Array(5).fill(table)))).toEqual([])
    expect(lintCard(card(...Array(199).fill({ tag: 'hr' })))).toEqual([])
  })

  it('knows people only when it is told who there is', () => {
    const bad = card(
      { tag: 'markdown', content: '<at id=ou_nobody></at>' },
      { tag: 'person_list', persons: [{ id: 'ou_other' }] },
    )
    expect(lintCard(bad)).toEqual([])
    const knows = (openId: string) => openId === 'ou_other'
    expect(lintCard(bad, { knows })).toEqual([
      { path: 'body.elements.0.content', rule: 'has an unknown person ou_nobody', code: 100290 },
    ])
  })

  it('leaves the values of callbacks, rows and charts alone', () => {
    const value = { tag: 'anything', elements: [{ tag: 'strange' }] }
    expect(lintCard(card({ ...button, behaviors: [{ type: 'callback', value }] }))).toEqual([])
  })
})
