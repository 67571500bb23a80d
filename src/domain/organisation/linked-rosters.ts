import type { Unit } from '../ports/index.ts'
import { holdersOf } from './responsible.ts'
import type { Organisation, RosterEntry } from './types.ts'

type Reads = Pick<Unit, 'organisations' | 'rosters'>

/** The organisations that work with one: a branch and its unions. */
export async function linkedTo(
  unit: Pick<Unit, 'organisations'>,
  organisation: Organisation,
): Promise<Organisation[]> {
  if (organisation.kind === 'branch') return unit.organisations.children(organisation.id, 'union')
  if (organisation.kind !== 'union' || !organisation.parentId) return []
  const parent = await unit.organisations.get(organisation.parentId)
  return parent?.kind === 'branch' ? [parent] : []
}

/** Where matters of the union of an organisation belong: the union of a branch that has one, else the organisation itself. */
export async function unionOf(
  unit: Pick<Unit, 'organisations'>,
  organisation: Organisation,
): Promise<Organisation> {
  if (organisation.kind !== 'branch') return organisation
  return (await linkedTo(unit, organisation)).find(({ kind }) => kind === 'union') ?? organisation
}

/** The rosters of the organisations that work with one, as of a local date: who is asked when its own roster has nobody. */
export async function linkedRosters(
  unit: Reads,
  organisationId: string,
  date: string,
): Promise<RosterEntry[][]> {
  const organisation = await unit.organisations.get(organisationId)
  const linked = organisation ? await linkedTo(unit, organisation) : []
  return Promise.all(linked.map(({ id }) => unit.rosters.roster(id, date)))
}

/** Members who answer for a role in an organisation as of a local date, also where the office is held in its union or branch. */
export async function responsibleFor(
  unit: Reads,
  organisationId: string,
  role: string,
  date: string,
): Promise<string[]> {
  const roster = await unit.rosters.roster(organisationId, date)
  return holdersOf(roster, role, await linkedRosters(unit, organisationId, date))
}
