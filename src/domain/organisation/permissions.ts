import type { OfficeKind } from './types.ts'

/**
 * Who may do what: one table of action × role. A role is an office in the organisation concerned, or:
 * `member` = on its roster, `superior` = on the roster of its superior, `self` = the person whom the act concerns
 * (assignee, collator, applicant), `anyone` = any person of the tenant in the chat.
 */
export type Role = OfficeKind | 'member' | 'superior' | 'self' | 'anyone'

export const permissions = {
  'help.show': ['anyone'],
  'organisation.bind': ['anyone'],
  'roster.show': ['member', 'superior'],
  'roster.change': ['secretary', 'deputy_secretary', 'org_member'],
  'superior.roster.change': ['superior_clerk'],
  'office.change': ['secretary', 'deputy_secretary'],
  'group.change': ['secretary', 'deputy_secretary', 'org_member'],
  'cadence.show': ['member', 'superior'],
  'meeting.create': ['secretary', 'deputy_secretary', 'org_member'],
  'meeting.reschedule': ['secretary', 'deputy_secretary', 'self'],
  'meeting.cancel': ['secretary', 'deputy_secretary'],
  'meeting.show': ['member', 'superior'],
  'step.act': ['secretary', 'deputy_secretary', 'self'],
  'step.waive': ['secretary', 'deputy_secretary', 'org_member'],
  'step.assign': ['secretary', 'deputy_secretary', 'org_member'],
  'notice.send': ['secretary', 'deputy_secretary', 'org_member'],
  'notice.reply': ['member'],
  'attendance.open': ['secretary', 'deputy_secretary', 'org_member'],
  'attendance.sign': ['member'],
  'opinion.open': ['secretary', 'deputy_secretary', 'org_member', 'self'],
  'opinion.submit': ['member'],
  'opinion.collate': ['self'],
  'ballot.open': ['secretary', 'deputy_secretary'],
  'ballot.close': ['secretary', 'deputy_secretary'],
  'ballot.show': ['member'],
  'ballot.names': ['secretary', 'deputy_secretary', 'org_member'],
  'request.show': ['member', 'superior'],
  'request.apply': ['secretary', 'deputy_secretary'],
  'request.decide': ['superior'],
  'public-notice.publish': ['secretary', 'deputy_secretary', 'org_member'],
  'public-notice.show': ['member', 'superior'],
  'objection.submit': ['anyone'],
  'objection.handle': ['self'],
  'reply.register': ['secretary', 'deputy_secretary', 'org_member'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether any of the actor's roles entitles to the act. Being in a chat is no role. */
export function may(roles: ReadonlySet<Role>, permission: Permission): boolean {
  return permissions[permission].some((role) => role === 'anyone' || roles.has(role))
}
