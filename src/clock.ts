/** The one source of time. Business time only: signatures and network retries use the system's own. */
export interface Clock {
  /** The current instant. */
  now(): Date
}

/** A clock that can be moved forward, never back (sandbox, tests, `CLOCK=virtual:…`). */
export interface MovableClock extends Clock {
  /** Moves to `to`; an earlier instant is refused with a RangeError and changes nothing. */
  moveTo(to: Date): void
}

/** The system's time. */
export const systemClock: Clock = { now: () => new Date() }

const forward = (from: Date, to: Date): Date => {
  if (Number.isNaN(+to)) throw new RangeError('not an instant')
  if (to < from) throw new RangeError(`the clock stands at ${from.toISOString()} and does not go back`)
  return to
}

/** A clock that stands still until it is moved. */
export function standingClock(start: Date): MovableClock {
  let now = forward(start, start)
  return {
    now: () => new Date(now),
    moveTo: (to) => {
      now = forward(now, to)
    },
  }
}

/** A clock that runs with the system's pace, ahead of it by as much as it was moved (the sandbox). */
export function runningClock(system: Clock = systemClock, offsetMs = 0): MovableClock {
  let ahead = offsetMs
  const now = () => new Date(+system.now() + ahead)
  return {
    now,
    moveTo: (to) => {
      ahead += +forward(now(), to) - +now()
    },
  }
}
