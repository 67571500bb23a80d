import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
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

/** The texts of an objection that its acceptor alone reads. */
const sealedTexts = ['content', 'inquiry', 'reason'] as const
type SealedText = (typeof sealedTexts)[number]

/** Publications with every text that was shown, and the objections, which only the acceptor reads. */
export function publicNoticeStore({ tx, tenantId, now, fields }: StoreContext): PublicNoticeStore {
  const one = (id: string) => and(eq(publicNotice.tenantId, tenantId), eq(publicNotice.id, id))
  const of = (organisationId: string) =>
    and(eq(publicNotice.tenantId, tenantId), eq(publicNotice.organisationId, organisationId))
  const first = (rows: (typeof publicNotice.$inferSelect)[]): PublicNotice | null =>
    rows[0] ? toNotice(rows[0]) : null
  const objectionsOf = (noticeId: string) =>
    and(eq(objection.tenantId, tenantId), eq(objection.noticeId, noticeId))
  const homeOf = async (noticeId: string): Promise<string> => {
    const [row] = await tx
      .select({ organisationId: publicNotice.organisationId })
      .from(publicNotice)
      .where(one(noticeId))
    return row?.organisationId ?? ''
  }
  /** What was reported and found out, sealed: the acceptor's to read. */
  const about = (noticeId: string, no: number, column: SealedText) => `objection.${column}|${noticeId}|${no}`
  const sealing = async <T extends Partial<Record<SealedText, string | null>>>(
    noticeId: string,
    no: number,
    texts: T,
  ): Promise<T> => {
    const home = await homeOf(noticeId)
    const sealed = { ...texts }
    for (const column of sealedTexts) {
      const text = texts[column]
      if (typeof text === 'string')
        Object.assign(sealed, { [column]: await fields.seal(home, about(noticeId, no, column), text) })
    }
    return sealed
  }
  const opening = async (home: string, row: typeof objection.$inferSelect) => {
    const open = (column: SealedText, text: string) =>
      fields.open(home, about(row.noticeId, row.no, column), text)
    return {
      ...row,
      content: await open('content', row.content),
      inquiry: row.inquiry === null ? null : await open('inquiry', row.inquiry),
      reason: row.reason === null ? null : await open('reason', row.reason),
    }
  }
  const allObjections = async (noticeId: string) => {
    const home = await homeOf(noticeId)
    const rows = await tx.select().from(objection).where(objectionsOf(noticeId)).orderBy(asc(objection.no))
    return Promise.all(rows.map((row) => opening(home, row)))
  }
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
        const nameless = (await allObjections(given.noticeId)).filter(({ memberId }) => memberId === null)
        if (nameless.some(({ content }) => content === given.content)) return null
      }
      const [last] = await tx
        .select({ no: sql<number>`coalesce(max(${objection.no}), 0)::int` })
        .from(objection)
        .where(objectionsOf(given.noticeId))
      const no = (last?.no ?? 0) + 1
      const sealed = await sealing(given.noticeId, no, given)
      await tx.insert(objection).values({ tenantId, ...sealed, no, anonymous: given.memberId === null })
      return no
    },
    async objections(noticeId) {
      const rows = await allObjections(noticeId)
      return rows.map(({ tenantId: _, ...row }) => ({
        ...row,
        conclusion: row.conclusion as Objection['conclusion'],
      }))
    },
    updateObjection: async (noticeId, no, change) =>
      void (await tx
        .update(objection)
        .set(await sealing(noticeId, no, change))
        .where(and(objectionsOf(noticeId), eq(objection.no, no)))),
  }
}
