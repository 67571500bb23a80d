import { z } from 'zod'
import { isLocalDate } from '../calendar/dates.ts'

/** A value that a finished step leaves for conditions and due dates. */
export const outputValueSchema = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())])
export type OutputValue = z.infer<typeof outputValueSchema>
export type Outputs = Readonly<Record<string, OutputValue>>

const accepts = {
  boolean: (value: unknown) => typeof value === 'boolean',
  number: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  string: (value: unknown) => typeof value === 'string',
  date: (value: unknown) => typeof value === 'string' && isLocalDate(value),
  list: (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
} as const satisfies Record<string, (value: unknown) => boolean>

export type OutputType = keyof typeof accepts

/** A declared output, `name:type` in the template. */
export interface OutputDeclaration {
  name: string
  type: OutputType
}

/** Reads `has_vote_items:boolean`; undefined when it is none. */
export function parseOutput(text: string): OutputDeclaration | undefined {
  const [, name, type] = /^([a-z][a-z0-9_]*):([a-z]+)$/.exec(text) ?? []
  return name && type && Object.hasOwn(accepts, type) ? { name, type: type as OutputType } : undefined
}

/** The outputs that a step declares; texts that are none were refused when the template was loaded. */
export const declaredOutputs = (step: { outputs: readonly string[] }): OutputDeclaration[] =>
  step.outputs.flatMap((text) => parseOutput(text) ?? [])

/** The first given name that the step does not declare, or whose value has another type. */
export function badOutput(declared: readonly OutputDeclaration[], given: Outputs): string | undefined {
  return Object.entries(given).find(([name, value]) => {
    const declaration = declared.find((one) => one.name === name)
    return !declaration || !accepts[declaration.type](value)
  })?.[0]
}
