import { timeWords } from '../../cards/wording.ts'
import { bindToStep } from '../../domain/cases/step-records.ts'
import { meetingWord } from '../../domain/meetings/kinds.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Instruction, Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { type ReportKind, reportKinds } from '../../domain/reports/kinds.ts'
import { reportLimits } from '../../domain/reports/report-text.ts'
import { reportViews } from '../../domain/reports/views.ts'
import { caseNumber, choice, list, longText, text } from '../arguments/index.ts'
import { ofStep } from '../arguments/of-step.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { keyed, optional, positional, unless } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { reportOfStep } from './of-step.ts'
import { submitReport } from './submit-report.ts'

const words = Object.fromEntries(
  Object.entries(reportKinds).map(([kind, { label }]) => [label, kind]),
) as Record<string, ReportKind>

/**
 * `/报告 新建 <类型> 主送=… 事项=… 会议=…`: without 正文 it is drafted from the meeting or instruction that it is about.
 */
export const newReport = defineCommand({
  name: '报告 新建',
  aliases: ['写报告', '报告'],
  summary: '向上级报告，上级在群里签收或退回修改',
  example: '/报告 新建 会议情况 会议=D2026-001 主送=局党委',
  permission: 'report.submit',
  ownBy: 'forStep',
  scope: 'branch-or-union',
  args: {
    kind: positional(choice({ label: '类型', words })),
    matter: optional(keyed(text({ label: '事项', max: reportLimits.matter }))),
    addressee: optional(keyed(text({ label: '主送', max: 40, placeholder: '上级组织的名称' }))),
    body: unless(keyed(longText({ label: '正文', max: reportLimits.body })), 'meeting', 'instruction'),
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    instruction: optional(keyed(caseNumber({ label: '指示', letter: 'S' }))),
    forStep: optional(keyed(ofStep(reportOfStep.serves))),
    attachments: optional(keyed(list({ label: '附件', max: 10, maxLength: 40 }))),
  },
  async run(given, ctx, { organisation }) {
    await ctx.allow(
      'report.submit',
      organisation.id,
      given.forStep && (await isOwn(ctx, given.forStep.found, given.forStep.step.id)),
    )
    const meeting = await meetingNumbered(ctx, organisation, given.meeting)
    const instruction = await instructionToReport(ctx, organisation, given.instruction)
    const drafted = given.body ?? draft(ctx, meeting, instruction)
    if (drafted === null)
      throw new Refusal('form/field', {
        label: '正文',
        sentence: '请写明正文，或写明会议=编号、指示=编号，由系统据以起草。',
      })
    const report = await submitReport(ctx, organisation, {
      kind: given.kind,
      matter: given.matter ?? matterOf(given.kind, meeting, ctx),
      text: drafted,
      addressee: given.addressee,
      attachments: given.attachments ?? [],
      meetingId: meeting?.id ?? null,
      caseId: given.forStep?.link.caseId ?? meeting?.instanceId ?? null,
      step: given.forStep?.link.step ?? null,
      instructionId: instruction?.id ?? null,
    })
    if (given.forStep)
      await bindToStep(ctx, given.forStep.link, { kind: 'report', ref: report.id, label: report.number })
    const content = { view: reportViews.branch, ref: report.id }
    if (given.forStep && given.forStep.step.visibility !== 'branch') return { ...content, privately: true }
    if (ctx.chat.type !== 'group')
      await postToGroup(ctx, organisation.id, {
        key: `report:${report.id}:branch`,
        content,
        priority: 'reply',
      })
    return content
  },
})

async function meetingNumbered(
  ctx: Ctx,
  { id }: Organisation,
  number: string | undefined,
): Promise<Meeting | null> {
  if (number === undefined) return null
  const found = await ctx.unit.meetings.byNumber(id, number)
  if (!found) throw new Refusal('case/unknown', { number, what: '会议' })
  if (found.status === 'cancelled') throw new Refusal('meeting/cancelled', { number: found.number })
  return found
}

async function instructionToReport(
  ctx: Ctx,
  { id }: Organisation,
  number: string | undefined,
): Promise<Instruction | null> {
  if (number === undefined) return null
  const found = await ctx.unit.instructions.byNumber(id, number)
  if (!found) throw new Refusal('case/unknown', { number, what: '上级指示' })
  if (found.classified) throw new Refusal('instruction/classified', { number: found.number })
  if (found.state === 'registered') throw new Refusal('instruction/not-executed', { number: found.number })
  return found
}

const matterOf = (kind: ReportKind, meeting: Meeting | null, ctx: Ctx): string =>
  meeting
    ? `${meeting.startsOn.slice(0, 4)}年${Number(meeting.startsOn.slice(5, 7))}月${meetingWord(meeting.kinds[0] ?? '')}召开情况`
    : `${ctx.today.slice(0, 4)}年${reportKinds[kind].title}`

/** What can be said from the rows alone; null = somebody has to write it. */
function draft(ctx: Ctx, meeting: Meeting | null, instruction: Instruction | null): string | null {
  if (instruction)
    return `按照${instruction.documentNumber ? `${instruction.documentNumber} ` : ''}“${instruction.title ?? ''}”的要求，我支部认真组织落实，现将落实情况报告如下：${instruction.execution ?? ''}`
  if (!meeting) return null
  const topics = meeting.topics.map((one, at) => `${at + 1}.${one.text}`).join('；')
  return [
    `${timeWords(meeting.startsAt, ctx.zone)}，在${meeting.place || '（地点）'}召开${meetingWord(meeting.kinds[0] ?? '')}（${meeting.number}）。`,
    ...(topics === '' ? [] : [`议题：${topics}。`]),
  ].join('\n')
}
