import { readDuration } from '../../domain/times/index.ts'
import type { VotingRule } from '../../domain/voting/index.ts'
import { runsOpenly } from '../../domain/voting/roll.ts'
import { dateTime } from '../arguments/index.ts'
import type { Arg, ReadContext } from '../define/argument.ts'

/** Longest time that a ballot may stay open. */
const longestDays = 7
const dayMs = 24 * 60 * 60_000

/** Until when votes are taken: a length (`30分钟`, `2天`) or a moment. */
export const deadline = (label: string): Arg<Date> => {
  const moment = dateTime({ label })
  const read = async (given: string, ctx: ReadContext) => {
    const said = readDuration(given)
    if (said?.unit === 'minute' || said?.unit === 'day') {
      const length = said.amount * (said.unit === 'day' ? dayMs : 60_000)
      return { ok: true as const, value: new Date(+ctx.now + length) }
    }
    const reading = await moment.read(given, ctx)
    return reading.ok ? { ...reading, value: reading.value.at } : reading
  }
  return {
    ...moment,
    async read(given, ctx) {
      const reading = await read(given, ctx)
      return reading.ok && +reading.value > +ctx.now + longestDays * dayMs
        ? { ok: false, sentence: `须在${longestDays}天以内，例如：${label}=30分钟。` }
        : reading
    },
  }
}

/** A voting rule by its label or id. Whether it can be run here is the domain's question. */
export const votingRule = (label: string): Arg<VotingRule> => {
  const offered = ({ catalogue }: ReadContext) => [...catalogue.votingRules.values()].filter(runsOpenly)
  const find = (given: string, { catalogue }: ReadContext) => {
    const wanted = given.trim()
    return [...catalogue.votingRules.values()].find((rule) => rule.id === wanted || rule.label === wanted)
  }
  return {
    label,
    keys: [label],
    required: true,
    take: null,
    async read(given, ctx) {
      const value = find(given, ctx)
      if (value) return { ok: true, value }
      const labels = offered(ctx).map((rule) => rule.label)
      return { ok: false, sentence: `没有“${given.slice(0, 20)}”这条规则，可选：${labels.join('、')}。` }
    },
    async field(ctx, value) {
      const chosen = value === undefined ? undefined : find(value, ctx)
      return {
        kind: 'choice',
        label,
        options: offered(ctx).map((rule) => ({ value: rule.id, text: rule.label })),
        ...(chosen && runsOpenly(chosen) ? { value: chosen.id } : {}),
      }
    },
  }
}
