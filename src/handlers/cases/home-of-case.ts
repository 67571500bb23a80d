import { routineKind } from '../../domain/cases/routines.ts'
import { unionOf } from '../../domain/organisation/linked-rosters.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { ProcessTemplate } from '../../domain/process/index.ts'
import type { Ctx } from '../define/context.ts'

/**
 * Where a case belongs that somebody starts: what a person asks of the union is the union's also when said in private, where
 * the branch is meant else, so that the branch's officers have no part in it (DOMAIN §7.2). Without a union: where it was said.
 */
export async function homeOfCase(
  ctx: Ctx,
  template: ProcessTemplate,
  said: Organisation,
): Promise<Organisation> {
  return routineKind(template) === 'union' ? unionOf(ctx.unit, said) : said
}
