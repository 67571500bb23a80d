import type { Escalation } from '../cadence/obligation.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Permission } from '../organisation/permissions.ts'
import type { OrganisationKind } from '../organisation/types.ts'

/** What of the catalogue settings read. */
export type SettingCatalogue = Pick<Catalogue, 'cadences' | 'ruleHistory'>

/** One thing that an organisation may decide for itself: a row of data. Values are words of a closed list. */
export interface Setting<V extends string = string> {
  /** Under which it is stored; stays for good. */
  key: string
  /** What people call it, on the card and in `/设置 <label> <值>`. */
  label: string
  /** One sentence: what it changes. */
  explains: string
  /** What people write, and what it means; the first word of a value is the one that is shown. */
  words: Readonly<Record<string, V>>
  /** Further words and values that the loaded templates offer: the regions that have rules of their own. */
  offered?: (catalogue: SettingCatalogue) => Readonly<Record<string, V>>
  /** What holds while nobody has set it. */
  standard: (catalogue: SettingCatalogue) => V
  /** Organisations that may set it. A superior's own choice holds for its branches that have made none. */
  kinds: readonly OrganisationKind[]
  /** Who may change it. */
  permission: Permission
  /** Values that are taken only with the number of a document of the superior. */
  needsDocument?: readonly V[]
}

/** Declares a setting; its values become the type of what is read. */
export const defineSetting = <const V extends string>(setting: Setting<V>): Setting<V> => setting

/** A setting with all the words that it has under these templates. */
export const settingUnder = <V extends string>(
  setting: Setting<V>,
  catalogue: SettingCatalogue,
): Setting<V> => ({ ...setting, words: { ...setting.words, ...setting.offered?.(catalogue) } })

/** The word of a value, as it is shown. */
export const wordOf = <V extends string>({ words }: Pick<Setting<V>, 'words'>, value: V): string =>
  Object.keys(words).find((word) => words[word] === value) ?? value

/** The values with their words, in the order of the definition. */
export function valuesOf<V extends string>({
  words,
}: Pick<Setting<V>, 'words'>): { value: V; word: string }[] {
  const found = new Map<V, string>()
  for (const [word, value] of Object.entries(words)) if (!found.has(value)) found.set(value, word)
  return [...found].map(([value, word]) => ({ value, word }))
}

/** Whether the superior hears of duties that were not fulfilled (DOMAIN §4.5). */
export const escalationSetting = defineSetting<Escalation>({
  key: 'escalation',
  label: '升级提醒',
  explains:
    '逾期未开的会议是否告知上级：汇总为逾期后第5个工作日列入一张汇总，立即为逾期后第2个工作日单独告知',
  words: { 关闭: 'off', 关: 'off', 不告知: 'off', 汇总: 'digest', 立即: 'immediate', 马上: 'immediate' },
  standard: ({ cadences }) => cadences.config.escalation,
  kinds: ['branch', 'superior'],
  permission: 'setting.change',
})
