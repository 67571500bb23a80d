import { checklistCard } from '../../cards/checklist-card.ts'
import { optionOf } from '../../cards/meeting-actions.ts'
import { shortened } from '../../cards/wording.ts'
import { anyProvisional } from '../../domain/calendar/provisional.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { readableSteps } from '../../domain/cases/readers.ts'
import { expectedAt } from '../../domain/meetings/attendees.ts'
import type { Evidence, Meeting, ProcessCase } from '../../domain/ports/index.ts'
import {
  archiveCheck,
  type ChecklistRow,
  checklist,
  progress,
  stepNamed,
} from '../../domain/process/index.ts'
import type { StepFeature } from '../define/step-feature.ts'
import { defineView, type ViewCtx } from '../define/view.ts'
import { offersOf } from './offers.ts'
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
    const records = await ctx.unit.stepRecords.ofCase(caseId)
    const readable = await readableSteps(ctx, found, ctx.viewerId)
    const rows = checklist(found.instance, ctx.now)
    const card = checklistCard({
      caseId,
      number: found.number,
      title: found.title,
      process: found.instance.template.label,
      state: found.instance.state,
      reason: found.instance.reason ?? found.instance.hold?.note ?? null,
      meeting,
      heldAt: meeting || !found.instance.anchors.T ? null : new Date(found.instance.anchors.T),
      progress: progress(found.instance),
      rows: rows.map((row) => (readable.has(row.step) ? row : { ...row, reason: null })),
      roster,
      nameOf: (id) => people.find((one) => one.id === id)?.name ?? '',
      archive: archiveCheck(found.instance),
      offers: offersOf(found, features(), {
        meeting,
        records,
        now: ctx.now,
        catalogue: ctx.catalogue,
      }),
      deadlines: deadlinesOf(found, ctx.now),
      links: await linksOf(ctx, found),
      said: saidIn(found, readable),
      tasks: await tasksOf(ctx, caseId),
      records: records.filter((one) => one.usedAt === null),
      papers: countsByStep(await ctx.unit.evidence.ofCase(caseId)),
      notice: attendance && {
        read: attendance.filter((one) => one.readAt !== null).length,
        asked: meeting
          ? (await expectedAt(ctx.unit, meeting, ctx.catalogue.cadences.obligations, ctx.today)).length
          : 0,
      },
      provisional: anyProvisional(ctx.catalogue.calendar, daysAhead(meeting, rows)),
      dayRemark: meeting?.status === 'scheduled' ? dayRemark(ctx, meeting.startsOn) : null,
      zone: ctx.zone,
      now: ctx.now,
    })
    return { card, open: found.instance.state === 'open' || found.instance.state === 'held' }
  })

function countsByStep(papers: readonly Evidence[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of papers) {
    const step = optionOf(one)
    counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  return counts
}

/** A meeting on a day off is warned of and not blocked (DOMAIN §4.4). */
const dayRemark = ({ catalogue: { calendar } }: ViewCtx, date: string): string | null =>
  calendar.isWorkingDay(date) ? null : '会议当天是休息日，请确认是否合适'

const daysAhead = (meeting: Meeting | null, rows: readonly ChecklistRow[]) => [
  meeting?.status === 'scheduled' ? meeting.startsOn : null,
  ...rows.filter(({ state }) => state === 'open' || state === 'waiting').map(({ due }) => due?.date),
]

/** Hard deadlines of steps that are not done yet. */
const deadlinesOf = ({ instance }: ProcessCase, now: Date) =>
  checklist(instance, now).flatMap(({ step, label, state, due, overdueHard }) =>
    due &&
    (state === 'open' || state === 'waiting') &&
    stepNamed(instance.template, step)?.config.hard_deadline === true
      ? [{ label, date: due.date, passed: overdueHard }]
      : [],
  )

/** The case that led to this one and those that it led to; of a restricted one its number alone. */
async function linksOf({ unit }: ViewCtx, { instance, parent }: ProcessCase) {
  const named = ({ title, number, instance: { template } }: ProcessCase) =>
    isRestricted(template) ? number : `${title}（${number}）`
  const before = parent ? await unit.processes.get(parent.caseId) : null
  const after = await unit.processes.children(instance.id)
  return [
    ...(before ? [{ label: '来源', value: named(before) }] : []),
    ...(after.length > 0 ? [{ label: '后续', value: after.map(named).join('、') }] : []),
  ]
}

/** What was entered on the steps that the viewer may read. */
const saidIn = ({ instance }: ProcessCase, readable: ReadonlySet<string>) =>
  instance.steps
    .filter(({ id }) => readable.has(id))
    .flatMap((state) => saidOf(instance, state))
    .slice(-12)

/** The tasks that the case gave out, as its card shows them. What is put right under rectification is for its circle. */
async function tasksOf({ unit, today }: ViewCtx, caseId: string) {
  const tasks = await unit.tasks.ofOrigin(caseId)
  const open = tasks.filter(({ state }) => state === 'open')
  const owners = open.flatMap(({ ownerId }) => ownerId ?? [])
  const names = new Map((await unit.rosters.members([...new Set(owners)])).map((one) => [one.id, one.name]))
  const lines = open.map(({ number, label, ownerId, dueOn }) => {
    const due = dueOn === null ? '' : `　${dueOn.slice(5)}前${dueOn < today ? '　已逾期' : ''}`
    return `${number} ${shortened(label, 30)}　${names.get(ownerId ?? '') ?? ''}${due}`
  })
  return { done: tasks.length - open.length, total: tasks.length, open: lines }
}
