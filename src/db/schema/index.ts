/** The whole schema: one file a feature. `drizzle-kit generate --name …` compares it with the migrations. */
export * from './audit.ts'
export * from './decision.ts'
export * from './delivery.ts'
export * from './organisation.ts'
export * from './papers.ts'
export * from './process.ts'
