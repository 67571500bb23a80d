import type { VotingRefusals } from '../../domain/voting/refusals.ts'
import type { Replies } from './index.ts'

export const votingReplies: Replies<VotingRefusals> = {
  'ballot/unknown': () => '没有找到这次表决，请核对编号。',
  'ballot/closed': ({ number }) => `表决已截止（${number}），没有计入。`,
  'ballot/not-a-voter': () => '您不在本次表决名册中。',
  'ballot/already-cast': ({ number }) => `您已在 ${number} 中投票，无记名投票提交后不能更改。`,
  'ballot/no-such-choice': ({ choice, choices }) => `没有“${choice}”这个选项，可选：${choices.join('、')}。`,
}
