import { and, asc, eq } from 'drizzle-orm'
import type { Attachment, AttachmentStore } from '../../domain/ports/index.ts'
import { attachment } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const toAttachment = ({ tenantId: _, ...row }: typeof attachment.$inferSelect): Attachment => ({
  ...row,
  subject: row.subject as Attachment['subject'],
  role: row.role as Attachment['role'],
})

/** Files of requests, reports and rectification items. */
export const attachmentStore = ({ tx, tenantId }: StoreContext): AttachmentStore => ({
  insert: async (given) => void (await tx.insert(attachment).values({ tenantId, ...given })),
  async of(subject, ref) {
    const rows = await tx
      .select()
      .from(attachment)
      .where(and(eq(attachment.tenantId, tenantId), eq(attachment.subject, subject), eq(attachment.ref, ref)))
      .orderBy(asc(attachment.submittedAt), asc(attachment.id))
    return rows.map(toAttachment)
  },
})
