import { voteCast } from '../../cards/ballot-actions.ts'
import type { VoteResult } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choiceWords } from '../../domain/voting/index.ts'
import type { ClickReply, VoteHandler } from '../define/action.ts'

/** 赞成, 反对, 弃权 on a ballot's card. Answered after the commit, with the choice that counts. */
export const castVote: VoteHandler = {
  key: voteCast.key,
  value: voteCast.value,
  run: async (click, votes) => answerOf(await votes.cast(click), click.ballotId),
}

function answerOf(result: VoteResult, ballotId: string): ClickReply {
  switch (result.outcome) {
    case 'counted':
      return { toast: `已记录：${choiceWords[result.choice]}，截止前可以更改` }
    case 'closed':
      throw new Refusal('ballot/closed', { number: result.number })
    case 'not-a-voter':
      throw new Refusal('ballot/not-a-voter', {})
    case 'took-part':
      throw new Refusal('ballot/took-part', { name: null, source: result.source })
    case 'unknown-ballot':
      throw new Refusal('ballot/unknown', { ref: ballotId })
    case 'not-our-card':
      throw new Refusal('card/not-ours', {})
  }
}
