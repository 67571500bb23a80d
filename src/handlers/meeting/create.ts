import { startCase } from '../../domain/cases/start-case.ts'
import { meetingTitle, meetingWord, meetingWords } from '../../domain/meetings/kinds.ts'
import { isImportant, readTopic } from '../../domain/meetings/topics.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Topic } from '../../domain/ports/index.ts'
import type { Item, ProcessTemplate } from '../../domain/process/index.ts'
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
    const items = itemsOf(agenda)
    const found = await startCase(
      ctx,
      {
        template,
        organisation,
        title: meetingTitle(kind, when.date),
        year: Number(when.date.slice(0, 4)),
        anchors: { T: when.at },
        items,
        first: outputsOf(template, {
          has_vote_items: items.length > 0,
          has_important_item: important ?? isImportant(agenda),
        }),
        startedBy: ctx.me().id,
        meeting: {
          kinds: [kind],
          startsAt: when.at,
          startsOn: when.date,
          place: place ?? '',
          topics: agenda,
          hostId: host?.memberId ?? null,
        },
      },
      'of-the-caller',
    )
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'meeting.create',
      object: found.instance.id,
      facts: { number: found.number, kind, starts: when.at.toISOString(), topics: agenda.length },
    })
    return { view: checklistView, ref: found.instance.id }
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

/** Values of the agenda step, where it declares them. */
function outputsOf(template: ProcessTemplate, facts: Record<string, boolean>): Record<string, boolean> {
  const declared = template.steps[0]?.outputs ?? []
  const names = declared.map((one) => one.split(':')[0] ?? one)
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))
}
