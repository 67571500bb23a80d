import type { SheetFigures } from '../voting/sheet-figures.ts'
import type { Choice } from './ballots.ts'

/** A count of paper ballots or raised hands: entered by one teller, confirmed by another. */
export interface CountSheet {
  id: string
  ballotId: string
  state: 'entered' | 'confirmed' | 'returned' | 'replaced'
  figures: SheetFigures
  /** Who voted in the room; empty = everybody who was there. */
  memberIds: string[]
  enteredBy: string
  enteredAt: Date
  checkedBy: string | null
  checkedAt: Date | null
}

/** A written opinion on a ballot's matter; `counted` says whether the rule lets it count. */
export interface WrittenVote {
  memberId: string
  choice: Choice
  counted: boolean
  receivedAt: Date
  enteredBy: string
}

/** What is counted besides clicks. Every change is made under the ballot's row lock. */
export interface CountSheetStore {
  insert(sheet: CountSheet): Promise<void>
  get(id: string): Promise<CountSheet | null>
  /** The sheet that waits for the second teller or was confirmed; null = none stands. */
  standing(ballotId: string): Promise<CountSheet | null>
  /** False when it was no longer `entered`. */
  settle(
    id: string,
    state: Exclude<CountSheet['state'], 'entered'>,
    by: string | null,
    at: Date,
  ): Promise<boolean>
  addWritten(ballotId: string, written: WrittenVote): Promise<void>
  written(ballotId: string): Promise<WrittenVote[]>
}
