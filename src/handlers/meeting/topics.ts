import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { agendaFor, isImportant, itemFor, readTopic } from '../../domain/meetings/topics.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { Meeting, ProcessCase } from '../../domain/ports/index.ts'
import { type Action, isFinished } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, choice, list } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { itemsOf, knownLater, namesAgenda, outputsOf, refuseTopicCount } from './arrange.ts'
import { leadsMeeting, meetingNamed, refuseOver } from './find.ts'
import { noticeView } from './reading.ts'
import { checklistView, signInView } from './views.ts'

/**
 * `/会议 议题 D2026-001 议题=…；…`: names the topics of a meeting of which only the date was known (from the plan of the
 * year), which does the checklist's first step; or names them anew while nothing of them is decided.
 */
export const nameTopics = defineCommand({
  name: '会议 议题',
  aliases: ['补充议题'],
  summary: '补充或更改会议议题，完成清单中的“确定议题”',
  example: '/会议 议题 D2026-001 议题=讨论2027年工作计划；接收预备党员',
  permission: 'meeting.arrange',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'D' })),
    topics: keyed(
      list({
        label: '议题',
        keys: ['主题', '内容'],
        max: 10,
        maxLength: 100,
        placeholder: '每行一项',
      }),
    ),
    important: optional(keyed(choice({ label: '重要事项', keys: ['重要'], words: { 是: true, 否: false } }))),
  },
  async run({ number, topics, important }, ctx, { organisation }) {
    const meeting = await meetingNamed(ctx, organisation.id, number)
    await refuseOthers(ctx, meeting)
    refuseOver(meeting)
    const found = meeting.instanceId ? await ctx.unit.processes.getForUpdate(meeting.instanceId) : null
    if (!found) throw new Refusal('card/not-ours', {})
    const { template } = found.instance
    const agenda = agendaFor(template, topics.map(readTopic))
    refuseTopicCount(template, { kind: meeting.kinds[0] ?? '', agenda })
    const items = itemsOf(agenda)
    await refuseDecided(ctx, meeting, found, items)
    for (const action of actionsFor(found, {
      items,
      outputs: outputsOf(template, {
        has_vote_items: items.length > 0,
        has_important_item: important ?? isImportant(agenda),
      }),
    }))
      await actOnCase(ctx, found.instance.id, action, ctx.me().id, 'of-the-caller')
    await ctx.unit.meetings.update(meeting.id, { topics: agenda })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'meeting.topics',
      object: meeting.id,
      facts: { number: meeting.number, topics: agenda.length, votes: items.length },
    })
    for (const view of [noticeView, signInView]) ctx.unit.touch(view, meeting.id)
    return { view: checklistView, ref: found.instance.id }
  },
})

/** Whoever leads a group and has no other office names the topics of the own group's meetings only. */
async function refuseOthers(ctx: Ctx, meeting: Meeting): Promise<void> {
  if (may(await ctx.rolesIn(meeting.organisationId), 'meeting.create')) return
  if (!(await leadsMeeting(ctx, meeting))) throw new Refusal('meeting/own-group-only', { groups: [] })
}

/** An item that is being voted on, or was decided, keeps its number and words. */
async function refuseDecided(
  ctx: Ctx,
  meeting: Meeting,
  { instance }: ProcessCase,
  items: ReturnType<typeof itemsOf>,
): Promise<void> {
  const ballots = await ctx.unit.ballots.ofMeeting(meeting.id)
  const bound = new Set([
    ...instance.steps.flatMap((step) => (step.item !== null && isFinished(step) ? [step.item] : [])),
    ...ballots.flatMap(({ matter }) => itemFor(instance.items, matter)?.id ?? []),
  ])
  for (const { id, title } of instance.items)
    if (bound.has(id) && items.find((one) => one.id === id)?.title !== title)
      throw new Refusal('process/item-decided', { item: title })
}

/** What names the topics in a case: the items, then the first step, which is done anew where it was done. */
function actionsFor(
  { instance }: ProcessCase,
  { items, outputs }: { items: ReturnType<typeof itemsOf>; outputs: Record<string, boolean> },
): Action[] {
  const [first] = instance.template.steps
  if (!first || !namesAgenda(instance.template)) {
    const known = Object.entries(knownLater(instance.template, { has_vote_items: items.length > 0 }))
    return [
      { type: 'setItems', items },
      ...known.map(([step, said]): Action => ({ type: 'setOutputs', step, outputs: said })),
    ]
  }
  const done = instance.steps.some((step) => step.id === first.id && isFinished(step))
  return [
    ...(done ? [{ type: 'reopen' as const, step: first.id }] : []),
    { type: 'setItems', items },
    { type: 'complete', step: first.id, outputs },
  ]
}
