import { addMonths } from '../../../domain/calendar/dates.ts'
import type { RosterEntry, Standing } from '../../../domain/organisation/types.ts'
import { standingWords } from '../../../domain/organisation/words.ts'
import { spanOfCase } from './duties.ts'
import type { Prefill } from './source.ts'

/** A probation lasts a year (党章 art. 7). */
const probationMonths = 12

/**
 * The roster of today by standing, who came, left or changed within the period, and when each probation ends: what a
 * secretary checks the register of members against.
 */
export const rosterWords: Prefill = async (ctx, found) => {
  const { rosters } = ctx.unit
  const roster = await rosters.roster(found.organisationId, ctx.today)
  const standings = await rosters.standings(found.organisationId)
  const ids = [...new Set(standings.map(({ memberId }) => memberId))]
  const names = new Map((await rosters.members(ids)).map((one) => [one.id, one.name]))
  const nameOf = (id: string) => names.get(id) ?? ''
  return [
    `名册${roster.length}人：${countsOf(roster)}`,
    ...changesIn(standings, spanOfCase(ctx, found), nameOf),
    ...probationsOf(roster, standings, nameOf),
  ].join('\n')
}

function countsOf(roster: readonly RosterEntry[]): string {
  const kinds = [...new Set(roster.map(({ standing }) => standing))]
  return kinds
    .map((kind) => `${standingWords[kind]}${roster.filter((one) => one.standing === kind).length}人`)
    .join('、')
}

function changesIn(
  standings: readonly Standing[],
  { start, end }: { start: string; end: string },
  nameOf: (id: string) => string,
): string[] {
  // The register as it was first entered is no change of it.
  const begun = standings.map(({ from }) => from).sort()[0] ?? start
  const within = (date: string | null) => date !== null && date >= start && date <= end && date > begun
  const goesOn = ({ memberId, to }: Standing) =>
    standings.some((next) => next.memberId === memberId && next.from === to)
  return standings.flatMap((one) => [
    ...(within(one.from) ? [`${one.from} ${nameOf(one.memberId)}：${standingWords[one.kind]}`] : []),
    ...(within(one.to) && !goesOn(one) ? [`${one.to} ${nameOf(one.memberId)}：不再在名册`] : []),
  ])
}

const probationsOf = (
  roster: readonly RosterEntry[],
  standings: readonly Standing[],
  nameOf: (id: string) => string,
): string[] =>
  roster
    .filter(({ standing }) => standing === 'probationary')
    .flatMap(({ memberId }) => {
      const since = standings.findLast(
        (one) => one.memberId === memberId && one.kind === 'probationary',
      )?.from
      return since ? [`${nameOf(memberId)}预备期至${addMonths(since, probationMonths)}`] : []
    })
