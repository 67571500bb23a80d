import type { Ballot } from '../../ports/index.ts'
import { inputOf, presenceIn } from '../../voting/counted-parts.ts'
import { gatherParts } from '../../voting/gather-parts.ts'
import { figuresOf } from '../../voting/stored-input.ts'
import { outcomeWords } from '../../voting/verdict.ts'
import type { FactRow } from '../fill.ts'
import type { FactContext } from './context.ts'

const methodWords = { open: '举手（公开）', paper: '无记名投票', electronic_secret: '无记名投票' } as const

/** One ballot as a row of a table: aggregate figures only, each of them from the count that its verdict rests on. */
export async function ballotRow(ctx: FactContext, ballot: Ballot): Promise<FactRow> {
  const parts = await gatherParts(ctx.unit, ballot)
  const present = ballot.present ?? presenceIn(parts).count
  const figures = figuresOf(ballot.input ?? inputOf(ballot, parts, present))
  const { votes, written, ballots } = figures
  const resolution = await ctx.unit.resolutions.ofBallot(ballot.id)
  const sum = (choice: 'yes' | 'no' | 'abstain') => String(votes[choice] + (written?.[choice] ?? 0))
  return {
    ballot: ballot.number,
    matter: ballot.matter,
    method: methodWords[ballot.method],
    eligible: String(ballot.verdict?.eligible ?? ''),
    present: String(present),
    issued: ballots ? String(ballots.issued) : '—',
    returned: ballots ? String(ballots.returned) : '—',
    invalid: String(votes.invalid),
    yes: sum('yes'),
    no: sum('no'),
    abstain: sum('abstain'),
    outcome: ballot.verdict ? outcomeWords[ballot.verdict.outcome] : '尚未截止',
    arithmetic: ballot.verdict?.arithmetic ?? '',
    article: ballot.verdict?.article ?? '',
    rule: ballot.verdict
      ? `${ruleLabel(ctx, ballot.verdict.rule)}（第${ballot.verdict.rule_version}版）`
      : '',
    resolution: resolution?.number ?? '',
  }
}

/** A rule by the name that people know; one that is no longer in the catalogue by its id. */
const ruleLabel = ({ catalogue }: FactContext, id: string): string =>
  catalogue.votingRules.get(id)?.label ?? id
