import { ledgerCard } from '../../cards/ledger-cards.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import { ledgerWithId } from '../../domain/ledgers/index.ts'
import { ledgerRows, visibleColumns } from '../../domain/ledgers/rows.ts'
import { may, type Role } from '../../domain/organisation/permissions.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import type { RosterEntry } from '../../domain/organisation/types.ts'
import { defineView } from '../define/view.ts'

/** The view of a ledger's page; what it shows is read when it is sent, so that no stored message carries rows. */
export const ledgerView = 'ledger.page'

/** `organisation|ledger|period|page`. */
export const ledgerRef = {
  write: (r: { organisationId: string; ledger: string; period: string; page: number }): string =>
    [r.organisationId, r.ledger, r.period, r.page].join('|'),
  read(ref: string) {
    const [organisationId = '', ledger = '', period = '', page = '1'] = ref.split('|')
    return { organisationId, ledger, period, page: Number(page) }
  },
}

/** A page of a ledger: a restricted one to those alone who may see it now; columns of the committee to it alone. */
export const pageOfLedger = defineView(ledgerView, async (ref, ctx) => {
  const { organisationId, ledger: id, period: label, page } = ledgerRef.read(ref)
  const ledger = ledgerWithId(id)
  const period = parsePeriod(label)
  const organisation = await ctx.unit.organisations.get(organisationId)
  if (!ledger || !period || !organisation) return null
  const roster = await ctx.unit.rosters.roster(organisationId, ctx.today)
  if (ledger.restricted && !may(rolesOf(roster, ctx.viewerId), ledger.permission)) return null
  const rows = await ledgerRows(ctx.unit.ledgerRows, ledger, { organisationId, period, zone: ctx.zone })
  const columns = visibleColumns(ledger, isOfCommittee(roster, ctx.viewerId))
  return { card: ledgerCard({ organisation, ledger, columns, rows, period, page }), open: false }
})

const isOfCommittee = (roster: readonly RosterEntry[], viewerId: string | null): boolean =>
  viewerId !== null &&
  ['committee', 'union_committee'].some((body) => holdersOf(roster, body).includes(viewerId))

function rolesOf(roster: readonly RosterEntry[], viewerId: string | null): Set<Role> {
  const entry = roster.find((one) => one.memberId === viewerId)
  return new Set<Role>(entry ? ['member', ...entry.offices] : [])
}
