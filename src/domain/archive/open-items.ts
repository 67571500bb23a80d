import { isRestricted } from '../cases/case-people.ts'
import type { FactContext } from '../documents/facts/index.ts'

/** Something that is not finished when a year's pack is made. `dueOn` is a local date. */
export interface OpenItem {
  kind: string
  number: string
  title: string
  owner: string
  dueOn: string | null
}

/**
 * What an organisation has not finished, besides its cases: tasks of decisions, rectifications, running public notices. What
 * belongs to a case that only named persons may see is left out.
 */
export async function openItems(ctx: FactContext, organisationId: string): Promise<OpenItem[]> {
  const { unit } = ctx
  const tasks = await unit.tasks.open(organisationId)
  const rectifications = await unit.rectifications.open(organisationId)
  const notices = await unit.publicNotices.open(organisationId)
  const owners = [...tasks, ...rectifications].flatMap(({ ownerId }) => ownerId ?? [])
  const people = await unit.rosters.members([...new Set(owners)])
  const nameOf = (id: string | null): string => people.find((one) => one.id === id)?.name ?? ''
  const all = [
    ...tasks.map((one) => ({
      caseId: one.origin === 'case' ? one.originId : null,
      item: {
        kind: '待办任务',
        number: one.number,
        title: one.label,
        owner: nameOf(one.ownerId),
        dueOn: one.dueOn,
      },
    })),
    ...rectifications.map((one) => ({
      caseId: one.caseId,
      item: {
        kind: '整改',
        number: one.number,
        title: one.measure,
        owner: nameOf(one.ownerId),
        dueOn: one.dueOn,
      },
    })),
    ...notices.map((one) => ({
      caseId: one.caseId,
      item: { kind: '公示', number: one.number, title: one.title, owner: '', dueOn: null },
    })),
  ]
  const items: OpenItem[] = []
  for (const { caseId, item } of all) {
    const found = caseId ? await unit.processes.get(caseId) : null
    if (!found || !isRestricted(found.instance.template)) items.push(item)
  }
  return items
}
