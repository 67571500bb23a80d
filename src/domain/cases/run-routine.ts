import { partsOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { responsibleFor } from '../organisation/linked-rosters.ts'
import type { ProcessTemplate } from '../process/index.ts'
import { Refusal } from '../refusals.ts'
import type { CaseContext } from './case-context.ts'
import { announceCase } from './case-people.ts'
import { routinePeriod, routineStart, spanOf } from './routines.ts'
import { startCase } from './start-case.ts'

/** The view of an organisation's routines, which its head switches on and off; ref = the organisation's id. */
export const routinesView = 'case.routines'

/**
 * Starts the case of the current period of a routine, with its card, once: a second call finds it there. Nothing happens
 * before the period's first working day. Past periods are never made up for.
 */
export async function runRoutine(
  ctx: CaseContext,
  organisationId: string,
  templateId: string,
): Promise<void> {
  const template = ctx.catalogue.processes.get(templateId)
  const organisation = await ctx.unit.organisations.get(organisationId)
  const span = template && spanOf(template)
  if (!organisation || !span) return
  const period = routinePeriod(span, localDate(ctx.now, ctx.zone))
  if (routineStart(period, ctx.catalogue.calendar, ctx.zone) > ctx.now) return
  if (await ctx.unit.processes.hasPeriod(organisationId, templateId, period.start)) return
  const found = await startCase(ctx, {
    id: ctx.unit.idOf(`routine:${organisationId}:${templateId}:${period.start}`),
    template,
    organisation,
    title: `${period.words}${template.label}`,
    anchors: { PS: period.start, PE: period.end },
    startedBy: null,
    periodStart: period.start,
  })
  await announceCase(ctx, found)
}

/** Switches a routine of an organisation; switched on in the midst of a period it begins with that period. */
export async function switchRoutine(
  ctx: CaseContext,
  given: { organisationId: string; template: ProcessTemplate; on: boolean },
  by: string,
): Promise<void> {
  const { organisationId, template, on } = given
  if (!spanOf(template)) throw new Refusal('process/no-routine', { label: template.label })
  await ctx.unit.processes.setSwitch(organisationId, template.id, on, by)
  ctx.unit.record({
    organisationId,
    actorId: by,
    action: 'case.switch',
    object: organisationId,
    facts: { process: template.id, on },
  })
  ctx.unit.touch(routinesView, organisationId)
  if (on) await runRoutine(ctx, organisationId, template.id)
}

/** Under what key the routines are offered: once a year to an organisation that has not decided on any. */
export const offerKey = (organisationId: string, year: number): string => `routines:${organisationId}:${year}`

/** Shows the head of an organisation which routines there are, to be switched on by a click. */
export async function offerRoutines(ctx: CaseContext, organisationId: string): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(organisationId)
  if (!chat) return
  const today = localDate(ctx.now, ctx.zone)
  const [head] = await responsibleFor(ctx.unit, organisationId, 'owner', today)
  ctx.unit.send({
    key: offerKey(organisationId, partsOf(today).year),
    kind: 'card',
    platform: chat.platform,
    recipient: head ? { memberId: head } : { chatId: chat.chatId },
    content: { view: routinesView, ref: organisationId },
    priority: 'duty',
  })
}
