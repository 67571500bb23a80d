import { addDays, type LocalDate } from '../calendar/dates.ts'
import { parseDueRule } from '../calendar/due.ts'
import { localDate } from '../calendar/local-time.ts'
import { linkedTo } from '../organisation/linked-rosters.ts'
import type { Organisation } from '../organisation/types.ts'
import type { ProcessCase } from '../ports/index.ts'
import type { ProcessTemplate } from '../process/index.ts'
import { replan } from '../process/replan.ts'
import type { CaseContext } from './case-context.ts'
import { keepUp } from './case-reminders.ts'

/** How far ahead a meeting is looked for, in days. */
const ahead = 400

/** Processes whose next meeting the due dates of a template hang on (`next:staff-assembly`). */
const awaitedBy = ({ steps }: Pick<ProcessTemplate, 'steps'>): string[] => [
  ...new Set(
    steps.flatMap(({ due }) => {
      const anchor = parseDueRule(due)?.anchor
      return anchor?.kind === 'next' ? [anchor.process] : []
    }),
  ),
]

/** The local date of the next arranged meeting of each process that a template waits for; without one there is no entry. */
export async function nextMeetings(
  ctx: CaseContext,
  organisation: Organisation,
  template: Pick<ProcessTemplate, 'steps'>,
): Promise<Record<string, LocalDate>> {
  const processes = awaitedBy(template)
  if (processes.length === 0) return {}
  const today = localDate(ctx.now, ctx.zone)
  const next: Record<string, LocalDate> = {}
  for (const { id } of [organisation, ...(await linkedTo(ctx.unit, organisation))])
    for (const { instanceId, startsOn, status } of await ctx.unit.meetings.between(
      id,
      today,
      addDays(today, ahead),
    )) {
      const found = status === 'scheduled' && instanceId ? await ctx.unit.processes.get(instanceId) : null
      const process = found?.instance.templateId
      if (process !== undefined && processes.includes(process) && startsOn < (next[process] ?? '9'))
        next[process] = startsOn
    }
  return next
}

/** Plans the cases anew that wait for a meeting like this one: it was arranged, moved or called off. */
export async function planWaiting(
  ctx: CaseContext,
  { organisationId, instance }: ProcessCase,
): Promise<void> {
  const { templateId } = instance
  const awaited = [...ctx.catalogue.processes.values()].some((one) => awaitedBy(one).includes(templateId))
  const organisation = awaited ? await ctx.unit.organisations.get(organisationId) : null
  if (!organisation) return
  for (const home of [organisation, ...(await linkedTo(ctx.unit, organisation))])
    for (const { instance: waiting } of await ctx.unit.processes.running(home.id))
      if (awaitedBy(waiting.template).includes(templateId)) await planAgain(ctx, home, waiting.id)
}

async function planAgain(ctx: CaseContext, home: Organisation, caseId: string): Promise<void> {
  const found = await ctx.unit.processes.getForUpdate(caseId)
  if (!found) return
  const { anchors, template } = found.instance
  const next = await nextMeetings(ctx, home, template)
  const moved = { ...found.instance, anchors: { ...anchors, next } }
  const after = { ...found, instance: replan(moved, ctx.now, ctx.catalogue.calendar, ctx.zone).instance }
  await ctx.unit.processes.save(after)
  await keepUp(ctx, after)
}
