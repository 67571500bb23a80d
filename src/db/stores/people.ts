import { and, eq, inArray, or } from 'drizzle-orm'
import type { PersonIdentity, RosterStore } from '../../domain/ports/index.ts'
import { member, platformIdentity } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

type People = Pick<RosterStore, 'memberOf' | 'ensureMember' | 'member' | 'members' | 'identityOf'>

/** People and how the platforms name them. */
export function peopleStore({ tx, tenantId, now, newId }: StoreContext): People {
  const memberOf: RosterStore['memberOf'] = async (identities) => {
    if (identities.length === 0) return null
    const [row] = await tx
      .select({ id: member.id, name: member.name })
      .from(platformIdentity)
      .innerJoin(member, and(eq(member.tenantId, tenantId), eq(member.id, platformIdentity.memberId)))
      .where(and(eq(platformIdentity.tenantId, tenantId), or(...identities.map(sameIdentity))))
      .limit(1)
    return row ?? null
  }

  const sameIdentity = (one: PersonIdentity) =>
    and(
      eq(platformIdentity.platform, one.platform),
      eq(platformIdentity.kind, one.kind),
      eq(platformIdentity.value, one.value),
    )

  const addIdentities = async (memberId: string, identities: PersonIdentity[]) => {
    if (identities.length === 0) return
    await tx
      .insert(platformIdentity)
      .values(
        identities.map((one) => ({
          tenantId,
          memberId,
          platform: one.platform,
          kind: one.kind,
          value: one.value,
        })),
      )
      .onConflictDoNothing()
  }

  return {
    memberOf,
    async ensureMember(name, identities) {
      const known = await memberOf(identities)
      if (known) {
        await addIdentities(known.id, identities)
        return known
      }
      const one = { id: newId(), name }
      await tx.insert(member).values({ tenantId, ...one, createdAt: now })
      await addIdentities(one.id, identities)
      return one
    },
    async member(id) {
      const [row] = await tx
        .select()
        .from(member)
        .where(and(eq(member.tenantId, tenantId), eq(member.id, id)))
      return row ? { id: row.id, name: row.name } : null
    },
    async members(ids) {
      if (ids.length === 0) return []
      const rows = await tx
        .select()
        .from(member)
        .where(and(eq(member.tenantId, tenantId), inArray(member.id, ids)))
      return rows.map(({ id, name }) => ({ id, name }))
    },
    async identityOf(memberId, platform) {
      const rows = await tx
        .select()
        .from(platformIdentity)
        .where(
          and(
            eq(platformIdentity.tenantId, tenantId),
            eq(platformIdentity.memberId, memberId),
            eq(platformIdentity.platform, platform),
          ),
        )
      const best = rows.find((row) => row.kind === 'open_id') ?? rows[0]
      return best ? { platform: best.platform, kind: best.kind, value: best.value } : null
    },
  }
}
