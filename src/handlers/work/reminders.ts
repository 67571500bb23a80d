import { type WorkFacts, workReminderCard } from '../../cards/work-cards.ts'
import { daysBetween } from '../../domain/calendar/dates.ts'
import { localDate } from '../../domain/calendar/local-time.ts'
import { titleOf } from '../../domain/instructions/states.ts'
import { openObjections } from '../../domain/public-notices/outcome.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import { readWorkRef, type WorkKind } from '../../domain/work/reminders.ts'
import { originWords } from '../../domain/work/words.ts'
import type { Base } from '../define/context.ts'
import { defineView } from '../define/view.ts'

/** What of a piece of work is still to be done; null = nothing, and the reminder is not sent. */
type Source = (
  id: string,
  ctx: Base,
) => Promise<Omit<WorkFacts, 'overdueDays' | 'provisional' | 'today'> | null>

/** Objections to be concluded before a period ends: how many, never what they say. */
const notice: Source = async (id, ctx) => {
  const found = await ctx.unit.publicNotices.get(id)
  if (!found?.endsAt || (found.state !== 'open' && found.state !== 'held')) return null
  const open = openObjections(await ctx.unit.publicNotices.objections(id)).length
  if (open === 0) return null
  return {
    label: `核实并办结异议（${open}件）`,
    number: found.number,
    origin: '公示期内的异议',
    due: localDate(found.endsAt, ctx.zone),
    command: `/公示 异议 ${found.number}`,
  }
}

/** A task that comes of a decision. */
const task: Source = async (id, ctx) => {
  const found = await ctx.unit.tasks.get(id)
  if (found?.state !== 'open' || found.dueOn === null) return null
  return {
    label: found.label,
    number: found.number,
    origin: `${originWords[found.origin]} ${found.originNumber}`,
    due: found.dueOn,
    command: `/任务 办结 ${found.number} 说明=…`,
  }
}

/** An instruction until the superior has the report; of a classified one its number only. */
const instruction: Source = async (id, ctx) => {
  const found = await ctx.unit.instructions.get(id)
  if (!found || found.state === 'reported' || found.dueOn === null) return null
  return {
    label: `落实：${titleOf(found)}`,
    number: found.number,
    origin: '上级指示',
    due: found.dueOn,
    command:
      found.state === 'registered'
        ? `/上级指示 落实 ${found.number} 情况=…`
        : `/报告 新建 落实情况 指示=${found.number}`,
  }
}

/** A rectification item until it is accepted: its measure, never the problem. */
const rectification: Source = async (id, ctx) => {
  const found = await ctx.unit.rectifications.get(id)
  if (!found || found.state === 'closed') return null
  return {
    label: found.state === 'submitted' ? `验收：${found.measure}` : `整改：${found.measure}`,
    number: found.number,
    origin: '整改台账',
    due: found.dueOn,
    command: `/整改 查看 ${found.number}`,
  }
}

/** A suggestion until it is answered: its number, never its text or author. */
const suggestion: Source = async (id, ctx) => {
  const found = await ctx.unit.suggestions.get(id)
  if (!found || found.repliedOn !== null) return null
  return {
    label: found.state === 'submitted' ? '评审并答复合理化建议' : '答复合理化建议',
    number: found.number,
    origin: '合理化建议',
    due: found.dueOn,
    command: `/建议 查询 ${found.number}`,
  }
}

const sources: Record<WorkKind, Source> = { notice, task, instruction, rectification, suggestion }

/** A reminder of work that is no step of a case: silent once it is done. */
export const workReminder = defineView(reminderViews.work, async (ref, ctx) => {
  const { what, id } = readWorkRef(ref)
  const facts = await sources[what](id, ctx)
  if (!facts) return { silent: 'finished' }
  const overdueDays = Math.max(0, daysBetween(facts.due, ctx.today))
  const provisional = ctx.catalogue.calendar.isProvisional(facts.due)
  return { open: false, card: workReminderCard({ ...facts, overdueDays, provisional, today: ctx.today }) }
})
