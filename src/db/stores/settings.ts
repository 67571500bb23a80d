import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { SettingStore } from '../../domain/ports/index.ts'
import { setting } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const choice = z.object({ value: z.string(), document: z.string().nullable() })

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
  async choicesOf(organisationIds) {
    if (organisationIds.length === 0) return []
    const rows = await tx
      .select()
      .from(setting)
      .where(and(eq(setting.tenantId, tenantId), inArray(setting.organisationId, [...organisationIds])))
    return rows.flatMap(({ organisationId, key, value }) => {
      const chosen = choice.safeParse(value)
      return chosen.success ? [{ organisationId, key, ...chosen.data }] : []
    })
  },
  async set(organisationId, key, value, setBy) {
    const chosen = { value, setBy, setAt: now }
    await tx
      .insert(setting)
      .values({ tenantId, organisationId, key, ...chosen })
      .onConflictDoUpdate({ target: [setting.tenantId, setting.organisationId, setting.key], set: chosen })
  },
})
