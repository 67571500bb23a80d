import type { Organisation } from '../organisation/types.ts'
import type { StoredSetting, Unit } from '../ports/index.ts'
import { type Setting, type SettingCatalogue, settingUnder, valuesOf } from './setting.ts'

/** What holds for an organisation, and whose choice it is. */
interface SettingInForce<V extends string = string> {
  value: V
  source: 'own' | 'superior' | 'standard'
  /** Number of the superior's document on which the choice rests. */
  document: string | null
}

/** The choice that holds out of those that are stored: the organisation's own, else its superior's, else the standard. */
export function inForce<V extends string>(
  setting: Setting<V>,
  stored: readonly StoredSetting[],
  { id, parentId }: Pick<Organisation, 'id' | 'parentId'>,
  catalogue: SettingCatalogue,
): SettingInForce<V> {
  const values = valuesOf(settingUnder(setting, catalogue))
  const chosen = (organisationId: string | null) => {
    const row = stored.find((one) => one.key === setting.key && one.organisationId === organisationId)
    // A value that a newer release or these templates no longer know counts as none.
    const known = values.find(({ value }) => value === row?.value)
    return row && known ? { value: known.value, document: row.document } : null
  }
  const own = chosen(id)
  if (own) return { ...own, source: 'own' }
  const above = parentId === null ? null : chosen(parentId)
  if (above) return { ...above, source: 'superior' }
  return { value: setting.standard(catalogue), source: 'standard', document: null }
}

/** What holds for an organisation now. For a group ask with its branch. */
export async function readSetting<V extends string>(
  ctx: { unit: Pick<Unit, 'settings'>; catalogue: SettingCatalogue },
  organisation: Pick<Organisation, 'id' | 'parentId'>,
  setting: Setting<V>,
): Promise<SettingInForce<V>> {
  const ids = [organisation.id, ...(organisation.parentId ? [organisation.parentId] : [])]
  return inForce(setting, await ctx.unit.settings.choicesOf(ids), organisation, ctx.catalogue)
}
