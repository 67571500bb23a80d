import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { MOST_LEVELS } from '../../domain/organisation/levels.ts'
import type { Organisation, OrganisationKind } from '../../domain/organisation/types.ts'
import type { OrganisationStore, Proposal, ProposalStore } from '../../domain/ports/index.ts'
import { chatBinding, organisation, proposal, standing } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** A row as an organisation. */
export const toOrganisation = (row: typeof organisation.$inferSelect): Organisation => ({
  id: row.id,
  kind: row.kind as OrganisationKind,
  parentId: row.parentId,
  name: row.name,
  foundedOn: row.foundedOn,
  committeeFrom: row.committeeFrom,
  unionFrom: row.unionFrom,
  dissolvedOn: row.dissolvedOn,
  createdAt: row.createdAt,
})

/** Organisations and the chats that speak for them. */
export function organisationStore({ tx, tenantId }: StoreContext): OrganisationStore {
  const mine = eq(organisation.tenantId, tenantId)
  return {
    insert: async (one) => void (await tx.insert(organisation).values({ tenantId, ...one })),
    async get(id) {
      const [row] = await tx
        .select()
        .from(organisation)
        .where(and(mine, eq(organisation.id, id)))
      return row ? toOrganisation(row) : null
    },
    async byName(kind, name) {
      const rows = await tx
        .select()
        .from(organisation)
        .where(
          and(
            mine,
            eq(organisation.kind, kind),
            eq(organisation.name, name),
            isNull(organisation.dissolvedOn),
          ),
        )
        .orderBy(asc(organisation.id))
      return rows.map(toOrganisation)
    },
    async children(parentId, kind) {
      const rows = await tx
        .select()
        .from(organisation)
        .where(and(mine, eq(organisation.parentId, parentId), eq(organisation.kind, kind)))
        .orderBy(asc(organisation.createdAt), asc(organisation.id))
      return rows.map(toOrganisation)
    },
    update: async (id, change) =>
      void (await tx
        .update(organisation)
        .set(change)
        .where(and(mine, eq(organisation.id, id)))),
    async bind(binding) {
      const rows = await tx
        .insert(chatBinding)
        .values({ tenantId, ...binding })
        .onConflictDoNothing()
        .returning({ chatId: chatBinding.chatId })
      return rows.length === 1
    },
    unbind: async (platform, chatId) =>
      void (await tx
        .delete(chatBinding)
        .where(
          and(
            eq(chatBinding.tenantId, tenantId),
            eq(chatBinding.platform, platform),
            eq(chatBinding.chatId, chatId),
          ),
        )),
    async ofChat(platform, chatId) {
      const [row] = await tx
        .select({ organisation })
        .from(chatBinding)
        .innerJoin(organisation, and(mine, eq(organisation.id, chatBinding.organisationId)))
        .where(
          and(
            eq(chatBinding.tenantId, tenantId),
            eq(chatBinding.platform, platform),
            eq(chatBinding.chatId, chatId),
          ),
        )
      return row ? toOrganisation(row.organisation) : null
    },
    async chatOf(organisationId) {
      const [row] = await tx
        .select()
        .from(chatBinding)
        .where(and(eq(chatBinding.tenantId, tenantId), eq(chatBinding.organisationId, organisationId)))
      return row ? { platform: row.platform, chatId: row.chatId, organisationId } : null
    },
    async above(id) {
      // UNION drops what was found before, so that even a circle ends.
      const rows = await tx.execute<{ id: string }>(sql`
        with recursive up (id, parent_id, level) as (
          select o.id, o.parent_id, 0 from organisation o where o.tenant_id = ${tenantId} and o.id = ${id}
          union
          select o.id, o.parent_id, up.level + 1 from up
          join organisation o on o.tenant_id = ${tenantId} and o.id = up.parent_id
          where up.level < ${MOST_LEVELS})
        select id from up where level > 0 order by level`)
      return rows.map((row) => row.id)
    },
    async ofMember(memberId, date) {
      const rows = await tx
        .selectDistinct({ organisation })
        .from(standing)
        .innerJoin(
          organisation,
          and(mine, eq(organisation.id, standing.organisationId), ne(organisation.kind, 'group')),
        )
        .where(
          and(
            eq(standing.tenantId, tenantId),
            eq(standing.memberId, memberId),
            lte(standing.fromDate, date),
            or(isNull(standing.toDate), gt(standing.toDate, date)),
          ),
        )
      return rows.map((row) => toOrganisation(row.organisation))
    },
  }
}

/** Proposals that wait for a 确认. */
export function proposalStore({ tx, tenantId }: StoreContext): ProposalStore {
  const toProposal = (row: typeof proposal.$inferSelect): Proposal => ({
    id: row.id,
    kind: row.kind,
    data: row.data,
    proposedBy: row.proposedBy,
    state: row.state as Proposal['state'],
    expiresAt: row.expiresAt,
  })
  const one = (id: string) => and(eq(proposal.tenantId, tenantId), eq(proposal.id, id))
  return {
    insert: async (given) => void (await tx.insert(proposal).values({ tenantId, ...given })),
    async get(id) {
      const [row] = await tx.select().from(proposal).where(one(id))
      return row ? toProposal(row) : null
    },
    async decide(id, state, by, at) {
      const [row] = await tx
        .update(proposal)
        .set({ state, decidedBy: by, decidedAt: at })
        .where(and(one(id), inArray(proposal.state, ['open'])))
        .returning()
      return row ? toProposal(row) : null
    },
  }
}
