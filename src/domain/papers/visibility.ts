import type { Permission } from '../organisation/permissions.ts'
import type { visibilities } from '../process/vocabulary.ts'

/** Who may see a step and what belongs to it: a visibility of the process vocabulary. */
export type Visibility = (typeof visibilities)[number]

/** From the widest to the narrowest. */
const order: readonly Visibility[] = ['branch', 'committee', 'leadership', 'restricted']

/** The narrower of two visibilities: a file about several steps is as closed as the most closed of them. */
export const narrower = (a: Visibility, b: Visibility): Visibility =>
  order.indexOf(a) >= order.indexOf(b) ? a : b

/** Whether it is read in private only, encrypted at rest, and handed out after a second confirmation. */
export const isRestricted = (visibility: Visibility): boolean =>
  visibility === 'restricted' || visibility === 'leadership'

/** Whether whoever takes it out finds their name and the time on it (DOMAIN §7.3 rule 9: S2 and S3). */
export const isMarked = (visibility: Visibility): boolean => visibility !== 'branch'

/** The permission that reading needs, by visibility (DOMAIN §7.2). */
export const readingPermission: Readonly<Record<Visibility, Permission>> = {
  branch: 'paper.read',
  committee: 'paper.read.committee',
  leadership: 'paper.read.restricted',
  restricted: 'paper.read.restricted',
}

/** A visibility as stored; what is not known is treated as the narrowest. */
export const visibilityFrom = (stored: string): Visibility =>
  order.find((one) => one === stored) ?? 'restricted'
