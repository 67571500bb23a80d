import type { Report } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reportLimits } from '../../domain/reports/report-text.ts'
import { reportViews } from '../../domain/reports/views.ts'
import { caseNumber, dateOnly, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { closeReported } from './arrival.ts'
import { handledBefore, touchReport } from './report-facts.ts'

/** `/报告 登记 R2026-001 方式=机要交换 日期=… 文号=…`: 登记已报送, for a superior outside the system; once. */
export const registerDelivery = defineCommand({
  name: '报告 登记',
  aliases: ['登记已报送', '已报送'],
  summary: '登记报告已报送系统外的上级（日期、方式、文号）',
  example: '/报告 登记 R2026-001 方式=机要交换 日期=2026-11-20 文号=机关一支〔2026〕8号',
  permission: 'report.register',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'R' })),
    way: keyed(text({ label: '方式', max: reportLimits.way, placeholder: '例如：机要交换、当面报送' })),
    date: optional(keyed(dateOnly({ label: '日期', past: true }))),
    documentNumber: optional(keyed(text({ label: '文号', max: reportLimits.number }))),
  },
  async run({ number, way, date, documentNumber }, ctx, { organisation }) {
    const found = await ctx.unit.reports.byNumber(organisation.id, number)
    const before = found && (await ctx.unit.reports.getForUpdate(found.id))
    if (!before) throw new Refusal('case/unknown', { number, what: '报告' })
    if (before.superiorId !== null)
      throw new Refusal('report/in-system', { number: before.number, superior: before.addressee })
    if (before.state !== 'drafted') throw await handledBefore(ctx, before)
    const sentOn = date ?? ctx.today
    if (sentOn > ctx.today) throw new Refusal('report/in-future', { date: sentOn })
    const me = ctx.me().id
    const change = {
      state: 'delivered' as const,
      handledBy: me,
      handledAt: ctx.now,
      sentOn,
      sentBy: way,
      sentNumber: documentNumber ?? null,
    }
    await ctx.unit.reports.update(before.id, change)
    const report: Report = { ...before, ...change }
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: me,
      action: 'report.register',
      object: report.id,
      facts: { number: report.number, date: sentOn },
    })
    touchReport(ctx, report)
    await closeReported(ctx, report)
    return { view: reportViews.branch, ref: report.id }
  },
})
