/** What meetings refuse. */
export interface MeetingRefusals {
  'meeting/cancelled': { number: string }
  'meeting/held': { number: string }
  /** No process template serves this kind of meeting. */
  'meeting/kind-not-served': { kind: string }
  /** The very meeting is there already: same kind and start. */
  'meeting/exists': { number: string }
  'meeting/same-time': { number: string }
  /** No resolution was adopted, or it was published before. */
  'meeting/nothing-to-publish': { number: string }
  'attendance/already': { at: string }
  'attendance/not-opened': { number: string }
}
