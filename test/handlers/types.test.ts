import { expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { cardAction } from '../../src/cards/actions.ts'
import type { Organisation } from '../../src/domain/organisation/types.ts'
import { choice, list, text } from '../../src/handlers/arguments/index.ts'
import { defineAction } from '../../src/handlers/define/action.ts'
import { keyed, optional, positional } from '../../src/handlers/define/argument.ts'
import { defineCommand } from '../../src/handlers/define/command.ts'

const greet = cardAction(
  'test.greet',
  z.object({ ref: z.string(), times: z.number() }),
  z.object({ words: z.string() }),
)

it('hands a handler what its buttons and its form carry', () => {
  const handler = defineAction(greet, async (value, _ctx, { form }) => {
    expectTypeOf(value).toEqualTypeOf<{ ref: string; times: number }>()
    expectTypeOf(form).toEqualTypeOf<{ words: string }>()
    return {}
  })
  expect(handler.key).toBe('test.greet')
})

it('refuses to make a button with a wrong value', () => {
  expect(greet({ ref: 'a', times: 1 })).toEqual({ k: 'test.greet', ref: 'a', times: 1 })
  // @ts-expect-error -- a number is wanted
  expect(() => greet({ ref: 'a', times: 'once' })).toThrow()
})

it('hands a command its parameters, optional ones as perhaps undefined, and its organisation', () => {
  const command = defineCommand({
    name: '测试',
    summary: '',
    example: '',
    permission: 'help.show',
    scope: 'branch',
    args: {
      kind: positional(choice({ label: '类型', words: { 甲: 'a', 乙: 'b' } })),
      title: optional(keyed(text({ label: '标题', max: 10 }))),
      items: keyed(list({ label: '议题', max: 3, maxLength: 10 })),
    },
    async run(args, _ctx, { organisation }) {
      expectTypeOf(args.kind).toEqualTypeOf<'a' | 'b'>()
      expectTypeOf(args.title).toEqualTypeOf<string | undefined>()
      expectTypeOf(args.items).toEqualTypeOf<string[]>()
      expectTypeOf(organisation).toEqualTypeOf<Organisation>()
      return { card: { title: '', tone: 'info', blocks: [], summary: '' } }
    },
  })
  expect(command.scope).toBe('branch')
})
