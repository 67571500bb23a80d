import { outcomeWords } from '../../domain/voting/index.ts'
import type { VotingRefusals } from '../../domain/voting/refusals.ts'
import type { Replies } from './replies.ts'

export const votingReplies: Replies<VotingRefusals> = {
  'ballot/unknown': () => '没有找到这次表决，请核对编号。',
  'ballot/closed': ({ number }) => `表决已截止（${number}），没有计入。`,
  'ballot/not-a-voter': () => '您不在本次表决名册中。',
  'ballot/already-cast': ({ number }) => `您已在 ${number} 中投票，无记名投票提交后不能更改。`,
  'ballot/no-such-choice': ({ choice, choices }) => `没有“${choice}”这个选项，可选：${choices.join('、')}。`,
  'ballot/none': ({ open }) =>
    open
      ? '本支部没有正在进行的表决。发起表决：/表决 发起 事项。'
      : '本支部还没有表决。发起表决：/表决 发起 事项。',
  'ballot/several': ({ numbers }) =>
    `正在进行的表决有${numbers.length}项，请写明编号：${numbers.join('、')}。`,
  'ballot/secret-required': ({ rule, article }) =>
    `“${rule}”应当无记名投票，不能公开表决。依据：${article} 请使用纸质票，由监票人、计票人现场计票并记录。`,
  'ballot/method-not-offered': ({ method }) =>
    `“${method}”暂不能在这里进行，请使用纸质票，由监票人、计票人现场计票并记入会议记录。公开表决请写：方式=公开。`,
  'ballot/rule-not-offered': ({ rule, offered }) =>
    `“${rule}”不能在支部群里公开表决，现在可用的规则：${offered.join('、')}。`,
  'ballot/no-quorum': ({ present, need }) =>
    `实到${present}人，少于${need}人，不能表决。请等到会有表决权党员签到后再发起；人数仍不够的，表决事项另行开会。`,
  'ballot/no-voters': () => '名册中没有有表决权的正式党员，不能发起表决。请先用 /党员 状态 核对名册。',
  'ballot/recused-without-vote': ({ names }) =>
    `${names.join('、')}在本次表决中没有表决权，不需要回避。请核对“回避=”中的姓名。`,
  'ballot/open-already': ({ number }) => `该事项正在表决（${number}），请先截止：/表决 截止 ${number}。`,
  'ballot/decided-before': ({ number, outcome }) =>
    `本次会议已对该事项表决（${number}，${outcomeWords[outcome]}），同一会议不重复表决。事项有修改的，请写明修改后的事项；确需重新表决的，请写明：理由=…，并会在结果中标明。`,
  'ballot/no-near-tie': ({ number }) => `${number} 不需要主持人另作选择。`,
  'ballot/chair-decided': ({ number }) => `${number} 已由主持人作出选择，不再更改。`,
}
