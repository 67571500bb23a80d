import type { Meeting } from '../domain/ports/index.ts'
import type { ArchiveRow, ChecklistRow } from '../domain/process/index.ts'
import type { ActionValue } from './actions.ts'

/** What the checklist of one case shows. Names are looked up by member id. */
export interface ChecklistFacts {
  caseId: string
  number: string
  title: string
  state: 'open' | 'held' | 'closed' | 'cancelled'
  reason: string | null
  meeting: Meeting | null
  /** When what the case prepares is held, where it is no meeting. */
  heldAt: Date | null
  progress: { done: number; total: number }
  rows: ChecklistRow[]
  roster: { memberId: string; name: string }[]
  nameOf: (memberId: string) => string
  archive: ArchiveRow[]
  /** What can be opened for steps that can be done now: the command that makes what a step needs, its form, its approval. */
  offers: { label: string; button: string; action: ActionValue }[]
  /** Deadlines after which only the superior's consent helps, of steps that are still to be done. */
  deadlines: { label: string; date: string; passed: boolean }[]
  /** What the process is called. */
  process: string
  /** The case that led to it, and those that it led to. */
  links: { label: string; value: string }[]
  /** What was entered on steps, as label and text. */
  said: { label: string; value: string }[]
  /** What was made for steps and has not completed them yet. */
  records: { step: string; item: string | null; label: string }[]
  /** The work that the case gave out: a line each for what is open, and how much there is. */
  tasks: { done: number; total: number; open: string[] }
  notice: { read: number; asked: number } | null
  /** How many papers prove a step, by its option. */
  papers: ReadonlyMap<string, number>
  /** What is to be known of the meeting's day: that it is a day off. */
  dayRemark: string | null
  /** Whether the meeting, or a step that is still to be done, falls into a year whose days off are not announced yet. */
  provisional: boolean
  zone: string
  now: Date
}
