import type { Organisation } from '../organisation/types.ts'
import type { Meeting, ProcessCase } from '../ports/index.ts'
import type { Item, Outputs, ProcessTemplate, StartContext } from '../process/index.ts'

/** The meeting that a case prepares; its number and case are the case's own. */
export type NewMeeting = Pick<Meeting, 'kinds' | 'startsAt' | 'startsOn' | 'place' | 'topics' | 'hostId'> &
  Partial<Pick<Meeting, 'groups' | 'participants' | 'makeUpFor' | 'attributedTo'>>

/** What a new case is started from. */
export interface NewCase {
  template: ProcessTemplate
  organisation: Organisation
  title: string
  /** Its number, where what it is about has one already; else the next of the process's letter. */
  number?: string
  /** Which year its number counts in; default: the local year of today. */
  year?: number
  /** Default: S = now, nothing else known. */
  anchors?: Partial<StartContext['anchors']>
  items?: readonly Item[]
  /** The first step is done by the act of starting, with these outputs; left open where it needs more than these. */
  first?: Outputs
  /** Who answers for a role in this very case, whoever does otherwise: a group meeting's own leader. */
  holders?: Readonly<Record<string, string>>
  /** What was said of the first step: its form is filled with it; where it says all that the step asks, the step is done. */
  said?: { outputs: Outputs; fields: Readonly<Record<string, string>> }
  /** The person whom the case is about. */
  subject?: string | null
  /** What is known of later steps, by step: their forms are filled with it. */
  known?: Readonly<Record<string, Outputs>>
  /** Steps that were done elsewhere, and where: they are waived. */
  waived?: { steps: readonly string[]; reason: string }
  startedBy: string | null
  /** Default: a fresh one. */
  id?: string
  meeting?: NewMeeting
  /** The case and step that led to it. */
  parent?: ProcessCase['parent']
  /** First day of the period for which the calendar starts it: once for each organisation, process and period. */
  periodStart?: string
}
