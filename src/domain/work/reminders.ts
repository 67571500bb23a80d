import { taskReminders } from '../cadence/meeting-reminders.ts'
import type { CaseContext } from '../cases/act-on-case.ts'

/** Work that is no step of a case and yet has an owner and a day: what it is, and the id of its row. */
export type WorkKind = 'notice' | 'rectification' | 'task' | 'instruction' | 'suggestion'

/** What is to be reminded of. `due` is a local date; null = nothing any more. */
interface PlannedWork {
  what: WorkKind
  id: string
  organisationId: string
  /** Who answers for it; null = whoever holds `roles`. */
  memberId: string | null
  roles: readonly string[]
  due: string | null
}

/** The ref under which reminders of a piece of work are planned. */
export const workRef = (what: WorkKind, id: string): string => `${what}|${id}`

/** Reads a ref that `workRef` wrote, with the stage behind it. */
export function readWorkRef(ref: string): { what: WorkKind; id: string; stage: string } {
  const [what = '', id = '', stage = ''] = ref.split('|')
  return { what: what as WorkKind, id, stage }
}

/**
 * Replaces the planned reminders of a piece of work by those of its day (DOMAIN §4.5, tasks): the owner before and on
 * the day, and later those whom the stages name.
 */
export async function planWork(ctx: CaseContext, work: PlannedWork): Promise<void> {
  const ref = workRef(work.what, work.id)
  const planned =
    work.due === null
      ? []
      : taskReminders({
          due: work.due,
          stages: ctx.catalogue.cadences.taskReminders,
          calendar: ctx.catalogue.calendar,
          zone: ctx.zone,
        }).filter((one) => one.at > ctx.now)
  await ctx.unit.reminders.replace(
    'work',
    ref,
    planned.map((one) => ({
      id: ctx.unit.newId(),
      organisationId: work.organisationId,
      subject: 'work' as const,
      ref,
      stage: one.stage,
      dueAt: one.at,
      roles: one.roles.flatMap((role) =>
        role === 'responsible' ? work.roles : role === 'commissioner' ? ['committee'] : [role],
      ),
      memberId: one.roles.includes('responsible') ? work.memberId : null,
    })),
  )
}
