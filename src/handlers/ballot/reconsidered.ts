import type { ProcessCase } from '../../domain/ports/index.ts'

/** The field of a case's first step that names the resolution which is discussed again. */
export const resolutionField = '原决议编号'

/** The number of the resolution that a case discusses again; undefined where it is about none. */
export const aboutNumber = ({ instance }: ProcessCase): string | undefined =>
  instance.steps.map(({ fields }) => fields[resolutionField]).find((one) => one !== undefined)
