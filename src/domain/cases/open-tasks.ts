import type { ProcessCase } from '../ports/index.ts'
import { type Action, stepNamed } from '../process/index.ts'
import { Refusal } from '../refusals.ts'
import type { CaseContext } from './case-context.ts'

/**
 * A step that closes when its tasks do (任务办结) is not done while something that the case led to is open: a case that it
 * started, a rectification item that is not accepted, a task that it gave out or that came of a reply to its request.
 */
export async function refuseOpenTasks(ctx: CaseContext, found: ProcessCase, action: Action): Promise<void> {
  if (action.type !== 'complete') return
  const step = stepNamed(found.instance.template, action.step)
  if (step?.gate !== 'tasks_closed') return
  const numbers = await openNumbers(ctx, found.instance.id)
  if (numbers.length > 0) throw new Refusal('process/tasks-open', { label: step.label, numbers })
}

async function openNumbers({ unit }: CaseContext, caseId: string): Promise<string[]> {
  const cases = (await unit.processes.children(caseId)).filter(
    ({ instance: { state } }) => state === 'open' || state === 'held',
  )
  const items = (await unit.rectifications.ofCase(caseId)).filter(({ state }) => state !== 'closed')
  const requests = (await unit.stepRecords.ofCase(caseId)).filter(({ kind }) => kind === 'approval')
  const origins = [caseId, ...requests.map(({ ref }) => ref)]
  const tasks = await Promise.all(origins.map((origin) => unit.tasks.ofOrigin(origin)))
  const open = tasks.flat().filter(({ state }) => state === 'open')
  return [...cases, ...items, ...open].map(({ number }) => number)
}
