/**
 * What handlers, schedules and delivery may ask of storage. A `Unit` is one transaction: effect, audit entry, inbox
 * mark and outgoing messages are committed together or not at all. Stores are bound to it; nothing escapes it.
 */
export * from './ballot-seals.ts'
export * from './ballots.ts'
export * from './cadence.ts'
export * from './cadence-facts.ts'
export * from './count-sheets.ts'
export * from './decisions.ts'
export * from './delivery.ts'
export * from './escalations.ts'
export * from './ledger.ts'
export * from './meetings.ts'
export * from './organisations.ts'
export * from './outbox.ts'
export * from './papers.ts'
export * from './plans.ts'
export * from './preferences.ts'
export * from './public-notices.ts'
export * from './rectification.ts'
export * from './reports.ts'
export * from './resolutions.ts'
export * from './step-records.ts'

export * from './tasks.ts'
export * from './unit.ts'
export * from './vault.ts'
