import type { FieldSeals } from '../../domain/ports/index.ts'
import type { ProcessTemplate } from '../../domain/process/index.ts'

/** Which row is meant. */
interface CaseRow {
  id: string
  organisationId: string
}

/** Whether the case itself is known to its circle alone: then its title is sealed, too. */
export const isConfined = ({ visibility }: ProcessTemplate): boolean => visibility === 'restricted'

/** Whether something is written in the case that only named persons read (DOMAIN §7.1, S3). */
export const holdsRestricted = (template: ProcessTemplate): boolean =>
  isConfined(template) || template.steps.some(({ visibility }) => visibility === 'restricted')

const bodyOf = ({ id }: CaseRow): string => `process_instance.body|${id}`
const titleOf = ({ id }: CaseRow): string => `process_instance.title|${id}`

/** The body of a case as it is stored: one sealed text. */
export const sealBody = async (
  fields: FieldSeals,
  at: CaseRow,
  body: object,
): Promise<{ sealed: string }> => ({
  sealed: await fields.seal(at.organisationId, bodyOf(at), JSON.stringify(body)),
})

/** The body as it was; one that was stored before bodies were sealed comes back as it is. */
export async function openBody(fields: FieldSeals, row: CaseRow & { body: unknown }): Promise<object> {
  const stored = row.body as { sealed?: unknown }
  if (typeof stored.sealed !== 'string') return stored
  return JSON.parse(await fields.open(row.organisationId, bodyOf(row), stored.sealed)) as object
}

export const sealTitle = (fields: FieldSeals, at: CaseRow, title: string): Promise<string> =>
  fields.seal(at.organisationId, titleOf(at), title)

export const openTitle = (fields: FieldSeals, row: CaseRow & { title: string }): Promise<string> =>
  fields.open(row.organisationId, titleOf(row), row.title)
