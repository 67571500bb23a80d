import type { Button } from '../../cards/card.ts'
import {
  type DutyValue,
  reminderArrange,
  reminderBackfill,
  reminderRegister,
} from '../../cards/reminder-actions.ts'
import { urgedCard } from '../../cards/urging-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { fulfilmentOf, type Obligation } from '../../domain/cadence/obligation.ts'
import type { BranchStanding } from '../../domain/cadence/overview.ts'
import { anyProvisional } from '../../domain/calendar/provisional.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Urging } from '../../domain/ports/index.ts'
import type { Ctx } from '../define/context.ts'
import { obligationNamed } from './obligation-named.ts'

/** Sends one card of what it is urged about to those who lead a branch. */
export function tellUrged(
  ctx: Ctx,
  superior: Organisation,
  standing: BranchStanding,
  urgings: readonly Urging[],
  members: readonly string[],
): void {
  const duties = urgings.flatMap(({ obligation, period }) => {
    const row = standing.rows.find((one) => one.obligation === obligation && one.period.label === period)
    if (!row) return []
    const day = row.status === 'overdue' ? row.makeUpUntil : row.end
    const until =
      row.status === 'overdue'
        ? `可在${dateWords(row.makeUpUntil, ctx.today)}前${row.wording.makeUp}`
        : row.status === 'unconfirmed'
          ? '会期已过，请补录或改期'
          : `${dateWords(row.end, ctx.today)}前${row.wording.fulfil}`
    return [
      {
        label: obligationNamed(ctx, obligation).label,
        period,
        status: row.status,
        wording: row.wording,
        until,
        day,
      },
    ]
  })
  const [only, ...others] = urgings
  const one = only && others.length === 0 ? only : undefined
  const card = urgedCard({
    superior: superior.name,
    branch: standing.name,
    provisional: anyProvisional(
      ctx.catalogue.calendar,
      duties.map(({ day }) => day),
    ),
    duties,
    buttons: one
      ? buttonsFor(
          obligationNamed(ctx, one.obligation),
          { organisation: one.organisationId, obligation: one.obligation, period: one.period },
          duties[0]?.status === 'overdue',
        )
      : [],
  })
  for (const memberId of members)
    ctx.unit.send({
      key: `urge:${urgings[0]?.id ?? ''}:${memberId}`,
      kind: 'news',
      platform: ctx.platform,
      recipient: { memberId },
      content: { card },
      priority: 'duty',
    })
}

/** What the secretary can do about it at once; pressed later, each is judged by how things stand then. */
function buttonsFor(obligation: Obligation, duty: DutyValue, overdue: boolean): Button[] {
  const fulfilled = fulfilmentOf(obligation)
  if (fulfilled === 'registered') return [{ text: '登记', action: reminderRegister(duty), style: 'primary' }]
  const backfill: Button = { text: '补录已召开的会议', action: reminderBackfill(duty) }
  if (fulfilled === 'recorded') return [backfill]
  const arrange = overdue ? '安排补开' : '安排会议'
  return [{ text: arrange, action: reminderArrange(duty), style: 'primary' }, backfill]
}
