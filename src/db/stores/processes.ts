import { and, asc, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { FieldSeals, OpenStep, ProcessCase, ProcessStore } from '../../domain/ports/index.ts'
import { parseInstance } from '../../domain/process/index.ts'
import { processInstance, processStep, processSwitch } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'
import { holdsRestricted, isConfined, openBody, openTitle, sealBody, sealTitle } from './sealed-cases.ts'

type Row = typeof processInstance.$inferSelect

/** The case of a row, its texts opened where they are sealed. */
const toCase = async (fields: FieldSeals, row: Row): Promise<ProcessCase> => ({
  organisationId: row.organisationId,
  number: row.number,
  title: await openTitle(fields, row),
  startedBy: row.startedBy,
  startedAt: row.startedAt,
  parent:
    row.parentId && row.parentStep
      ? { caseId: row.parentId, step: row.parentStep, item: row.parentItem }
      : null,
  periodStart: row.periodStart,
  instance: parseInstance({ ...(await openBody(fields, row)), template: row.template }),
})

/** A short number means a case of each letter and year at most. */
const mostOfOneNumber = 20

/** Running processes. The instance is one JSON body; its steps stand beside it as rows, so that "what is open" is a query. */
export function processStore({ tx, tenantId, now, fields }: StoreContext): ProcessStore {
  const opened = (row: Row) => toCase(fields, row)
  const one = (id: string) => and(eq(processInstance.tenantId, tenantId), eq(processInstance.id, id))

  const values = async ({ instance, parent, ...given }: ProcessCase) => {
    const { template, ...plain } = instance
    const at = { id: instance.id, organisationId: given.organisationId }
    const body = holdsRestricted(template) ? await sealBody(fields, at, plain) : plain
    const title = isConfined(template) ? await sealTitle(fields, at, given.title) : given.title
    const rest = { ...given, title }
    return {
      tenantId,
      id: instance.id,
      templateId: instance.templateId,
      templateVersion: instance.templateVersion,
      template,
      body,
      state: instance.state,
      parentId: parent?.caseId ?? null,
      parentStep: parent?.step ?? null,
      parentItem: parent?.item ?? null,
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
        kind: defined?.kind ?? 'task',
        visibility:
          instance.template.visibility === 'restricted' ? 'restricted' : (defined?.visibility ?? 'branch'),
        state: step.state,
        assignee: step.assignee,
        dueAt: step.due ? new Date(step.due.at) : null,
        doneBy: step.doneBy,
        doneAt: step.doneAt ? new Date(step.doneAt) : null,
        // The body has it, sealed; no query asks for it.
        reason: holdsRestricted(instance.template) ? null : (step.reason ?? null),
      }
    })
    await tx
      .delete(processStep)
      .where(and(eq(processStep.tenantId, tenantId), eq(processStep.instanceId, instance.id)))
    if (rows.length > 0) await tx.insert(processStep).values(rows)
  }

  const matching = async (organisationId: string, number: string, most: number): Promise<ProcessCase[]> => {
    const rows = await tx
      .select()
      .from(processInstance)
      .where(
        and(
          eq(processInstance.tenantId, tenantId),
          eq(processInstance.organisationId, organisationId),
          matchesNumber(processInstance.number, number),
        ),
      )
      .orderBy(newestNumber(processInstance.number, now))
      .limit(most)
    return Promise.all(rows.map(opened))
  }

  return {
    async insert(given) {
      const { templateId, tenantId: tenant, organisationId, periodStart } = processInstance
      const [row] = await tx
        .insert(processInstance)
        .values(await values(given))
        .onConflictDoNothing({ target: [tenant, organisationId, templateId, periodStart] })
        .returning({ id: processInstance.id })
      if (row) await writeSteps(given)
      return row !== undefined
    },
    async get(id) {
      const [row] = await tx.select().from(processInstance).where(one(id))
      return row ? opened(row) : null
    },
    byNumber: async (organisationId, number) => (await matching(organisationId, number, 1))[0] ?? null,
    matching: (organisationId, number) => matching(organisationId, number, mostOfOneNumber),
    async children(caseId) {
      const rows = await tx
        .select()
        .from(processInstance)
        .where(and(eq(processInstance.tenantId, tenantId), eq(processInstance.parentId, caseId)))
        .orderBy(asc(processInstance.startedAt), asc(processInstance.id))
      return Promise.all(rows.map(opened))
    },
    async hasPeriod(organisationId, templateId, periodStart) {
      const [row] = await tx
        .select({ id: processInstance.id })
        .from(processInstance)
        .where(
          and(
            eq(processInstance.tenantId, tenantId),
            eq(processInstance.organisationId, organisationId),
            eq(processInstance.templateId, templateId),
            eq(processInstance.periodStart, periodStart),
          ),
        )
      return row !== undefined
    },
    async switches(organisationId) {
      const rows = await tx
        .select()
        .from(processSwitch)
        .where(and(eq(processSwitch.tenantId, tenantId), eq(processSwitch.organisationId, organisationId)))
      return new Map(rows.map(({ templateId, on }) => [templateId, on]))
    },
    async setSwitch(organisationId, templateId, on, by) {
      await tx
        .insert(processSwitch)
        .values({ tenantId, organisationId, templateId, on, by, at: now })
        .onConflictDoUpdate({
          target: [processSwitch.tenantId, processSwitch.organisationId, processSwitch.templateId],
          set: { on, by, at: now },
        })
    },
    async running(organisationId) {
      const rows = await tx
        .select()
        .from(processInstance)
        .where(
          and(
            eq(processInstance.tenantId, tenantId),
            eq(processInstance.organisationId, organisationId),
            inArray(processInstance.state, ['open', 'held']),
          ),
        )
        .orderBy(asc(processInstance.startedAt), asc(processInstance.id))
      return Promise.all(rows.map(opened))
    },
    async begunBetween(organisationId, from, to) {
      const rows = await tx
        .select({ id: processInstance.id })
        .from(processInstance)
        .where(
          and(
            eq(processInstance.tenantId, tenantId),
            eq(processInstance.organisationId, organisationId),
            gte(processInstance.startedAt, from),
            lt(processInstance.startedAt, to),
          ),
        )
        .orderBy(asc(processInstance.startedAt), asc(processInstance.id))
      return rows.map(({ id }) => id)
    },
    async getForUpdate(id) {
      const [row] = await tx.select().from(processInstance).where(one(id)).for('update')
      return row ? opened(row) : null
    },
    async save(given) {
      const { body, state, title } = await values(given)
      await tx.update(processInstance).set({ body, state, title }).where(one(given.instance.id))
      await writeSteps(given)
    },
    async openSteps(organisationId) {
      const rows = await tx
        .select({
          caseId: processStep.instanceId,
          number: processInstance.number,
          title: processInstance.title,
          organisationId: processInstance.organisationId,
          confined: sql<boolean>`coalesce(${processInstance.template} ->> 'visibility' = 'restricted', false)`,
          kind: processStep.kind,
          visibility: processStep.visibility,
          state: processStep.state,
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
        .orderBy(asc(processStep.dueAt), asc(processInstance.number), asc(processStep.position))
      return Promise.all(
        rows.map(async ({ organisationId: home, ...row }) => ({
          ...row,
          title: await openTitle(fields, { id: row.caseId, organisationId: home, title: row.title }),
          state: row.state as OpenStep['state'],
          visibility: row.visibility as OpenStep['visibility'],
        })),
      )
    },
  }
}
