import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { visibilityFrom } from '../../domain/papers/visibility.ts'
import type {
  DocumentStore,
  DocumentVersion,
  PaperDocument,
  VersionOrigin,
} from '../../domain/ports/index.ts'
import { document, documentVersion } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const fieldsSchema = z.record(z.string(), z.string())

const toDocument = (row: typeof document.$inferSelect): PaperDocument => ({
  ...row,
  subject: row.subject as PaperDocument['subject'],
  state: row.state as PaperDocument['state'],
  visibility: visibilityFrom(row.visibility),
})

const toVersion = (row: typeof documentVersion.$inferSelect): DocumentVersion => ({
  ...row,
  origin: row.origin as VersionOrigin,
  fields: fieldsSchema.parse(row.fields),
})

/** Documents and their versions. */
export function documentStore({ tx, tenantId }: StoreContext): DocumentStore {
  const one = (id: string) => and(eq(document.tenantId, tenantId), eq(document.id, id))
  const versionOf = (id: string, version: number) =>
    and(
      eq(documentVersion.tenantId, tenantId),
      eq(documentVersion.documentId, id),
      eq(documentVersion.version, version),
    )
  return {
    insert: async (given) => void (await tx.insert(document).values({ tenantId, ...given })),
    async get(id) {
      const [row] = await tx.select().from(document).where(one(id))
      return row ? toDocument(row) : null
    },
    async getForUpdate(id) {
      const [row] = await tx.select().from(document).where(one(id)).for('update')
      return row ? toDocument(row) : null
    },
    async of(subject, subjectId, kind) {
      const [row] = await tx
        .select()
        .from(document)
        .where(
          and(
            eq(document.tenantId, tenantId),
            eq(document.subject, subject),
            eq(document.subjectId, subjectId),
            eq(document.kind, kind),
          ),
        )
      return row ? toDocument(row) : null
    },
    async ofCase(instanceId) {
      const rows = await tx
        .select()
        .from(document)
        .where(and(eq(document.tenantId, tenantId), eq(document.instanceId, instanceId)))
        .orderBy(document.createdAt, document.id)
      return rows.map(toDocument)
    },
    async drafts(organisationId) {
      const rows = await tx
        .select()
        .from(document)
        .where(
          and(
            eq(document.tenantId, tenantId),
            eq(document.organisationId, organisationId),
            eq(document.state, 'draft'),
          ),
        )
        .orderBy(document.createdAt, document.id)
      return rows.map(toDocument)
    },
    update: async (id, change) => void (await tx.update(document).set(change).where(one(id))),
    addVersion: async (version) => void (await tx.insert(documentVersion).values({ tenantId, ...version })),
    async version(id, version) {
      const [row] = await tx.select().from(documentVersion).where(versionOf(id, version))
      return row ? toVersion(row) : null
    },
    async versions(id) {
      const rows = await tx
        .select()
        .from(documentVersion)
        .where(and(eq(documentVersion.tenantId, tenantId), eq(documentVersion.documentId, id)))
        .orderBy(documentVersion.version)
      return rows.map(toVersion)
    },
    setFile: async (id, version, fileId) =>
      void (await tx.update(documentVersion).set({ fileId }).where(versionOf(id, version))),
  }
}
