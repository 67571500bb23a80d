import type { LocalDate } from '../calendar/dates.ts'
import type { Completion } from './completing.ts'
import type { Item } from './instance.ts'
import type { Outputs } from './outputs.ts'

/** Which step is meant; `item` where it stands once for each agenda item. */
export interface StepRef {
  step: string
  item?: string
}

/** Everything that can be done to a running process. */
export type Action =
  /** Done: by a tick, with values, or by its record. */
  | ({ type: 'complete' } & StepRef & Completion)
  /** Unticked or no longer waived. */
  | ({ type: 'reopen'; reason?: string } & StepRef)
  /** 免办. A required step needs the reason; a waived step opens its gate. */
  | ({ type: 'waive'; reason?: string } & StepRef)
  /** 改派; null = nobody in particular, the role's holders. */
  | ({ type: 'assign'; to: string | null } & StepRef)
  /** 延期: due on a later local date, which the rule's own dates do not undo. */
  | ({ type: 'extend'; to: LocalDate; reason: string } & StepRef)
  /** Values kept for later (unfinished step) or put right (done step). */
  | ({ type: 'setOutputs'; outputs: Outputs; fields?: Readonly<Record<string, string>> } & StepRef)
  /** The agenda items that are put to the vote. */
  | { type: 'setItems'; items: readonly Item[] }
  /** 改期: the meeting (or the date by which the process is needed) moves. */
  | { type: 'reschedule'; T: Date; reason: string }
  /** The meeting that was convened for the case is called off: it is convened anew, and has no date until then. */
  | { type: 'unschedule'; reason: string }
  /** 暂停: nothing is reminded of until it is resumed. */
  | { type: 'pause'; reason: string }
  /** 重开: a case that was closed or called off goes on. */
  | { type: 'restart'; reason: string }
  /** Goes on although what it is held for was not repeated. */
  | { type: 'resume'; reason: string }
  /** Ends early; the file is still to be closed. */
  | { type: 'close'; reason: string }
  /** Called off; nothing remains to be done. */
  | { type: 'cancel'; reason: string }

/** An action of one type. */
export type ActionOf<T extends Action['type']> = Extract<Action, { type: T }>
