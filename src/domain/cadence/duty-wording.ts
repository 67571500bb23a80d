import { z } from 'zod'
import { type CadenceStatus, cadenceStatuses, type StatusTone, statusWords } from './status-words.ts'

const words = z.string().min(1).max(20)

/**
 * How a duty is spoken of, as data of its row: a meeting is held (召开), arranged and made up (补开), what is registered
 * person by person is not. What a row does not say is said as of a meeting.
 */
export const dutyWordingSchema = z
  .object({
    fulfil: words.default('召开'),
    not_begun: words.default('尚未安排'),
    make_up: words.default('补开'),
    waive: words.default('免开'),
    statuses: z.partialRecord(z.enum(cadenceStatuses), words).default({}),
  })
  .transform((row) => ({
    /** What is done until the end of the period: `12月31日前召开`. */
    fulfil: row.fulfil,
    /** Nothing has been done about it: `尚未安排`. */
    notBegun: row.not_begun,
    /** Doing it after the period. */
    makeUp: row.make_up,
    /** What the superior may allow instead. */
    waive: row.waive,
    /** Labels of its own for states. */
    statuses: row.statuses,
  }))

/** A parsed wording. */
export type DutyWording = z.output<typeof dutyWordingSchema>

/** The wording of meetings. */
export const meetingWording: DutyWording = dutyWordingSchema.parse({})

/** A state of a duty, as users see it. */
export const stateWords = (
  status: CadenceStatus,
  { statuses }: Pick<DutyWording, 'statuses'>,
): { label: string; tone: StatusTone } => ({
  tone: statusWords[status].tone,
  label: statuses[status] ?? statusWords[status].label,
})
