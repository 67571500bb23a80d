import { and, asc, eq, sql } from 'drizzle-orm'
import type { Task, TaskStore } from '../../domain/ports/index.ts'
import { task } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toTask = ({ tenantId: _, ...row }: typeof task.$inferSelect): Task => ({
  ...row,
  origin: row.origin as Task['origin'],
  state: row.state as Task['state'],
})

/** Tasks that come of decisions. */
export function taskStore({ tx, tenantId, now }: StoreContext): TaskStore {
  const one = (id: string) => and(eq(task.tenantId, tenantId), eq(task.id, id))
  const of = (organisationId: string) =>
    and(eq(task.tenantId, tenantId), eq(task.organisationId, organisationId))
  const first = (rows: (typeof task.$inferSelect)[]): Task | null => (rows[0] ? toTask(rows[0]) : null)
  return {
    insert: async (given) => void (await tx.insert(task).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(task).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(task).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(task)
          .where(and(of(organisationId), matchesNumber(task.number, number)))
          .orderBy(newestNumber(task.number, now))
          .limit(1),
      ),
    async ofOrigin(originId) {
      const rows = await tx
        .select()
        .from(task)
        .where(and(eq(task.tenantId, tenantId), eq(task.originId, originId)))
        .orderBy(asc(task.number))
      return rows.map(toTask)
    },
    async open(organisationId) {
      const rows = await tx
        .select()
        .from(task)
        .where(and(of(organisationId), eq(task.state, 'open')))
        .orderBy(sql`${task.dueOn} nulls last`, asc(task.number))
      return rows.map(toTask)
    },
    update: async (id, change) => void (await tx.update(task).set(change).where(one(id))),
  }
}
