import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { visibilityFrom } from '../../domain/papers/visibility.ts'
import type {
  DataKeyRows,
  Evidence,
  EvidenceStore,
  FilePurpose,
  StoredFileStore,
} from '../../domain/ports/index.ts'
import { dataKey, evidence, fileRequest, storedFile } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** The wrapped data keys of organisations, which seal their restricted files and texts. */
export function dataKeyRows({
  tx,
  tenantId,
  now,
}: Pick<StoreContext, 'tx' | 'tenantId' | 'now'>): DataKeyRows {
  const key = (organisationId: string) =>
    tx
      .select({ wrapped: dataKey.wrapped })
      .from(dataKey)
      .where(and(eq(dataKey.tenantId, tenantId), eq(dataKey.organisationId, organisationId)))
  return {
    dataKey: async (organisationId) => (await key(organisationId))[0]?.wrapped ?? null,
    async keepDataKey(organisationId, wrapped) {
      await tx
        .insert(dataKey)
        .values({ tenantId, organisationId, wrapped, createdAt: now })
        .onConflictDoNothing()
      return (await key(organisationId))[0]?.wrapped ?? wrapped
    },
  }
}

/** Files that we keep, and the wrapped keys of the sealed ones. */
export function storedFileStore(context: StoreContext): StoredFileStore {
  const { tx, tenantId } = context
  return {
    ...dataKeyRows(context),
    insert: async (file) => void (await tx.insert(storedFile).values({ tenantId, ...file })),
    async get(id) {
      const [row] = await tx
        .select()
        .from(storedFile)
        .where(and(eq(storedFile.tenantId, tenantId), eq(storedFile.id, id)))
      return row ? { ...row, visibility: visibilityFrom(row.visibility) } : null
    },
    async ofOrganisation(organisationId, limit) {
      const rows = await tx
        .select()
        .from(storedFile)
        .where(and(eq(storedFile.tenantId, tenantId), eq(storedFile.organisationId, organisationId)))
        .orderBy(desc(storedFile.createdAt), desc(storedFile.id))
        .limit(limit)
      return rows.map((row) => ({ ...row, visibility: visibilityFrom(row.visibility) }))
    },
  }
}

const purpose: z.ZodType<FilePurpose> = z.discriminatedUnion('for', [
  z.object({
    for: z.literal('evidence'),
    caseId: z.uuid(),
    step: z.string(),
    item: z.string().nullable(),
  }),
  z.object({ for: z.literal('document'), documentId: z.uuid() }),
  z.object({
    for: z.literal('attachment'),
    subject: z.enum(['request', 'report', 'rectification']),
    ref: z.uuid(),
  }),
])

const toEvidence = ({ item, ...row }: typeof evidence.$inferSelect): Evidence => ({
  ...row,
  item: item === '' ? null : item,
})

/** What proves the steps of a case, and the files that people were asked for. */
export function evidenceStore({ tx, tenantId, now }: StoreContext): EvidenceStore {
  return {
    insert: async ({ item, ...one }) =>
      void (await tx.insert(evidence).values({ tenantId, item: item ?? '', ...one })),
    async get(id) {
      const [row] = await tx
        .select()
        .from(evidence)
        .where(and(eq(evidence.tenantId, tenantId), eq(evidence.id, id)))
      return row ? toEvidence(row) : null
    },
    async ofCase(instanceId) {
      const rows = await tx
        .select()
        .from(evidence)
        .where(
          and(
            eq(evidence.tenantId, tenantId),
            eq(evidence.instanceId, instanceId),
            isNull(evidence.withdrawnAt),
          ),
        )
        .orderBy(evidence.submittedAt, evidence.id)
      return rows.map(toEvidence)
    },
    async withdraw(id, by, at) {
      const rows = await tx
        .update(evidence)
        .set({ withdrawnBy: by, withdrawnAt: at })
        .where(and(eq(evidence.tenantId, tenantId), eq(evidence.id, id), isNull(evidence.withdrawnAt)))
        .returning({ id: evidence.id })
      return rows.length > 0
    },
    async request(memberId, given, expiresAt) {
      await tx
        .insert(fileRequest)
        .values({ tenantId, memberId, purpose: given, expiresAt })
        .onConflictDoUpdate({
          target: [fileRequest.tenantId, fileRequest.memberId],
          set: { purpose: given, expiresAt },
        })
    },
    async takeRequest(memberId) {
      const [row] = await tx
        .delete(fileRequest)
        .where(and(eq(fileRequest.tenantId, tenantId), eq(fileRequest.memberId, memberId)))
        .returning()
      return row && row.expiresAt > now ? purpose.parse(row.purpose) : null
    },
  }
}
