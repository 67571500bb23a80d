/** The clock that the page shows and moves. */
export interface PageClock {
  now(): Date
  /** Moves the clock forward and resolves when everything due has been handed to the platform. */
  advance(to: Date): Promise<unknown>
  /** When the next thing becomes due, if anything is planned. */
  nextDue(): Promise<Date | null>
}
