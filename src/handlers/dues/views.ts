import { duesCard } from '../../cards/dues-cards.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import type { Base } from '../define/context.ts'
import { defineView } from '../define/view.ts'

/** Dues person by person: all of them for the union's finance, one's own for anybody else. Ref = organisation|period|all or own. */
export const duesView = 'union.dues'
export const duesRef = (organisationId: string, period: string, whose: 'all' | 'own'): string =>
  `${organisationId}|${period}|${whose}`

/** Whether a person keeps the dues of an organisation: its finance officer, its chair where there is none. */
export const keepsDues = async (ctx: Base, organisationId: string, memberId: string): Promise<boolean> =>
  (await responsibleFor(ctx.unit, organisationId, 'union_finance', ctx.today)).includes(memberId)

/** Read when it is sent, so that no stored message carries what somebody pays. */
export const duesOfPeriod = defineView(duesView, async (ref, ctx) => {
  const [organisationId = '', label = '', whose] = ref.split('|')
  const period = parsePeriod(label)
  const organisation = await ctx.unit.organisations.get(organisationId)
  const { viewerId } = ctx
  if (!period || !organisation || viewerId === null) return null
  if (whose === 'all' && !(await keepsDues(ctx, organisationId, viewerId))) return null
  const dues = (await ctx.unit.dues.ofPeriod(organisationId, period.start)).filter(
    ({ memberId }) => whose === 'all' || memberId === viewerId,
  )
  const people = await ctx.unit.rosters.members(dues.map(({ memberId }) => memberId))
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? ''
  const rows = dues.map((one) => ({ ...one, name: nameOf(one.memberId) }))
  return { card: duesCard(organisation.name, periodWords(label), rows), open: false }
})
