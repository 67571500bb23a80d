import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted, for Prometheus. Labels are words of the program: never ids, names or text. */
export interface Metrics {
  /** An event that was proved and dealt with, e.g. `message`, `handled` | `repeated` | `failed`. */
  eventHandled(type: string, outcome: string): void
  /** A request that was turned away at the door, e.g. `signature`, `stale`, `token`. */
  requestRefused(reason: string): void
  /** A click from its arrival to its answer, in seconds. */
  clickAnswered(outcome: string, seconds: number): void
  /** A message that left `waiting`: `sent`, `retried`, `dead`, `expired`. */
  outgoingMoved(kind: string, state: string): void
  /** Registers a number that is asked for at each scrape, e.g. dead letters. A label value a key: `{ idle: 3, busy: 1 }`. */
  watch(name: string, help: string, read: () => Promise<number | Record<string, number>>): void
  /** The registry as text for a scrape. A watched number that cannot be read is left out and counted as a failure. */
  render(): Promise<{ contentType: string; text: string }>
}

/** Seconds; the budget of a click is 1.5 s inside the platform's 3 s. */
const clickBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3]

/** A registry of its own. `runtime` adds memory, event loop and garbage collection of the process: once a process. */
export function createMetrics({ runtime = false } = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (runtime) collectDefaultMetrics({ register: registry })
  const count = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers })

  const events = count('zhibu_events_total', 'Events by type and outcome', ['type', 'outcome'])
  const refused = count('zhibu_refused_requests_total', 'Requests turned away, by reason', ['reason'])
  const outgoing = count('zhibu_outgoing_total', 'Messages by kind and the state they came to', [
    'kind',
    'state',
  ])
  const unread = count('zhibu_unread_gauges_total', 'Watched numbers that could not be read', ['gauge'])
  const clicks = new Histogram({
    name: 'zhibu_click_seconds',
    help: 'Time from a click to its answer',
    labelNames: ['outcome'],
    buckets: clickBuckets,
    registers,
  })

  return {
    eventHandled: (type, outcome) => events.inc({ type, outcome }),
    requestRefused: (reason) => refused.inc({ reason }),
    clickAnswered: (outcome, seconds) => clicks.observe({ outcome }, seconds),
    outgoingMoved: (kind, state) => outgoing.inc({ kind, state }),
    watch: (name, help, read) => {
      const collect = async () => {
        gauge.reset()
        try {
          const reading = await read()
          if (typeof reading === 'number') return gauge.set({}, reading)
          for (const [of, value] of Object.entries(reading)) gauge.set({ of }, value)
        } catch {
          // One number out of reach (the database is down) must not hide all the others.
          unread.inc({ gauge: name })
        }
      }
      const gauge: Gauge = new Gauge({ name, help, labelNames: ['of'], registers, collect })
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
