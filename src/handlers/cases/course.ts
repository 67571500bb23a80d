import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, text } from '../arguments/index.ts'
import { keyed, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { caseLetters, caseNumbered } from './find-case.ts'

interface Course {
  verb: string
  action: 'pause' | 'resume' | 'cancel' | 'restart'
  summary: string
  reason: string
}

/** Stops a case, lets it go on, calls it off, takes it up again: each with a reason that stays in its history. */
const courseCommand = ({ verb, action, summary, reason: example }: Course) =>
  defineCommand({
    name: `事项 ${verb}`,
    aliases: [`${verb}事项`],
    summary,
    example: `/事项 ${verb} T2026-001 原因=${example}`,
    permission: 'case.change',
    scope: 'branch-or-union',
    args: {
      number: positional(caseNumber({ letter: 'T', letters: caseLetters })),
      reason: keyed(text({ label: '原因', max: 200 })),
    },
    async run({ number, reason }, ctx, { organisation }) {
      const found = await caseNumbered(ctx, organisation.id, number)
      const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
      if (meeting?.number === found.number && action === 'cancel')
        throw new Refusal('case/is-meeting', { number: found.number })
      // The meeting that the case convened has nothing to decide any more.
      if (meeting?.status === 'scheduled' && action === 'cancel')
        await ctx.unit.meetings.update(meeting.id, { status: 'cancelled', reason })
      await actOnCase(ctx, found.instance.id, { type: action, reason }, ctx.me().id)
      return {
        view: checklistView,
        ref: found.instance.id,
        privately: isRestricted(found.instance.template),
      }
    },
  })

export const pauseCase = courseCommand({
  verb: '暂停',
  action: 'pause',
  summary: '暂停办理一件事项，期间不再提醒',
  reason: '等待上级通知',
})
export const resumeCase = courseCommand({
  verb: '恢复',
  action: 'resume',
  summary: '恢复办理暂停的事项，已过的期限重新安排',
  reason: '通知已到',
})
export const cancelCase = courseCommand({
  verb: '取消',
  action: 'cancel',
  summary: '取消一件事项，停止其提醒',
  reason: '不再需要',
})
export const restartCase = courseCommand({
  verb: '重开',
  action: 'restart',
  summary: '重新办理已办结或已取消的事项',
  reason: '材料需要补充',
})
