import { linkedTo } from '../organisation/linked-rosters.ts'
import type { ProcessCase } from '../ports/index.ts'
import { type StepState, type StepTemplate, stepNamed } from '../process/index.ts'
import type { CaseContext } from './case-context.ts'

/** An open step of another case that is done at a case like this one. */
export interface AwaitedStep {
  found: ProcessCase
  state: StepState
  step: StepTemplate
}

/**
 * What is done with a step: the open steps of the process that it names (`from`) which wait for a case like its own (`at`),
 * in the organisation and those that work with it. What is not yet open (an approval is still out) is done later.
 */
export async function awaitedSteps(
  { unit }: Pick<CaseContext, 'unit'>,
  here: ProcessCase,
  { config: { from } }: Pick<StepTemplate, 'config'>,
): Promise<AwaitedStep[]> {
  const organisation = from === undefined ? null : await unit.organisations.get(here.organisationId)
  if (!organisation) return []
  const all: AwaitedStep[] = []
  for (const { id } of [organisation, ...(await linkedTo(unit, organisation))])
    for (const found of await unit.processes.running(id))
      if (found.instance.templateId === from) all.push(...openAt(found, here.instance.templateId))
  return all
}

const openAt = (found: ProcessCase, process: string): AwaitedStep[] =>
  found.instance.steps.flatMap((state) => {
    const step = stepNamed(found.instance.template, state.id)
    return step?.config.at === process && state.state === 'open' ? [{ found, state, step }] : []
  })

/** What the step that waited is filled in with: where it was done, and what was said here that it asks for, too. */
export function fieldsOfAwaited(
  { step }: Pick<AwaitedStep, 'step'>,
  here: Pick<ProcessCase, 'title' | 'number'>,
  said: Readonly<Record<string, string>>,
): Record<string, string> {
  const { fields = [], at_field: where } = step.config
  const same = Object.entries(said).filter(([label]) => fields.includes(label))
  return {
    ...(where !== undefined && { [where]: `${here.title}（${here.number}）` }),
    ...Object.fromEntries(same),
  }
}
