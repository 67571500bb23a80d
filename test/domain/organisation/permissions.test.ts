import { describe, expect, it } from 'vitest'
import { may, type Permission, permissions, type Role } from '../../../src/domain/organisation/permissions.ts'

const roles: Role[] = [
  'secretary',
  'deputy_secretary',
  'org_member',
  'publicity_member',
  'discipline_member',
  'group_leader',
  'superior_clerk',
  'member',
  'superior',
  'higher_superior',
  'self',
]

describe('who may do what', () => {
  it('is this table, action by action', () => {
    const table = Object.fromEntries(
      (Object.keys(permissions) as Permission[]).map((action) => [
        action,
        roles.filter((role) => may(new Set([role]), action)).join(' '),
      ]),
    )
    expect(table).toMatchInlineSnapshot(`
      {
        "aid.totals": "secretary deputy_secretary",
        "attendance.open": "secretary deputy_secretary org_member self",
        "attendance.sign": "member",
        "ballot.close": "secretary deputy_secretary self",
        "ballot.count": "member",
        "ballot.names": "secretary deputy_secretary org_member",
        "ballot.open": "secretary deputy_secretary self",
        "ballot.show": "member self",
        "ballot.written": "secretary deputy_secretary org_member",
        "cadence.show": "member superior higher_superior",
        "case.apply": "member",
        "case.change": "secretary deputy_secretary",
        "case.start": "secretary deputy_secretary org_member self",
        "case.switch": "secretary deputy_secretary",
        "dues.keep": "self",
        "dues.own": "member",
        "duty.register": "secretary deputy_secretary org_member",
        "duty.urge": "superior",
        "duty.urge-all": "superior_clerk",
        "election.nominate": "member",
        "election.run": "secretary deputy_secretary org_member",
        "election.show": "member superior",
        "group.change": "secretary deputy_secretary org_member",
        "help.show": "secretary deputy_secretary org_member publicity_member discipline_member group_leader superior_clerk member superior higher_superior self",
        "instruction.register": "secretary deputy_secretary org_member",
        "instruction.show": "member",
        "leave.register": "secretary deputy_secretary org_member",
        "ledger.dues": "",
        "ledger.hardship": "",
        "ledger.open": "member superior",
        "ledger.penalties": "",
        "ledger.rewards": "secretary",
        "ledger.show": "member superior",
        "ledger.suggestions": "secretary",
        "meeting.arrange": "secretary deputy_secretary org_member group_leader",
        "meeting.backfill": "secretary deputy_secretary org_member group_leader",
        "meeting.cancel": "secretary deputy_secretary",
        "meeting.create": "secretary deputy_secretary org_member",
        "meeting.reschedule": "secretary deputy_secretary self",
        "meeting.show": "member superior",
        "notice.reply": "member",
        "notice.send": "secretary deputy_secretary org_member self",
        "objection.handle": "self",
        "objection.submit": "secretary deputy_secretary org_member publicity_member discipline_member group_leader superior_clerk member superior higher_superior self",
        "office.change": "secretary deputy_secretary",
        "opinion.collate": "self",
        "opinion.dispose": "secretary deputy_secretary self",
        "opinion.open": "secretary deputy_secretary org_member self",
        "opinion.staff": "secretary deputy_secretary org_member publicity_member discipline_member group_leader superior_clerk member superior higher_superior self",
        "opinion.submit": "member",
        "organisation.bind": "secretary deputy_secretary org_member publicity_member discipline_member group_leader superior_clerk member superior higher_superior self",
        "organisation.dissolve": "secretary deputy_secretary",
        "paper.dispose": "secretary deputy_secretary org_member",
        "paper.export": "secretary deputy_secretary org_member",
        "paper.export.year": "secretary deputy_secretary org_member superior_clerk",
        "paper.hold": "secretary discipline_member",
        "paper.read": "member superior",
        "paper.read.committee": "secretary deputy_secretary org_member publicity_member discipline_member self",
        "paper.read.restricted": "secretary self",
        "paper.sign": "self",
        "paper.submit": "secretary deputy_secretary org_member self",
        "paper.write": "secretary deputy_secretary org_member self",
        "plan.file": "secretary deputy_secretary",
        "plan.make": "secretary deputy_secretary org_member",
        "public-notice.publish": "secretary deputy_secretary org_member",
        "public-notice.show": "member superior",
        "rectification.accept": "secretary deputy_secretary discipline_member",
        "rectification.create": "secretary deputy_secretary org_member discipline_member",
        "rectification.progress": "secretary deputy_secretary self",
        "rectification.show": "member superior",
        "reminder.ledger": "secretary deputy_secretary org_member superior_clerk",
        "reminder.own": "member",
        "reply.register": "secretary deputy_secretary org_member",
        "report.receive": "superior",
        "report.register": "secretary deputy_secretary org_member",
        "report.show": "member superior",
        "report.submit": "secretary deputy_secretary",
        "request.apply": "secretary deputy_secretary",
        "request.decide": "superior",
        "request.show": "member superior",
        "resolution.object": "secretary deputy_secretary org_member publicity_member discipline_member",
        "resolution.show": "member superior",
        "roster.change": "secretary deputy_secretary org_member",
        "roster.show": "member superior",
        "setting.change": "secretary deputy_secretary superior_clerk",
        "setting.show": "member superior",
        "step.act": "secretary deputy_secretary self",
        "step.assign": "secretary deputy_secretary org_member",
        "step.decide": "self",
        "step.waive": "secretary deputy_secretary org_member",
        "suggestion.review": "secretary",
        "suggestion.submit": "member",
        "superior.roster.change": "superior_clerk",
        "task.finish": "secretary deputy_secretary self",
        "work.hand-over": "secretary deputy_secretary org_member",
        "work.show": "member",
        "work.show-all": "secretary deputy_secretary org_member",
      }
    `)
  })

  it('gives nothing but help, binding, opinions of the staff and objecting to a public notice to somebody without any role', () => {
    const open = (Object.keys(permissions) as Permission[]).filter((action) => may(new Set(), action))
    expect(open).toEqual(['help.show', 'organisation.bind', 'opinion.staff', 'objection.submit'])
  })

  it('never lets a branch decide its own request', () => {
    for (const role of roles.filter((one) => one !== 'superior'))
      expect(may(new Set([role]), 'request.decide')).toBe(false)
  })
})
