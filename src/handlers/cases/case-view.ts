import { checklistCard } from '../../cards/checklist-card.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { archiveCheck, checklist, progress, stepNamed } from '../../domain/process/index.ts'
import type { StepFeature } from '../define/step-feature.ts'
import { defineView } from '../define/view.ts'

/** A case's checklist, from its rows. */
export const checklistOfCase = (features: () => readonly StepFeature[]) =>
  defineView(checklistView, async (caseId, ctx) => {
    const found = await ctx.unit.processes.get(caseId)
    if (!found) return null
    const meeting = await ctx.unit.meetings.byInstance(caseId)
    const roster = await ctx.unit.rosters.roster(found.organisationId, ctx.today)
    const people = await ctx.unit.rosters.members([
      ...new Set(
        found.instance.steps.flatMap((step) => [step.assignee, step.doneBy].filter((one) => one !== null)),
      ),
    ])
    const attendance = meeting?.noticedAt ? await ctx.unit.attendance.ofMeeting(meeting.id) : null
    const card = checklistCard({
      caseId,
      number: found.number,
      title: found.title,
      state: found.instance.state,
      reason: found.instance.reason,
      meeting,
      progress: progress(found.instance),
      rows: checklist(found.instance, ctx.now),
      roster,
      nameOf: (id) => people.find((one) => one.id === id)?.name ?? '',
      archive: archiveCheck(found.instance),
      offers: offersOf(found, features(), ctx.now),
      records: (await ctx.unit.stepRecords.ofCase(caseId)).filter((one) => one.usedAt === null),
      notice: attendance && {
        read: attendance.filter((one) => one.readAt !== null).length,
        asked: roster.length,
      },
      zone: ctx.zone,
      now: ctx.now,
    })
    return { card, open: found.instance.state === 'open' || found.instance.state === 'held' }
  })

/** What can be opened for steps that can be done now. */
function offersOf({ instance }: ProcessCase, features: readonly StepFeature[], now: Date) {
  return checklist(instance, now).flatMap(({ step: id, item, label, state, objection }) => {
    const step = stepNamed(instance.template, id)
    const feature = step && features.find(({ serves }) => serves(step))
    const free =
      objection === null ||
      objection.code === 'process/needs-record' ||
      objection.code === 'process/needs-outputs'
    return feature && state === 'open' && free ? [{ step: id, item, label, button: feature.button }] : []
  })
}
