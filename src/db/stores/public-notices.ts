import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { NoticeVersion, Objection, PublicNotice, PublicNoticeStore } from '../../domain/ports/index.ts'
import { noticeExtension, objection, publicNotice, publicNoticeVersion } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toNotice = ({ tenantId: _, ...row }: typeof publicNotice.$inferSelect): PublicNotice => ({
  ...row,
  kind: row.kind as PublicNotice['kind'],
  matter: row.matter as PublicNotice['matter'],
  state: row.state as PublicNotice['state'],
})

/** What the hash of a text is taken over: everything that a reader sees of the matter, each part by its length. */
const hashOf = (
  { title, scope }: PublicNotice,
  { content, basis }: Pick<NoticeVersion, 'content' | 'basis'>,
) =>
  createHash('sha256')
    .update(JSON.stringify([title, scope, basis, content]))
    .digest('hex')

/** Publications with every text that was shown, and the objections, which only the acceptor reads. */
export function publicNoticeStore({ tx, tenantId, now }: StoreContext): PublicNoticeStore {
  const one = (id: string) => and(eq(publicNotice.tenantId, tenantId), eq(publicNotice.id, id))
  const of = (organisationId: string) =>
    and(eq(publicNotice.tenantId, tenantId), eq(publicNotice.organisationId, organisationId))
  const first = (rows: (typeof publicNotice.$inferSelect)[]): PublicNotice | null =>
    rows[0] ? toNotice(rows[0]) : null
  const objectionsOf = (noticeId: string) =>
    and(eq(objection.tenantId, tenantId), eq(objection.noticeId, noticeId))
  return {
    insert: async (given) => void (await tx.insert(publicNotice).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(publicNotice).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(publicNotice).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(publicNotice)
          .where(and(of(organisationId), matchesNumber(publicNotice.number, number)))
          .orderBy(newestNumber(publicNotice.number, now))
          .limit(1),
      ),
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(publicNotice)
        .where(of(organisationId))
        .orderBy(desc(publicNotice.publishedAt))
        .limit(limit)
      return rows.map(toNotice)
    },
    async open(organisationId) {
      const rows = await tx
        .select()
        .from(publicNotice)
        .where(and(of(organisationId), inArray(publicNotice.state, ['open', 'held'])))
        .orderBy(asc(publicNotice.endsAt), asc(publicNotice.number))
      return rows.map(toNotice)
    },
    update: async (id, change) => void (await tx.update(publicNotice).set(change).where(one(id))),
    addVersion: async (notice, version) =>
      void (await tx
        .insert(publicNoticeVersion)
        .values({ tenantId, noticeId: notice.id, ...version, hash: hashOf(notice, version) })),
    async versions(noticeId) {
      const rows = await tx
        .select()
        .from(publicNoticeVersion)
        .where(and(eq(publicNoticeVersion.tenantId, tenantId), eq(publicNoticeVersion.noticeId, noticeId)))
        .orderBy(asc(publicNoticeVersion.version))
      return rows.map(({ tenantId: _, ...row }) => row)
    },
    addExtension: async (given) => void (await tx.insert(noticeExtension).values({ tenantId, ...given })),
    async extensions(noticeId) {
      const rows = await tx
        .select()
        .from(noticeExtension)
        .where(and(eq(noticeExtension.tenantId, tenantId), eq(noticeExtension.noticeId, noticeId)))
        .orderBy(asc(noticeExtension.extendedAt), asc(noticeExtension.id))
      return rows.map(({ tenantId: _, ...row }) => row)
    },
    async addObjection(given) {
      if (given.memberId === null) {
        const same = await tx
          .select({ no: objection.no })
          .from(objection)
          .where(
            and(
              objectionsOf(given.noticeId),
              isNull(objection.memberId),
              eq(objection.content, given.content),
            ),
          )
        if (same.length > 0) return null
      }
      const [last] = await tx
        .select({ no: sql<number>`coalesce(max(${objection.no}), 0)::int` })
        .from(objection)
        .where(objectionsOf(given.noticeId))
      const no = (last?.no ?? 0) + 1
      await tx.insert(objection).values({ tenantId, ...given, no, anonymous: given.memberId === null })
      return no
    },
    async objections(noticeId) {
      const rows = await tx.select().from(objection).where(objectionsOf(noticeId)).orderBy(asc(objection.no))
      return rows.map(({ tenantId: _, ...row }) => ({
        ...row,
        conclusion: row.conclusion as Objection['conclusion'],
      }))
    },
    updateObjection: async (noticeId, no, change) =>
      void (await tx
        .update(objection)
        .set(change)
        .where(and(objectionsOf(noticeId), eq(objection.no, no)))),
  }
}
