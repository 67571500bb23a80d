import { declaredOutputs, type OutputValue } from './outputs.ts'
import type { ProcessTemplate } from './template.ts'

/** What an output is called on cards. */
export const outputLabel = ({ labels }: Pick<ProcessTemplate, 'labels'>, name: string): string =>
  labels[name] ?? name

/** What a value of an output is called on cards. */
export function valueLabel(
  { labels }: Pick<ProcessTemplate, 'labels'>,
  name: string,
  value: OutputValue,
): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.join('、')
  return labels[`${name}.${value}`] ?? String(value)
}

/** The template with the common labels for what it does not name itself. */
export function withLabels(
  template: ProcessTemplate,
  common: Readonly<Record<string, string>>,
): ProcessTemplate {
  const names = new Set(template.steps.flatMap((step) => declaredOutputs(step).map(({ name }) => name)))
  const used = Object.entries(common).filter(([key]) => names.has(key.split('.')[0] ?? key))
  return { ...template, labels: { ...Object.fromEntries(used), ...template.labels } }
}

/** Outputs that have no name on cards, with the step that puts them out. */
export const unnamedOutputs = (template: ProcessTemplate): { step: number; output: number; name: string }[] =>
  template.steps.flatMap((step, index) =>
    declaredOutputs(step).flatMap(({ name }, output) =>
      template.labels[name] === undefined ? [{ step: index, output, name }] : [],
    ),
  )
