import { halfWidth, splitList } from '../../domain/conversation/normalise.ts'
import { readDuration } from '../../domain/times/index.ts'
import type { VotingRule } from '../../domain/voting/index.ts'
import { runsSecretly } from '../../domain/voting/roll.ts'
import { dateTime } from '../arguments/index.ts'
import type { Arg, ReadContext } from '../define/argument.ts'

/** How a ballot is held, as people write it. */
export const methodWords = {
  公开: '公开',
  举手: '公开',
  现场票决: '现场票决',
  纸质票: '现场票决',
  无记名: '无记名',
  无记名投票: '无记名',
  电子票: '电子票',
  无记名电子: '电子票',
} as const

/** How an election is held: never openly. */
export const secretMethodWords = {
  现场票决: '现场票决',
  纸质票: '现场票决',
  无记名: '无记名',
  无记名投票: '无记名',
  电子票: '电子票',
} as const

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
  const offered = async ({ catalogue, unit, organisationId }: ReadContext) => {
    const organisation = organisationId ? await unit.organisations.get(organisationId) : null
    const kind = organisation?.kind
    // Which of them must be secret is said when the ballot is opened: it depends on how it is held.
    return kind ? [...catalogue.votingRules.values()].filter((rule) => runsSecretly(rule, kind)) : []
  }
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
      const labels = (await offered(ctx)).map((rule) => rule.label)
      return { ok: false, sentence: `没有“${given.slice(0, 20)}”这条规则，可选：${labels.join('、')}。` }
    },
    async field(ctx, value) {
      const chosen = value === undefined ? undefined : find(value, ctx)
      const rules = await offered(ctx)
      return {
        kind: 'choice',
        label,
        options: rules.map((rule) => ({ value: rule.id, text: rule.label })),
        ...(chosen && rules.some((rule) => rule.id === chosen.id) ? { value: chosen.id } : {}),
      }
    },
  }
}

/** The most papers that a count sheet takes. */
const mostPapers = 1_000_000

/** A number of papers or votes, in digits. */
export const count = (label: string): Arg<number> => ({
  label,
  keys: [label],
  required: true,
  take: null,
  async read(given) {
    const plain = halfWidth(given)
      .trim()
      .replace(/[张票人份]$/, '')
    const value = /^\d{1,7}$/.test(plain) ? Number(plain) : Number.NaN
    return value <= mostPapers ? { ok: true, value } : { ok: false, sentence: '请写数字，例如：16。' }
  },
  field: async (_ctx, value) => ({
    kind: 'line',
    label,
    maxLength: 7,
    placeholder: '0',
    ...(value === undefined ? {} : { value }),
  }),
})

/** What each person received: `张三:12；李四:10`. */
export const votesByName = (label: string): Arg<{ name: string; yes: number }[]> => ({
  label,
  keys: [label],
  required: true,
  take: null,
  read: async (given) => {
    const value = readVotesByName(given)
    return value
      ? { ok: true, value }
      : { ok: false, sentence: `请写成“姓名:票数”，多人用“；”隔开，例如：${label}=张三:12；李四:10。` }
  },
  field: async (_ctx, value) => ({
    kind: 'line',
    label,
    maxLength: 600,
    placeholder: '张三:12；李四:10',
    ...(value === undefined ? {} : { value }),
  }),
})

/** Reads `张三:12；李四:10`; null when it is anything else or names somebody twice. */
export function readVotesByName(given: string): { name: string; yes: number }[] | null {
  const read = splitList(given).map((one) =>
    /^(.{1,20}?)\s*[:：=]?\s*(\d{1,7})\s*票?$/u.exec(halfWidth(one).trim()),
  )
  const votes = read.map((parts) => ({ name: parts?.[1] ?? '', yes: Number(parts?.[2]) }))
  const names = new Set(votes.map((one) => one.name))
  return read.every((parts) => parts !== null) && names.size === votes.length ? votes : null
}

/** The most seats of one ballot. */
const mostSeats = 30

/** How many are to be elected. */
export const seatsArg = (label: string): Arg<number> => {
  const number = count(label)
  return {
    ...number,
    async read(given, ctx) {
      const reading = await number.read(given, ctx)
      return reading.ok && (reading.value < 1 || reading.value > mostSeats)
        ? { ok: false, sentence: `请写1至${mostSeats}之间的数。` }
        : reading
    },
  }
}
