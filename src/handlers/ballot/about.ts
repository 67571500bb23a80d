import type { AboutResolution } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { OpenBallot } from '../../domain/voting/open-ballot.ts'
import { aboutNumber, isSettled } from '../../domain/voting/reconsidered.ts'
import type { Ctx } from '../define/context.ts'
import type { StepAtHand } from '../define/step-feature.ts'

/** What the meeting that discusses a resolution again may decide about it. */
export const reconsideredWords = {
  维持原决议: 'confirm',
  修改原决议: 'amend',
  以新决议替代: 'replace',
  废止原决议: 'withdraw',
} as const satisfies Record<string, AboutResolution>

type AboutKeys = 'replaces' | 'confirms' | 'withdraws' | 'amends'
type SaidAbout = Partial<Record<AboutKeys, string | undefined>> & {
  reconsidered?: AboutResolution | undefined
}

/**
 * The resolution that is put to the vote again: 替代, 维持, 修改 or 废止, one of them. At the step of a case that discusses a
 * resolution again the decision is enough, and without one it is refused.
 */
export async function aboutResolution(
  ctx: Ctx,
  organisationId: string,
  { replaces, confirms, withdraws, amends, reconsidered }: SaidAbout,
  at: StepAtHand | undefined,
): Promise<NonNullable<OpenBallot['about']> | null> {
  const ways = { replace: replaces, confirm: confirms, withdraw: withdraws, amend: amends }
  const named = (['replace', 'confirm', 'withdraw', 'amend'] as const).flatMap((how) => {
    const number = ways[how]
    return number === undefined ? [] : [{ how, number }]
  })
  const about = at?.step.config.reconsiders === true ? aboutNumber(at.found) : undefined
  const chosen = reconsidered && about !== undefined ? [{ how: reconsidered, number: about }] : []
  const [said, more] = [...named, ...chosen]
  if (more) throw new Refusal('resolution/both-ways', {})
  if (!said && about !== undefined) throw new Refusal('resolution/decision-missing', { number: about })
  if (!said) return null
  const resolution = await ctx.unit.resolutions.byNumber(organisationId, said.number)
  if (!resolution) throw new Refusal('resolution/unknown', { number: said.number })
  if (isSettled(resolution)) throw new Refusal('resolution/replaced', { number: resolution.number })
  return { resolution, how: said.how }
}
