import { splitList } from '../../domain/conversation/normalise.ts'
import type { RosterEntry } from '../../domain/organisation/types.ts'
import { type Arg, firstWord, type Reading, wholeText } from '../define/argument.ts'

/** More people than this are typed, not picked: a card has room for so many options. */
const pickable = 60

const clean = (name: string): string => name.trim().replace(/^@/, '').replace(/\s+/g, '')

function find(roster: RosterEntry[], given: string): Reading<RosterEntry> {
  const name = clean(given)
  const exact = roster.filter((entry) => entry.memberId === name || clean(entry.name) === name)
  if (exact.length === 1 && exact[0]) return { ok: true, value: exact[0] }
  if (exact.length > 1)
    return { ok: false, sentence: `名册中有${exact.length}位“${name}”，请在表单中选择。`, proposal: '' }
  const similar = roster.filter((entry) => entry.name.includes(name) || name.includes(entry.name)).slice(0, 3)
  const hint =
    similar.length > 0
      ? `是不是：${similar.map((entry) => entry.name).join('、')}？`
      : '用 /党员 名册 可以查看名册。'
  return { ok: false, sentence: `名册中没有“${name.slice(0, 20)}”。${hint}` }
}

/** How two people of one name are told apart on a card. */
const optionsOf = (roster: RosterEntry[]) =>
  roster.map((entry) => {
    const twins = roster.filter((other) => other.name === entry.name)
    const suffix =
      twins.length > 1 ? `（${entry.group?.name ?? '未编组'}，第${twins.indexOf(entry) + 1}位）` : ''
    return { value: entry.memberId, text: `${entry.name}${suffix}` }
  })

/** A person on the roster, by name. */
export const member = (options: { label: string; keys?: readonly string[] }): Arg<RosterEntry> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: firstWord,
  read: async (given, ctx) => find(await ctx.roster(), given),
  async field(ctx, value) {
    const roster = await ctx.roster()
    const found = value === undefined ? null : find(roster, value)
    if (roster.length > pickable)
      return { kind: 'line', label: options.label, placeholder: '姓名', ...(value ? { value } : {}) }
    return {
      kind: 'choice',
      label: options.label,
      options: optionsOf(roster),
      ...(found?.ok ? { value: found.value.memberId } : {}),
    }
  },
})

/** Several people on the roster, by names with 、 between them. */
export const members = (options: { label: string; keys?: readonly string[] }): Arg<RosterEntry[]> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: wholeText,
  async read(given, ctx) {
    const roster = await ctx.roster()
    const found: RosterEntry[] = []
    for (const name of splitList(given.replaceAll(/[,，\s]+/g, '、'))) {
      const reading = find(roster, name)
      if (!reading.ok) return reading
      if (!found.includes(reading.value)) found.push(reading.value)
    }
    return found.length > 0
      ? { ok: true, value: found }
      : { ok: false, sentence: `请填写${options.label}，多人用“、”隔开。` }
  },
  field: async (_ctx, value) => ({
    kind: 'line',
    label: options.label,
    placeholder: '姓名，多人用“、”隔开',
    ...(value === undefined ? {} : { value }),
  }),
})
