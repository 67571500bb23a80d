import { followUp } from '../../domain/cases/act-on-case.ts'
import { meetingTitle, meetingWord, meetingWords } from '../../domain/meetings/kinds.ts'
import { isImportant, readTopic } from '../../domain/meetings/topics.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Meeting, Topic } from '../../domain/ports/index.ts'
import { act, type Item, type ProcessTemplate, start } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, dateTime, list, member, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { checklistView } from './views.ts'

/**
 * `/会议 新建 党员大会 2026-12-25 15:00 议题=…；… 地点=…`: a numbered case, its meeting, and the checklist. The agenda
 * step is done by the command itself, since it names topics and time.
 */
export const createMeeting = defineCommand({
  name: '会议 新建',
  aliases: ['开会', '新建会议', '安排会议'],
  summary: '安排会议，生成编号和会前、会中、会后清单',
  example: '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划；接收预备党员 地点=二楼会议室',
  permission: 'meeting.create',
  scope: 'branch',
  args: {
    kind: positional(choice({ label: '类型', words: meetingWords })),
    when: positional(dateTime({ label: '时间' })),
    topics: keyed(list({ label: '议题', max: 10, maxLength: 100, placeholder: '每行一项' })),
    place: optional(keyed(text({ label: '地点', max: 60 }))),
    host: optional(keyed(member({ label: '主持' }))),
    important: optional(keyed(choice({ label: '重要事项', keys: ['重要'], words: { 是: true, 否: false } }))),
  },
  async run({ kind, when, topics, place, host, important }, ctx, { organisation }) {
    const template = templateOf(ctx, kind)
    await refuseDouble(ctx, organisation, kind, when.at)
    const agenda = topics.map(readTopic)
    const year = Number(when.date.slice(0, 4))
    const number = await ctx.unit.nextNumber(organisation.id, 'D', year)
    const title = meetingTitle(kind, when.date)
    const caseId = ctx.unit.newId()
    const instance = await startCase(ctx, {
      caseId,
      template,
      organisation,
      at: when.at,
      agenda,
      important: important ?? isImportant(agenda),
    })
    await ctx.unit.processes.insert({
      organisationId: organisation.id,
      number,
      title,
      startedBy: ctx.me().id,
      startedAt: ctx.now,
      instance,
    })
    const meeting: Meeting = {
      id: ctx.unit.newId(),
      organisationId: organisation.id,
      instanceId: caseId,
      number,
      kinds: [kind],
      startsAt: when.at,
      startsOn: when.date,
      place: place ?? '',
      topics: agenda,
      hostId: host?.memberId ?? null,
      status: 'scheduled',
      reason: null,
      noticedAt: null,
      groups: null,
      makeUpFor: null,
      attributedTo: null,
      attended: null,
      eligible: null,
      createdBy: ctx.me().id,
      createdAt: ctx.now,
    }
    await ctx.unit.meetings.insert(meeting)
    await followUp(ctx, {
      organisationId: organisation.id,
      number,
      title,
      startedBy: ctx.me().id,
      startedAt: ctx.now,
      instance,
    })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'meeting.create',
      object: meeting.id,
      facts: { number, kind, starts: when.at.toISOString(), topics: agenda.length },
    })
    return { view: checklistView, ref: caseId }
  },
})

function templateOf(ctx: Ctx, kind: string): ProcessTemplate {
  const obligation = ctx.catalogue.cadences.obligations.find((one) => one.id === kind)
  const template = obligation?.process ? ctx.catalogue.processes.get(obligation.process) : undefined
  if (!template) throw new Refusal('meeting/kind-not-served', { kind: meetingWord(kind) })
  return template
}

async function refuseDouble(ctx: Ctx, organisation: Organisation, kind: string, at: Date): Promise<void> {
  const day = await ctx.unit.meetings.latest(organisation.id, 50)
  const same = day.find(
    (one) => one.status === 'scheduled' && one.kinds.includes(kind) && +one.startsAt === +at,
  )
  if (same) throw new Refusal('meeting/exists', { number: same.number })
}

/** Agenda items that are put to the vote, as the engine knows them. */
export const itemsOf = (topics: readonly Topic[]): Item[] =>
  topics.flatMap((topic, index) =>
    topic.vote ? [{ id: `t${index + 1}`, title: topic.text, kind: topic.kind }] : [],
  )

async function startCase(
  ctx: Ctx,
  given: {
    caseId: string
    template: ProcessTemplate
    organisation: Organisation
    at: Date
    agenda: Topic[]
    important: boolean
  },
) {
  const { organisation, template } = given
  const roster = await ctx.unit.rosters.roster(organisation.id, ctx.today)
  const groups = await ctx.unit.organisations.children(organisation.id, 'group')
  const items = itemsOf(given.agenda)
  const started = start(
    template,
    {
      id: given.caseId,
      anchors: { S: ctx.now, T: given.at },
      org: {
        has_committee: organisation.committeeFrom !== null,
        has_groups: groups.length > 0,
        has_union: organisation.unionFrom !== null,
      },
      items,
      assignees: assigneesOf(template, roster),
      startedBy: ctx.me().id,
    },
    ctx.now,
    ctx.catalogue.calendar,
    ctx.zone,
  )
  const [first] = template.steps
  if (first?.kind !== 'form' || first.phase !== template.phases[0]) return started.instance
  return act(
    started.instance,
    {
      type: 'complete',
      step: first.id,
      outputs: outputsOf(first.outputs, { items: items.length, important: given.important }),
    },
    ctx.me().id,
    ctx.now,
    ctx.catalogue.calendar,
    ctx.zone,
  ).instance
}

/** Values of the agenda step, where it declares them. */
function outputsOf(
  declared: readonly string[],
  facts: { items: number; important: boolean },
): Record<string, boolean> {
  const known: Record<string, boolean> = {
    has_vote_items: facts.items > 0,
    has_important_item: facts.important,
  }
  const names = declared.map((one) => one.split(':')[0] ?? one)
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)))
}

/** Roles that one person answers for are named from the beginning; a body's steps stay with the body. */
function assigneesOf(
  template: ProcessTemplate,
  roster: Awaited<ReturnType<Ctx['unit']['rosters']['roster']>>,
): Record<string, string> {
  const bodies = ['committee', 'member', 'formal_member', 'group_leader']
  return Object.fromEntries(
    template.steps.flatMap((step) => {
      const [holder] = bodies.includes(step.role) ? [] : holdersOf(roster, step.role)
      return holder ? [[step.id, holder]] : []
    }),
  )
}
