import type { Facts } from '../fill.ts'
import type { FactContext } from './context.ts'
import { documentDate } from './words.ts'

/** What every document says of its issuer: name, superior, today. */
export async function organisationFacts(ctx: FactContext, organisationId: string): Promise<Facts> {
  const own = await ctx.unit.organisations.get(organisationId)
  const superior = own?.parentId ? await ctx.unit.organisations.get(own.parentId) : null
  const roster = await ctx.unit.rosters.roster(organisationId, ctx.today)
  const holder = (office: string): string =>
    roster.find(({ offices }) => offices.some((one) => one === office))?.name ?? ''
  return {
    branch: own?.name ?? '',
    superior: superior?.name ?? '',
    issued_at: documentDate(ctx.today),
    year: ctx.today.slice(0, 4),
    secretary: holder('secretary') || holder('union_chair'),
    recorder: holder('org_member'),
  }
}
