import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { SettingStore } from '../../domain/ports/index.ts'
import { setting } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const chosen = z.object({ value: z.string(), document: z.string().nullable() })

/** What organisations have decided for themselves. */
export function settingStore({ tx, tenantId, now }: StoreContext): SettingStore {
  return {
    async of(organisationIds) {
      if (organisationIds.length === 0) return []
      const rows = await tx
        .select()
        .from(setting)
        .where(and(eq(setting.tenantId, tenantId), inArray(setting.organisationId, [...organisationIds])))
      return rows.map(({ organisationId, key, value }) => ({ organisationId, key, ...chosen.parse(value) }))
    },
    async set({ organisationId, key, value, document }, by) {
      const row = { value: { value, document }, setBy: by, setAt: now }
      await tx
        .insert(setting)
        .values({ tenantId, organisationId, key, ...row })
        .onConflictDoUpdate({ target: [setting.tenantId, setting.organisationId, setting.key], set: row })
    },
  }
}
