import { and, asc, eq, inArray, notInArray } from 'drizzle-orm'
import type { ProcessCase, ProcessStore } from '../../domain/ports/index.ts'
import { parseInstance } from '../../domain/process/index.ts'
import { processInstance, processStep } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const toCase = (row: typeof processInstance.$inferSelect): ProcessCase => ({
  organisationId: row.organisationId,
  number: row.number,
  title: row.title,
  startedBy: row.startedBy,
  startedAt: row.startedAt,
  instance: parseInstance({ ...(row.body as object), template: row.template }),
})

/** Running processes. The instance is one JSON body; its steps stand beside it as rows, so that "what is open" is a query. */
export function processStore({ tx, tenantId }: StoreContext): ProcessStore {
  const one = (id: string) => and(eq(processInstance.tenantId, tenantId), eq(processInstance.id, id))

  const values = ({ instance, ...rest }: ProcessCase) => {
    const { template, ...body } = instance
    return {
      tenantId,
      id: instance.id,
      templateId: instance.templateId,
      templateVersion: instance.templateVersion,
      template,
      body,
      state: instance.state,
      ...rest,
    }
  }

  const writeSteps = async ({ instance, organisationId }: ProcessCase) => {
    const rows = instance.steps.map((step, position) => {
      const defined = instance.template.steps.find((candidate) => candidate.id === step.id)
      return {
        tenantId,
        instanceId: instance.id,
        step: step.id,
        item: step.item ?? '',
        organisationId,
        position,
        label: defined?.label ?? step.id,
        phase: defined?.phase ?? '',
        role: defined?.role ?? '',
        state: step.state,
        assignee: step.assignee,
        dueAt: step.due ? new Date(step.due.at) : null,
        doneBy: step.doneBy,
        doneAt: step.doneAt ? new Date(step.doneAt) : null,
        reason: step.reason ?? null,
      }
    })
    await tx
      .delete(processStep)
      .where(and(eq(processStep.tenantId, tenantId), eq(processStep.instanceId, instance.id)))
    if (rows.length > 0) await tx.insert(processStep).values(rows)
  }

  return {
    async insert(given) {
      await tx.insert(processInstance).values(values(given))
      await writeSteps(given)
    },
    async get(id) {
      const [row] = await tx.select().from(processInstance).where(one(id))
      return row ? toCase(row) : null
    },
    async getForUpdate(id) {
      const [row] = await tx.select().from(processInstance).where(one(id)).for('update')
      return row ? toCase(row) : null
    },
    async save(given) {
      const { body, state, title } = values(given)
      await tx.update(processInstance).set({ body, state, title }).where(one(given.instance.id))
      await writeSteps(given)
    },
    openSteps: (organisationId) =>
      tx
        .select({
          caseId: processStep.instanceId,
          number: processInstance.number,
          step: processStep.step,
          item: processStep.item,
          label: processStep.label,
          role: processStep.role,
          assignee: processStep.assignee,
          dueAt: processStep.dueAt,
        })
        .from(processStep)
        .innerJoin(
          processInstance,
          and(
            eq(processInstance.tenantId, tenantId),
            eq(processInstance.id, processStep.instanceId),
            inArray(processInstance.state, ['open', 'held']),
          ),
        )
        .where(
          and(
            eq(processStep.tenantId, tenantId),
            eq(processStep.organisationId, organisationId),
            notInArray(processStep.state, ['done', 'waived', 'skipped']),
          ),
        )
        .orderBy(asc(processStep.dueAt), asc(processInstance.number), asc(processStep.position)),
  }
}
