import { revisionRef } from '../../domain/approval/views.ts'
import { requiredText } from '../../domain/conversation/typed-text.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Report } from '../../domain/ports/index.ts'
import type { ReportKind } from '../../domain/reports/kinds.ts'
import { reportLimits, writtenReport } from '../../domain/reports/report-text.ts'
import { reportViews } from '../../domain/reports/views.ts'
import { addresseeOf } from '../approval/addressee.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { refuseRequestIn } from './report-facts.ts'

/** What a report is made of, whoever writes it. */
interface NewReport {
  kind: ReportKind
  matter: string
  text: string
  addressee: string | undefined
  attachments?: readonly string[]
  meetingId?: string | null
  instructionId?: string | null
  caseId?: string | null
  step?: string | null
}

/**
 * Numbers a report and puts it to the superior's group with 签收 and 退回修改; for one outside the system it waits for
 * `/报告 登记`. Refuses a text that asks for a decision.
 */
export async function submitReport(ctx: Ctx, organisation: Organisation, given: NewReport): Promise<Report> {
  refuseRequestIn(given.matter, given.text)
  const to = await addresseeOf(ctx, organisation, given.addressee)
  const me = ctx.me().id
  const body = writtenReport(
    {
      matter: given.matter,
      branch: organisation.name,
      addressee: to.name,
      date: ctx.today,
      attachments: given.attachments ?? [],
    },
    given.text,
  )
  const report: Report = {
    id: ctx.unit.newId(),
    organisationId: organisation.id,
    superiorId: to.superiorId,
    addressee: to.name,
    number: await ctx.unit.nextNumber(organisation.id, 'R', Number(ctx.today.slice(0, 4))),
    kind: given.kind,
    matter: given.matter,
    body: requiredText(body, '正文（含标题、附件和署名）', reportLimits.body),
    state: to.superiorId === null ? 'drafted' : 'sent',
    revision: 1,
    meetingId: given.meetingId ?? null,
    instructionId: given.instructionId ?? null,
    caseId: given.caseId ?? null,
    step: given.step ?? null,
    submittedBy: me,
    submittedAt: ctx.now,
    authors: [me],
    handledBy: null,
    handledAt: null,
    comment: null,
    sentOn: null,
    sentBy: null,
    sentNumber: null,
  }
  await ctx.unit.reports.insert(report)
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: me,
    action: 'report.submit',
    object: report.id,
    facts: { number: report.number, kind: report.kind, superior: report.superiorId, revision: 1 },
  })
  await postToSuperior(ctx, report)
  return report
}

/** The card of this revision in the superior's group; nothing where the superior is outside the system. */
export async function postToSuperior(ctx: Ctx, { id, superiorId, revision }: Report): Promise<void> {
  if (superiorId === null) return
  await postToGroup(ctx, superiorId, {
    key: `report:${id}:r${revision}`,
    content: { view: reportViews.superior, ref: revisionRef(id, revision) },
    priority: 'approval',
  })
}
