import { stepAsk } from '../../cards/case-actions.ts'
import { checklistCard } from '../../cards/checklist-card.ts'
import { commandOpen } from '../../cards/form-cards.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { readableSteps } from '../../domain/cases/readers.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import {
  archiveCheck,
  type ChecklistRow,
  checklist,
  isInternalApproval,
  progress,
  questionsOf,
} from '../../domain/process/index.ts'
import { type ForStep, stepsFor, writtenStep } from '../arguments/case-step.ts'
import type { StepFeature } from '../define/step-feature.ts'
import { defineView } from '../define/view.ts'
import { saidOf } from './said.ts'

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
    const readable = await readableSteps(ctx, found, ctx.viewerId)
    const card = checklistCard({
      caseId,
      number: found.number,
      title: found.title,
      state: found.instance.state,
      reason: found.instance.reason,
      meeting,
      progress: progress(found.instance),
      rows: checklist(found.instance, ctx.now).map((row) =>
        readable.has(row.step) ? row : { ...row, reason: null },
      ),
      roster,
      nameOf: (id) => people.find((one) => one.id === id)?.name ?? '',
      archive: archiveCheck(found.instance),
      offers: offersOf(found, features(), meeting !== null, ctx.now),
      said: saidIn(found, readable),
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

/** Features first, then forms and approvals; what a tick does has no button. */
function offersOf(found: ProcessCase, features: readonly StepFeature[], meets: boolean, now: Date) {
  const rows = checklist(found.instance, now).filter(
    ({ state, objection }) => state === 'open' && onlyLacks(objection),
  )
  return stepsFor(found, () => true).flatMap((at) => {
    const row = rows.find(({ step, item }) => step === at.step.id && item === at.item)
    if (!row) return []
    const feature = features.find(({ serves }) => serves(at.step))
    const served = feature && { button: feature.button, action: commandFor(feature, at) }
    const asked = askFor(found, at, meets)
    const label = at.item === null ? at.step.label : at.title
    return [served, asked].flatMap((one) => (one ? [{ label, ...one }] : []))
  })
}

const commandFor = ({ command, texts }: StepFeature, at: ForStep) =>
  commandOpen({
    command,
    texts: { ...texts(at), forStep: writtenStep(at.found.number, at.step.id, at.item) },
  })

/** The form of a step that asks something; a meeting's own notice and sign-in have cards of their own. */
function askFor({ instance }: ProcessCase, { step, link }: ForStep, meets: boolean) {
  const action = stepAsk({ case: link.caseId, step: step.id, item: link.item })
  if (isInternalApproval(step)) return { button: '审批', action }
  if (meets && (step.gate === 'quorum' || step.kind === 'notice')) return null
  const state = instance.steps.find((one) => one.id === step.id && one.item === link.item)
  const asks = state && step.kind !== 'task' && questionsOf(instance, state).length > 0
  return asks ? { button: '填写', action } : null
}

/** What a step lacks is what its feature or its form gives. */
const onlyLacks = (objection: ChecklistRow['objection']): boolean =>
  objection === null ||
  objection.code === 'process/needs-record' ||
  objection.code === 'process/needs-outputs'

/** What was entered on the steps that the viewer may read. */
const saidIn = ({ instance }: ProcessCase, readable: ReadonlySet<string>) =>
  instance.steps
    .filter(({ id }) => readable.has(id))
    .flatMap((state) => saidOf(instance, state))
    .slice(-12)
