import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import type { Choice } from '../../src/domain/ports/index.ts'
import { writePaper } from '../../src/domain/voting/ballot-paper.ts'
import { choices, choiceWords } from '../../src/domain/voting/index.ts'

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

/** A text as it may lie on a disk: plain, in the other common encodings, and as base64 wherever it begins. */
function encodingsOf(text: string): [string, Buffer][] {
  const plain = Buffer.from(text)
  const base64 = [0, 1, 2].map((at): [string, Buffer] => {
    const shifted = Buffer.concat([Buffer.alloc(at), plain]).toString('base64')
    // The digits at both ends depend on what stands beside the text.
    return [`base64+${at}`, Buffer.from(shifted.slice(at === 0 ? 0 : at + 1, -4))]
  })
  const escaped = text.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`)
  const all: [string, Buffer][] = [
    ['plain', plain],
    ['escaped', Buffer.from(escaped)],
    ['utf-16', Buffer.from(text, 'utf16le')],
    ['hex', Buffer.from(plain.toString('hex'))],
    ...base64,
  ]
  return all.filter(([, bytes]) => bytes.length >= 4)
}

const writings = (choice: Choice): string[] => [
  ...[`"${choice}"`, `\\"${choice}\\"`, `choice=${choice}`],
  // By itself: the words of the rule, which the server may copy as it tidies its pages, speak of 赞成人数.
  ...[
    `"${choiceWords[choice]}"`,
    `\\"${choiceWords[choice]}\\"`,
    `：${choiceWords[choice]}`,
    `=${choiceWords[choice]}`,
  ],
  writePaper({ choice }),
]

/** A short text as PostgreSQL keeps it in a column: behind a byte with its length. */
const column = (text: string): Buffer =>
  Buffer.concat([Buffer.from([((Buffer.byteLength(text) + 1) << 1) | 1]), Buffer.from(text)])

/** Every way in which a choice may be written down, by what it is called. */
export const needles: ReadonlyMap<string, Buffer> = new Map(
  choices.flatMap((choice): [string, Buffer][] => [
    ...writings(choice).flatMap((text) =>
      encodingsOf(text).map(([how, bytes]): [string, Buffer] => [`${text.trim()} (${how})`, bytes]),
    ),
    [`${choice} (column)`, column(choice)],
    [`${choiceWords[choice]} (column)`, column(choiceWords[choice])],
    // In a jsonb value the keys stand before the values, without quotes.
    [`choice: ${choice} (jsonb)`, Buffer.from(`choice${choice}`)],
    [`changed, choice: ${choice} (jsonb)`, Buffer.from(`changed${choice}`)],
  ]),
)

/** How often each needle lies in the files of a directory, all of them, however deep. */
export function findIn(dir: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    for (const [name, needle] of needles) {
      let count = 0
      for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) count += 1
      if (count > 0) found.set(name, (found.get(name) ?? 0) + count)
    }
  }
  return found
}

/** The needles of which more lies there afterwards. */
export const more = (before: Map<string, number>, after: Map<string, number>): string[] =>
  [...after].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name)
