import type { Sql } from 'postgres'

/** What somebody chose, as the test knows it. */
export interface KnownVote {
  matter: string
  /** The voter's open id. */
  who: string
  choice: 'yes' | 'no'
}

const tablesIn = async (sql: Sql): Promise<string[]> =>
  (
    await sql<{ name: string }[]>`
      select c.relname as name from pg_class c
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by 1`
  ).map((one) => one.name)

/** Every row of every table as a line of text, with what PostgreSQL itself keeps of its writing. */
export async function dumpOf(sql: Sql): Promise<string[]> {
  const lines: string[] = []
  for (const table of await tablesIn(sql)) {
    const rows = await sql<{ line: string }[]>`
      select xmin::text || ' ' || ctid::text || ' ' || t::text as line from ${sql(table)} t`
    lines.push(...rows.map((row) => `${table}: ${row.line}`))
  }
  return lines
}

interface Row {
  text: string
  columns: Record<string, unknown>
}

/** All rows by table, in the order in which they lie, with row numbers and transactions. */
async function everything(sql: Sql): Promise<Map<string, Row[]>> {
  const all = new Map<string, Row[]>()
  for (const table of await tablesIn(sql)) {
    const rows = await sql<{ text: string; row: object; xmin: string; ctid: string }[]>`
      select t::text as text, to_jsonb(t) as row, xmin::text, ctid::text from ${sql(table)} t order by ctid`
    all.set(
      table,
      rows.map(({ text, row, xmin, ctid }) => ({ text, columns: { ...row, xmin, ctid } })),
    )
  }
  return all
}

/** Everything in the rows that tell of one voter on one ballot, by table and column. */
async function tracesOf(sql: Sql, all: Map<string, Row[]>, vote: KnownVote): Promise<Map<string, string>> {
  const [ids] = await sql<{ ballot: string; member: string }[]>`
    select b.id as ballot, p.member_id as member from ballot b, platform_identity p
    where b.matter = ${vote.matter} and p.value = ${vote.who}`
  if (!ids) throw new Error('no such voter')
  const traces = new Map<string, string>()
  for (const [table, rows] of all) {
    const own = rows.filter(({ text }) => text.includes(ids.ballot) && text.includes(ids.member))
    own.forEach(({ columns }, i) => {
      for (const [column, value] of Object.entries(columns))
        traces.set(`${table}.${i}.${column}`, JSON.stringify(value))
    })
    traces.set(`${table}.rows`, String(own.length))
  }
  return traces
}

/** What an attacker reads out of a value: itself, its length, and bits of it. */
const bitsOf = (value: string): Record<string, string> => ({
  whole: value,
  length: String(value.length),
  lengthParity: String(value.length % 2),
  sum: String([...value].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 2),
  first: String(value.charCodeAt(1) % 2),
  last: String(value.charCodeAt(value.length - 2) % 2),
})

/**
 * An attacker who knows the choices of half of the voters: takes the one reading of one column that told most of them, and
 * guesses the other half by it. Answers the share of right guesses; a reading that says nothing of somebody is a guess of the
 * more frequent choice.
 */
export async function accuracyOf(sql: Sql, votes: readonly KnownVote[]): Promise<number> {
  const all = await everything(sql)
  const known = await Promise.all(
    votes.map(async (vote) => {
      const readings = new Map<string, string>()
      for (const [name, value] of await tracesOf(sql, all, vote))
        for (const [way, bit] of Object.entries(bitsOf(value))) readings.set(`${name} ${way}`, bit)
      return { choice: vote.choice, readings }
    }),
  )
  const train = known.filter((_, i) => i % 2 === 0)
  const rest = known.filter((_, i) => i % 2 === 1)
  let best = { right: -1, guess: (_: Map<string, string>): string => 'yes' }
  for (const name of new Set(train.flatMap((one) => [...one.readings.keys()]))) {
    const guess = learnt(train, name)
    // Judged on the half that was learnt from: a reading that is another for everybody tells all of it, and nothing else.
    const distinct = new Set(train.map((one) => one.readings.get(name))).size
    if (distinct > train.length / 3) continue
    const right = train.filter((one) => guess(one.readings) === one.choice).length
    if (right > best.right) best = { right, guess }
  }
  return rest.filter((one) => best.guess(one.readings) === one.choice).length / rest.length
}

function learnt(train: readonly { choice: string; readings: Map<string, string> }[], name: string) {
  const yes = new Map<string | undefined, number>()
  for (const { choice, readings } of train) {
    const value = readings.get(name)
    yes.set(value, (yes.get(value) ?? 0) + (choice === 'yes' ? 1 : -1))
  }
  return (readings: Map<string, string>): string => ((yes.get(readings.get(name)) ?? 0) >= 0 ? 'yes' : 'no')
}
