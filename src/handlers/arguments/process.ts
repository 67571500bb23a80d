import { halfWidth } from '../../domain/conversation/normalise.ts'
import type { ProcessTemplate } from '../../domain/process/index.ts'
import { type Arg, firstWord, type ReadContext } from '../define/argument.ts'

/** A process by its label, a part of it that only one has, or its id; only those that `offered` says. */
export const processNamed = (options: {
  label: string
  offered: (template: ProcessTemplate) => boolean
}): Arg<ProcessTemplate> => {
  const all = ({ catalogue }: ReadContext) => [...catalogue.processes.values()].filter(options.offered)
  const find = (given: string, ctx: ReadContext): ProcessTemplate[] => {
    const wanted = halfWidth(given).trim()
    const same = all(ctx).filter(({ id, label }) => id === wanted || halfWidth(label) === wanted)
    return same.length > 0 || wanted === ''
      ? same
      : all(ctx).filter(({ label }) => halfWidth(label).includes(wanted))
  }
  return {
    label: options.label,
    keys: [options.label],
    required: true,
    take: (free, ctx) => {
      const written = all(ctx).find(({ label }) => free.startsWith(label))
      return written
        ? { text: written.label, rest: free.slice(written.label.length).trim() }
        : firstWord(free)
    },
    async read(given, ctx) {
      const [found, ...others] = find(given, ctx)
      if (found && others.length === 0) return { ok: true, value: found }
      const named = (found ? [found, ...others] : all(ctx)).map(({ label }) => label)
      const sentence = found
        ? `“${given.slice(0, 20)}”不止一个${options.label}，请写明：${named.join('、')}。`
        : `没有“${given.slice(0, 20)}”这个${options.label}，可选：${named.join('、')}。`
      return { ok: false, sentence }
    },
    async field(ctx, value) {
      const [found, ...others] = value === undefined ? [] : find(value, ctx)
      return {
        kind: 'choice',
        label: options.label,
        options: all(ctx).map(({ label }) => ({ value: label, text: label })),
        ...(found && others.length === 0 ? { value: found.label } : {}),
      }
    },
  }
}
