import { and, eq } from 'drizzle-orm'
import type { SettingStore } from '../../domain/ports/index.ts'
import { setting } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** What organisations have chosen. */
export const settingStore = ({ tx, tenantId, now }: StoreContext): SettingStore => ({
  async get(organisationId, key) {
    const [row] = await tx
      .select({ value: setting.value })
      .from(setting)
      .where(
        and(eq(setting.tenantId, tenantId), eq(setting.organisationId, organisationId), eq(setting.key, key)),
      )
    return row?.value ?? null
  },
  async set(organisationId, key, value, setBy) {
    const chosen = { value, setBy, setAt: now }
    await tx
      .insert(setting)
      .values({ tenantId, organisationId, key, ...chosen })
      .onConflictDoUpdate({ target: [setting.tenantId, setting.organisationId, setting.key], set: chosen })
  },
})
