import type { CaseContext } from '../cases/case-context.ts'
import type { ProcessCase, Resolution } from '../ports/index.ts'
import type { Effect } from '../process/index.ts'

/** The field of a case's first step that names the resolution which is discussed again. */
export const resolutionField = '原决议编号'

/** The number of the resolution that a case discusses again; undefined where it is about none. */
export const aboutNumber = ({ instance }: Pick<ProcessCase, 'instance'>): string | undefined =>
  instance.steps.map(({ fields }) => fields[resolutionField]).find((one) => one !== undefined)

/**
 * The resolution is in force again when the case in which it was to be discussed again ends before the meeting decided:
 * called off, or the committee found no ground. What a ballot decided stands.
 */
export async function releaseResolution(
  { unit }: Pick<CaseContext, 'unit'>,
  found: ProcessCase,
  effects: readonly Effect[],
): Promise<Resolution | null> {
  const early = effects.some(({ type }) => type === 'closed' || type === 'cancelled')
  const number = early ? aboutNumber(found) : undefined
  const resolution = number ? await unit.resolutions.byNumber(found.organisationId, number) : null
  if (resolution?.state !== 'suspended_for_reconsideration') return null
  await unit.resolutions.setState(resolution.id, 'in_force')
  return resolution
}
