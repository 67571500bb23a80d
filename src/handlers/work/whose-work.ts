import { peopleWithWork } from '../../domain/cases/hand-over.ts'
import { member } from '../arguments/index.ts'
import type { Arg, ReadContext } from '../define/argument.ts'

/** Whose work is handed over. */
export interface WorkOwner {
  memberId: string
  name: string
}

const onRoster = member({ label: '移交人' })

/** Somebody on the roster, or somebody who has left it and still has something to do. */
export const whoseWork: Arg<WorkOwner> = {
  ...onRoster,
  async read(given, ctx) {
    const found = await onRoster.read(given, ctx)
    if (found.ok) return found
    const [only, ...others] = (await leftWithWork(ctx)).filter(
      ({ memberId, name }) => name === given.trim() || memberId === given.trim(),
    )
    return only && others.length === 0 ? { ok: true, value: only } : found
  },
  /** A choice among the roster; whoever has left it stands there by name. */
  async field(ctx, value) {
    const field = await onRoster.field(ctx, value)
    return value === undefined || (await onRoster.read(value, ctx)).ok
      ? field
      : { kind: 'line', label: onRoster.label, maxLength: 30, value: value.slice(0, 30) }
  },
}

async function leftWithWork(ctx: ReadContext): Promise<WorkOwner[]> {
  if (ctx.organisationId === null) return []
  const here = new Set((await ctx.roster()).map(({ memberId }) => memberId))
  const left = (await peopleWithWork(ctx.unit, ctx.organisationId)).filter((id) => !here.has(id))
  return (await ctx.unit.rosters.members(left)).map(({ id, name }) => ({ memberId: id, name }))
}
