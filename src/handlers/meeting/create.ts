import { meetingForms, meetingWords } from '../../domain/meetings/kinds.ts'
import { readTopic } from '../../domain/meetings/topics.ts'
import { choice, dateTime, list, member, period, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { arrangeMeeting } from './arrange.ts'
import { checklistView } from './views.ts'

/**
 * `/会议 新建 党员大会 2026-12-25 15:00 议题=…；… 地点=…`: a numbered case, its meeting, and the checklist. A group leader
 * arranges the meetings of the own group; 补开= says which missed period it makes up.
 */
export const createMeeting = defineCommand({
  name: '会议 新建',
  aliases: ['开会', '新建会议', '安排会议'],
  summary: '安排会议，生成编号和会前、会中、会后清单',
  example: '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划；接收预备党员 地点=二楼会议室',
  permission: 'meeting.arrange',
  scope: 'branch-or-union',
  args: {
    kind: positional(choice({ label: '类型', words: meetingWords })),
    when: positional(dateTime({ label: '时间' })),
    topics: keyed(
      list({
        label: '议题',
        keys: ['主题', '内容'],
        max: 10,
        maxLength: 100,
        placeholder: '每行一项',
      }),
    ),
    place: optional(keyed(text({ label: '地点', max: 60 }))),
    host: optional(keyed(member({ label: '主持' }))),
    participants: optional(
      keyed(text({ label: '参加', keys: ['列席'], max: 100, placeholder: '另请参加的人' })),
    ),
    form: optional(keyed(choice({ label: '形式', words: meetingForms }))),
    group: optional(keyed(text({ label: '党小组', max: 20, placeholder: '党小组会：哪个小组' }))),
    serves: optional(keyed(period({ label: '补开', keys: ['归属'] }))),
    important: optional(keyed(choice({ label: '重要事项', keys: ['重要'], words: { 是: true, 否: false } }))),
  },
  async run({ kind, when, topics, place, host, participants, form, group, serves, important }, ctx, scope) {
    const found = await arrangeMeeting(ctx, scope.organisation, {
      kind,
      form,
      group,
      date: when.date,
      at: when.at,
      agenda: topics.map(readTopic),
      place,
      hostId: host?.memberId,
      participants,
      serves,
      important,
    })
    return { view: checklistView, ref: found.instance.id }
  },
})
