import { approvalKind } from './approval.ts'
import { archiveKind } from './archive.ts'
import { ballotKind } from './ballot.ts'
import { documentKind } from './document.ts'
import { formKind } from './form.ts'
import type { StepKind } from './kind.ts'
import { noticeKind } from './notice.ts'
import { opinionsKind } from './opinions.ts'
import { reportKind } from './report.ts'
import { taskKind } from './task.ts'

const all: readonly StepKind[] = [
  taskKind,
  formKind,
  opinionsKind,
  ballotKind,
  approvalKind,
  noticeKind,
  reportKind,
  documentKind,
  archiveKind,
]

/** Every kind by its id. */
export const stepKinds: ReadonlyMap<string, StepKind> = new Map(all.map((kind) => [kind.id, kind]))

/** The kind of a step; templates with unknown kinds are refused when they are loaded. */
export function kindOf(step: { kind: string }): StepKind {
  const kind = stepKinds.get(step.kind)
  if (!kind) throw new Error(`unknown step kind ${step.kind}`)
  return kind
}
