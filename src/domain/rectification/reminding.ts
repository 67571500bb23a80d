import type { CaseContext } from '../cases/case-context.ts'
import type { Rectification } from '../ports/rectification.ts'
import { planWork } from '../work/reminders.ts'

/** The view of an item, private: ref = its id. */
export const rectificationView = 'rectification.item'

/** The owner is reminded while it is not closed; afterwards nobody. */
export const remindOfItem = (ctx: CaseContext, item: Rectification): Promise<void> =>
  planWork(ctx, {
    what: 'rectification',
    id: item.id,
    organisationId: item.organisationId,
    memberId: item.ownerId,
    roles: ['owner'],
    due: item.state === 'closed' ? null : item.dueOn,
  })
