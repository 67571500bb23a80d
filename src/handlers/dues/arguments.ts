import { halfWidth, splitList } from '../../domain/conversation/normalise.ts'
import { readYuan } from '../../domain/dues/money.ts'
import { type Arg, wholeText } from '../define/argument.ts'

/** An amount of yuan, read into fen. */
export const amount = (label: string, keys: readonly string[] = []): Arg<number> => ({
  label,
  keys: [label, ...keys],
  required: true,
  take: null,
  async read(given) {
    const fen = readYuan(halfWidth(given))
    return fen === null
      ? { ok: false, sentence: `${label}须是金额（元），最多两位小数，例如：20 或 15.50。` }
      : { ok: true, value: fen }
  },
  field: async (_ctx, value) => ({
    kind: 'line',
    label: `${label}（元）`,
    maxLength: 12,
    placeholder: '20.00',
    ...(value === undefined ? {} : { value }),
  }),
})

/** What people paid: `张三:20；李四:15.5`, in fen by name. */
export const payments = (label: string): Arg<{ name: string; fen: number }[]> => ({
  label,
  keys: [label],
  required: true,
  take: wholeText,
  async read(given) {
    const all = splitList(given).map((one) => {
      const [, name = '', said = ''] = /^(.{1,20}?)\s*[:：]\s*(.+)$/u.exec(halfWidth(one).trim()) ?? []
      return { name: name.trim(), fen: readYuan(said) }
    })
    const read = all.flatMap(({ name, fen }) => (name === '' || fen === null ? [] : [{ name, fen }]))
    const twice = new Set(read.map(({ name }) => name)).size < read.length
    return read.length === 0 || read.length < all.length || twice
      ? { ok: false, sentence: '请写成“姓名:金额”，每人一次，多人用“；”隔开，例如：张三:20；李四:15.5。' }
      : { ok: true, value: read }
  },
  field: async (_ctx, value) => ({
    kind: 'area',
    label,
    maxLength: 1000,
    placeholder: '张三:20；李四:15.5',
    ...(value === undefined ? {} : { value }),
  }),
})
