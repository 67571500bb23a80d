/** What meetings refuse. */
export interface MeetingRefusals {
  'meeting/cancelled': { number: string }
  'meeting/held': { number: string }
  /** No process template serves this kind of meeting. */
  'meeting/kind-not-served': { kind: string }
  /** The very meeting is there already: same kind and start. */
  'meeting/exists': { number: string }
  /** A kind of meeting that this kind of organisation does not hold. */
  'meeting/not-here': { kind: string; where: string }
  /** The number of items that the process asks for. */
  'meeting/topics': { kind: string; min: number; max: number; given: number }
  /** 形式= belongs to organisational-life meetings. */
  'meeting/no-form': { kind: string }
  /** A group leader arranges the meetings of their own group. */
  'meeting/own-group-only': { groups: string[] }
  'make-up/not-needed': { label: string; period: string }
  'make-up/not-over': { label: string; period: string; end: string }
  'make-up/too-late': { label: string; period: string; until: string }
  'backfill/recorded': { number: string }
  'backfill/ahead': { date: string }
  'backfill/before-foundation': { founded: string }
  'backfill/too-late': { label: string; period: string; until: string }
  'backfill/figures': { eligible: number; attended: number }
  'meeting/same-time': { number: string }
  /** No resolution was adopted, or it was published before. */
  'meeting/nothing-to-publish': { number: string }
  'attendance/already': { at: string }
  'attendance/not-opened': { number: string }
}
