import { customType, jsonb, json as pgJson, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** First column of every key and index: the enterprise whose row it is. */
export const tenantId = () => uuid('tenant_id').notNull()

/** A UUIDv7 made by the application. */
export const id = () => uuid('id').notNull()

/** An instant, stored in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A local date, `YYYY-MM-DD`. */
export const localDate = customType<{ data: string; driverData: string }>({ dataType: () => 'date' })

/** JSON that is parsed by zod when it is read. */
export const json = (name: string) => jsonb(name)

/** JSON whose keys keep their order (a card's form shows its fields in it); `jsonb` would sort them. */
export const orderedJson = (name: string) => pgJson(name)

/** A word out of a closed list; the list stands in the domain. */
export const word = (name: string) => text(name)
