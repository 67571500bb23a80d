import { type Arg, wholeText } from '../define/argument.ts'

/**
 * A text of a restricted matter, exactly as typed: the handler judges it. It is never shown again on a form, because
 * the form would stand in the chat and in the outbox.
 */
export const restrictedText = (options: {
  label: string
  keys?: readonly string[]
  max: number
}): Arg<string> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  confidential: true,
  take: wholeText,
  read: async (given) => ({ ok: true, value: given }),
  field: async () => ({ kind: 'area', label: options.label, maxLength: options.max }),
})

/** The same parameter, whose text no form shows again: it may turn out to be something that must not be kept. */
export const unrepeated = <T>(arg: Arg<T>): Arg<T> => ({
  ...arg,
  confidential: true,
  field: (ctx) => arg.field(ctx, undefined),
})

/** 匿名 before the text, followed by a space or a sign: 「匿名 建议…」 wishes it, 「匿名投票…」 is text. */
export const anonymously: Arg<boolean> = {
  label: '匿名',
  keys: ['匿名'],
  required: true,
  take(free) {
    const said = /^匿名(?:[\s:：,，]+|$)/.exec(free)
    return said ? { text: '是', rest: free.slice(said[0].length) } : null
  },
  read: async (given) => ({ ok: true, value: given.trim() !== '否' }),
  field: async (_ctx, value) => ({ kind: 'check', label: '匿名', value: value === '是' }),
}
