import { localDate } from '../calendar/local-time.ts'
import { linkedRosters } from '../organisation/linked-rosters.ts'
import { holdersOf } from '../organisation/responsible.ts'
import {
  type Action,
  act,
  type ProcessInstance,
  type ProcessTemplate,
  questionsOf,
  type StepTemplate,
  start,
} from '../process/index.ts'
import { outputLabel } from '../process/labels.ts'
import { Refusal } from '../refusals.ts'
import type { CaseContext } from './case-context.ts'
import type { NewCase } from './new-case.ts'
import { nextMeetings } from './next-meetings.ts'
import { routinePeriod, spanOf } from './routines.ts'
import { assigneesOf, orgFactsOf } from './starting-facts.ts'

/** A routine that a person starts is about the period in which it is started, as one that the calendar starts. */
function periodOfRoutine(template: ProcessTemplate, today: string): { PS: string; PE: string } | null {
  const span = spanOf(template)
  const period = span && routinePeriod(span, today)
  return period ? { PS: period.start, PE: period.end } : null
}

/** The engine's start, and the first step where the act of starting does it. */
export async function beginCase(ctx: CaseContext, given: NewCase) {
  const { template, organisation, startedBy } = given
  const today = localDate(ctx.now, ctx.zone)
  const roster = await ctx.unit.rosters.roster(organisation.id, today)
  const linked = await linkedRosters(ctx.unit, organisation.id, today)
  const started = start(
    template,
    {
      id: given.id ?? ctx.unit.newId(),
      anchors: {
        S: ctx.now,
        next: await nextMeetings(ctx, organisation, template),
        ...periodOfRoutine(template, today),
        ...given.anchors,
      },
      org: await orgFactsOf(ctx, organisation),
      items: given.items ?? [],
      members: roster.map(({ memberId: id, name: title }) => ({ id, title })),
      groups: (await ctx.unit.organisations.children(organisation.id, 'group')).map(({ id, name }) => ({
        id,
        title: name,
      })),
      committee: holdersOf(roster, 'committee').flatMap((id) => {
        const found = roster.find(({ memberId }) => memberId === id)
        return found ? [{ id, title: found.name }] : []
      }),
      leaders: Object.fromEntries(
        roster.flatMap(({ memberId, group }) => (group?.leads ? [[group.id, memberId]] : [])),
      ),
      assignees: assigneesOf(template, roster, linked, given.holders, given.subject),
      subject: given.subject ?? null,
      startedBy,
    },
    ctx.now,
    ctx.catalogue.calendar,
    ctx.zone,
  )
  const acting = (on: ProcessInstance, action: Action) =>
    act(on, action, startedBy, ctx.now, ctx.catalogue.calendar, ctx.zone)
  for (const [step, outputs] of Object.entries(given.known ?? {}))
    started.instance = acting(started.instance, { type: 'setOutputs', step, outputs }).instance
  const { steps: elsewhere = [], reason = '' } = given.waived ?? {}
  for (const { id: step } of template.steps.filter(({ id }) => elsewhere.includes(id)))
    started.instance = acting(started.instance, { type: 'waive', step, reason }).instance
  const [first] = template.steps
  const done = first && firstAction(given, first, started.instance)
  if (!done) return started
  try {
    const acted = acting(started.instance, done)
    return { instance: acted.instance, effects: [...started.effects, ...acted.effects] }
  } catch (refusal) {
    // The act of starting does not say all that the step asks for: somebody fills it in on the card.
    if (refusal instanceof Refusal && refusal.code === 'process/needs-outputs') return started
    throw refusal
  }
}

/** What the act of starting does to the first step; undefined = nothing. */
function firstAction(
  { first: outputs, said }: NewCase,
  step: StepTemplate,
  instance: ProcessInstance,
): Action | undefined {
  if (outputs) return { type: 'complete', step: step.id, outputs }
  const [state] = instance.steps
  const given = said ? Object.keys({ ...said.outputs, ...said.fields }).length : 0
  if (!said || !state || given === 0) return undefined
  const answered = new Set([
    ...Object.keys(said.outputs).map((name) => outputLabel(instance.template, name)),
    ...Object.keys(said.fields),
  ])
  const missing = questionsOf(instance, state).some(({ required, label }) => required && !answered.has(label))
  const type = missing || step.kind !== 'form' ? 'setOutputs' : 'complete'
  return { type, step: step.id, ...said }
}
