import { offices } from './offices.ts'
import type { OfficeKind, OrganisationKind } from './types.ts'

/**
 * Who may do what: one table of action × role. A role is an office in the organisation concerned (so `union_chair` is one
 * in unions only), or:
 * `member` = on its roster, `superior` = on the roster of its superior, `higher_superior` = of one further up, `self` = the person whom the act concerns
 * (assignee, collator, applicant, voter on a roll), `anyone` = any person of the tenant in the chat.
 */
export type Role = OfficeKind | 'member' | 'superior' | 'higher_superior' | 'self' | 'anyone'

export const permissions = {
  'help.show': ['anyone'],
  'organisation.bind': ['anyone'],
  'roster.show': ['member', 'superior'],
  'roster.change': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'superior.roster.change': ['superior_clerk'],
  'office.change': ['secretary', 'deputy_secretary', 'union_chair'],
  'organisation.dissolve': ['secretary', 'deputy_secretary', 'union_chair'],
  'group.change': ['secretary', 'deputy_secretary', 'org_member'],
  'cadence.show': ['member', 'superior', 'higher_superior'],
  'duty.urge': ['superior'],
  'duty.urge-all': ['superior_clerk'],
  'plan.make': ['secretary', 'deputy_secretary', 'org_member'],
  'plan.file': ['secretary', 'deputy_secretary'],
  'leave.register': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'duty.register': ['secretary', 'deputy_secretary', 'org_member'],
  'meeting.arrange': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'group_leader'],
  'meeting.backfill': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'group_leader'],
  'meeting.create': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'meeting.reschedule': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'meeting.cancel': ['secretary', 'deputy_secretary', 'union_chair'],
  'meeting.show': ['member', 'superior'],
  'case.start': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'case.apply': ['member'],
  'case.switch': ['secretary', 'deputy_secretary', 'union_chair'],
  'case.change': ['secretary', 'deputy_secretary', 'union_chair'],
  'work.show': ['member'],
  'work.show-all': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'work.hand-over': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'step.act': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'step.decide': ['self'],
  'step.waive': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'step.extend': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'step.hand-over': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'step.assign': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'notice.send': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'notice.reply': ['member'],
  'attendance.open': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'attendance.sign': ['member'],
  'opinion.open': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'opinion.submit': ['member'],
  'opinion.staff': ['anyone'],
  'opinion.collate': ['self'],
  'opinion.dispose': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'ballot.open': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'ballot.close': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'ballot.show': ['member', 'self'],
  'ballot.count': ['member'],
  'election.run': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'election.nominate': ['member'],
  'election.show': ['member', 'superior'],
  'ballot.written': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'ballot.names': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'resolution.show': ['member', 'superior'],
  'resolution.object': [
    'secretary',
    'deputy_secretary',
    'org_member',
    'publicity_member',
    'discipline_member',
    'committee_member',
  ],
  'request.show': ['member', 'superior'],
  'request.apply': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'request.decide': ['superior'],
  'public-notice.publish': [
    'secretary',
    'deputy_secretary',
    'org_member',
    'union_chair',
    'union_committee',
    'hr',
  ],
  'report.submit': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'report.register': ['secretary', 'deputy_secretary', 'org_member', 'union_chair'],
  'report.receive': ['superior'],
  'report.show': ['member', 'superior'],
  'instruction.register': ['secretary', 'deputy_secretary', 'org_member', 'union_chair'],
  'instruction.show': ['member'],
  'rectification.create': ['secretary', 'deputy_secretary', 'org_member', 'discipline_member', 'union_chair'],
  'rectification.progress': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'rectification.accept': [
    'secretary',
    'deputy_secretary',
    'discipline_member',
    'union_chair',
    'union_committee',
  ],
  'rectification.show': ['member', 'superior'],
  'ledger.open': ['member', 'leadership', 'division_leader', 'hr', 'superior'],
  'ledger.show': ['member', 'superior'],
  'ledger.suggestions': ['secretary', 'union_chair', 'union_committee', 'leadership', 'division_leader'],
  'ledger.hardship': ['union_chair', 'union_committee'],
  'dues.keep': ['union_finance', 'self'],
  'dues.own': ['member'],
  'aid.totals': ['secretary', 'deputy_secretary', 'union_chair', 'union_committee'],
  'ledger.dues': ['union_finance', 'union_chair', 'union_committee'],
  'ledger.rewards': ['secretary', 'union_chair', 'union_committee', 'leadership', 'division_leader', 'hr'],
  'ledger.penalties': ['leadership', 'division_leader', 'hr'],
  'suggestion.submit': ['member'],
  'suggestion.review': [
    'secretary',
    'union_chair',
    'union_committee',
    'dept_head',
    'leadership',
    'division_leader',
  ],
  'task.finish': ['secretary', 'deputy_secretary', 'union_chair', 'self'],
  'public-notice.show': ['member', 'superior'],
  'objection.submit': ['anyone'],
  'objection.handle': ['self'],
  'reminder.own': ['member'],
  'reminder.ledger': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'superior_clerk'],
  'setting.show': ['member', 'superior'],
  'setting.change': ['secretary', 'deputy_secretary', 'union_chair', 'superior_clerk'],
  'reply.register': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'paper.submit': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'paper.read': ['member', 'superior'],
  'paper.read.committee': [
    'secretary',
    'deputy_secretary',
    'union_chair',
    'org_member',
    'publicity_member',
    'discipline_member',
    'self',
  ],
  'paper.read.restricted': ['secretary', 'union_chair', 'self'],
  'paper.write': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'self'],
  'paper.sign': ['self'],
  'paper.dispose': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'paper.hold': ['secretary', 'discipline_member', 'union_chair'],
  'paper.export': ['secretary', 'deputy_secretary', 'union_chair', 'org_member'],
  'paper.export.year': ['secretary', 'deputy_secretary', 'union_chair', 'org_member', 'superior_clerk'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether any of the actor's roles entitles to the act. Being in a chat is no role. */
export function may(roles: ReadonlySet<Role>, permission: Permission): boolean {
  return permissions[permission].some((role) => role === 'anyone' || roles.has(role))
}

/** The roles that entitle to an act and can exist in an organisation of a kind; all of them where none or no kind fits. */
export function rolesFor(permission: Permission, kind?: OrganisationKind): readonly Role[] {
  const all: readonly Role[] = permissions[permission]
  const exists = (role: Role): boolean => {
    const places: readonly OrganisationKind[] | undefined = isOffice(role) ? offices[role].in : undefined
    return !places || places.includes(kind ?? 'branch') || (kind === 'branch' && places.includes('group'))
  }
  const here = all.filter(exists)
  return here.length > 0 ? here : all
}

const isOffice = (role: Role): role is OfficeKind => Object.hasOwn(offices, role)
