import { routineKind } from '../../domain/cases/routines.ts'
import { linkedTo } from '../../domain/organisation/linked-rosters.ts'
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
  if (said.kind !== 'branch' || routineKind(template) !== 'union') return said
  const union = (await linkedTo(ctx.unit, said)).find(({ kind }) => kind === 'union')
  return union ?? said
}
