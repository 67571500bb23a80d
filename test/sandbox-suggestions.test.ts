import { expect, it } from 'vitest'
import { commandsFor } from '../src/handlers/index.ts'
import { loadTemplates } from '../src/templates.ts'

// The page's files are plain JavaScript for the browser and carry no types.
const page: string = '../sandbox/page/public/commands.js'
const { commands: suggestions } = (await import(page)) as { commands: [command: string, purpose: string][] }

const commands = commandsFor(loadTemplates())
const known = commands.flatMap(({ name, aliases }) => [name, ...aliases])

it.each(suggestions)('the page suggests a command that the bot knows: %s', (words) => {
  const name = words.trim().slice(1)
  expect(known.some((one) => name === one || name.startsWith(`${one} `))).toBe(true)
})

it('the page suggests every command', () => {
  const suggested = suggestions.map(([words]) => words.trim().slice(1))
  const missing = commands.filter(({ name }) => !suggested.some((one) => `${one} `.startsWith(`${name} `)))
  expect(missing.map(({ name }) => name)).toEqual([])
})
