import type { Ballot } from '../../ports/index.ts'
import { inputOf, presenceIn } from '../../voting/counted-parts.ts'
import { gatherParts } from '../../voting/gather-parts.ts'
import { chairSentence } from '../../voting/near-tie-words.ts'
import { type BallotFigures, figuresOf } from '../../voting/stored-input.ts'
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
  const outcome = ballot.verdict ? outcomeWords[ballot.verdict.outcome] : '尚未截止'
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
    votes: voteWords(ballot, figures) || `赞成${sum('yes')}人，反对${sum('no')}人，弃权${sum('abstain')}人`,
    chair: chairSentence(ballot),
    outcome,
    result: `${outcome}（表决记录：${ballot.number}）。${chairSentence(ballot)}`,
    arithmetic: ballot.verdict?.arithmetic ?? '',
    article: ballot.verdict?.article ?? '',
    rule: ballot.verdict
      ? `${ruleLabel(ctx, ballot.verdict.rule)}（第${ballot.verdict.rule_version}版）`
      : '',
    resolution: resolution?.number ?? '',
  }
}

/** The persons of an election or recommendation with their votes; empty for a matter. */
function voteWords({ seats, verdict }: Ballot, { candidates, write_ins }: BallotFigures): string {
  if (seats === null) return ''
  const all = [...candidates, ...write_ins].sort((a, b) => b.yes - a.yes)
  const elected = verdict?.elected ?? []
  return all.map(({ name, yes }) => `${name}${yes}票${elected.includes(name) ? '（当选）' : ''}`).join('，')
}

/** A rule by the name that people know; one that is no longer in the catalogue by its id. */
const ruleLabel = ({ catalogue }: FactContext, id: string): string =>
  catalogue.votingRules.get(id)?.label ?? id
