import fc from 'fast-check'
import type { Block, Button, Card, Field, Tone } from '../../../src/cards/card.ts'

const tone = fc.constantFrom<Tone>('info', 'attention', 'danger', 'success', 'neutral')
/** Anything that people type: markup, mentions, control characters, emoji, halves of pairs, and very long text. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '<at id=all></at>',
    '**粗**',
    '"\\"\n',
    '\uD800',
    '👨‍👩‍👧‍👦'.repeat(30),
    '支部'.repeat(3000),
  ),
)
const action = fc.record({
  k: fc.constantFrom('vote.cast', 'step.done'),
  id: fc.uuid(),
  tag: fc.constant('button'),
})
const button: fc.Arbitrary<Button> = fc.record(
  {
    text,
    action,
    style: fc.constantFrom('primary', 'danger', 'plain'),
    confirm: fc.record({ title: text, text }),
  },
  { requiredKeys: ['text', 'action'] },
)
const options = fc.array(fc.record({ value: fc.oneof(fc.uuid(), fc.constant('同意')), text }), {
  maxLength: 120,
})
const named = { label: text, required: fc.boolean(), placeholder: text }
const asked: { requiredKeys: ['kind', 'label'] } = { requiredKeys: ['kind', 'label'] }
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom('line', 'area'),
      ...named,
      maxLength: fc.integer({ min: -5, max: 5000 }),
      value: text,
    },
    asked,
  ),
  fc.record(
    { kind: fc.constant('choice'), options, ...named, value: fc.constantFrom('同意', '没有') },
    { requiredKeys: ['kind', 'label', 'options'] },
  ),
  fc.record(
    {
      kind: fc.constant('choices'),
      options,
      ...named,
      values: fc.array(fc.constantFrom('同意', '没有'), { maxLength: 3 }),
    },
    { requiredKeys: ['kind', 'label', 'options'] },
  ),
  fc.record({ kind: fc.constant('date'), ...named, value: fc.constantFrom('2026-12-25', '明天') }, asked),
  fc.record(
    { kind: fc.constant('datetime'), ...named, value: fc.constantFrom('2026-12-25 15:00', '2026-12-25') },
    asked,
  ),
  fc.record({ kind: fc.constant('check'), ...named, value: fc.boolean() }, asked),
) as fc.Arbitrary<Field>
const id = fc.constantFrom('comment', 'title', 'at', 'who', 'submit_1', 'draft', 'draft_submit_1')
const cell = fc.oneof(text, fc.record({ text, tone }))
const several = <T>(item: fc.Arbitrary<T>, most = 60) => fc.array(item, { maxLength: most, size: 'max' })

const block = fc.oneof(
  fc.record(
    { type: fc.constant('text'), text, size: fc.constantFrom('normal', 'small', 'heading') },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.record({ type: fc.constant('facts'), items: several(fc.record({ label: text, value: text })) }),
  fc.record({
    type: fc.constant('checklist'),
    items: several(
      fc.record(
        { id: fc.uuid(), text, done: fc.boolean(), action },
        { requiredKeys: ['id', 'text', 'done'] },
      ),
    ),
  }),
  fc.record({ type: fc.constant('form'), id, fields: fc.dictionary(id, field), buttons: several(button, 8) }),
  fc.record({ type: fc.constant('buttons'), items: several(button, 30) }),
  fc.record({
    type: fc.constant('progress'),
    label: text,
    value: fc.integer({ min: -5, max: 20 }),
    max: fc.integer({ min: -1, max: 10 }),
  }),
  fc.record({
    type: fc.constant('chart'),
    kind: fc.constantFrom('bar', 'pie'),
    title: text,
    points: several(fc.record({ label: text, value: fc.double() })),
  }),
  fc.record(
    {
      type: fc.constant('table'),
      columns: several(fc.record({ key: id, label: text }), 55),
      rows: several(fc.dictionary(id, cell), 300),
      pageSize: fc.integer({ min: -1, max: 50 }),
    },
    { requiredKeys: ['type', 'columns', 'rows'] },
  ),
  fc.record({ type: fc.constant('fold'), title: text, text }),
  fc.record({ type: fc.constant('mention'), memberIds: several(fc.uuid(), 200), text }),
  fc.record({ type: fc.constant('divider') }),
) as fc.Arbitrary<Block>

/** Any neutral card, far beyond what a platform takes. */
export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: text,
    tone,
    subtitle: text,
    tags: several(fc.record({ text, tone }), 6),
    blocks: fc.array(block, { maxLength: 25 }),
    note: text,
    summary: text,
  },
  { requiredKeys: ['title', 'tone', 'blocks', 'summary'] },
)
