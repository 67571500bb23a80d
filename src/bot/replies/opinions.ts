import type { OpinionRefusals } from '../../domain/opinions/refusals.ts'
import type { Replies } from './replies.ts'

export const opinionReplies: Replies<OpinionRefusals> = {
  'opinions/none-open': () =>
    '目前没有正在征求的意见。可以请书记或组织委员发起：/意见 发起 主题，或直接向他们当面反映。',
  'opinions/several-open': ({ calls }) =>
    `正在征求的意见有${calls.length}项，请写明编号：${calls.map((one) => `编号=${one.number}（${one.topic}）`).join('；')}。`,
  'opinions/closed': ({ number }) =>
    `征求意见 ${number} 已截止，没有收下。仍有意见的，请直接向归纳人或书记反映。`,
  'opinions/ended': ({ number }) =>
    `征求意见 ${number} 早已截止，没有重复办理。归纳人可以发送：/意见 汇总 ${number}。`,
  'opinions/collated': ({ number }) => `征求意见 ${number} 已经归纳完毕，不能再更改。`,
  'opinions/not-asked': ({ number, audience }) =>
    `征求意见 ${number} 的范围是${audience}，您不在其中，没有收下。`,
  'opinions/must-be-named': ({ number }) => `征求意见 ${number} 要求署名，不能匿名提交。请去掉“匿名”再提交。`,
  'opinions/anonymous-in-group': () =>
    '群里发送的命令大家都能看到发送人，不能算匿名，没有收下。请私聊发给助手，或在征求意见的卡片上填写。',
  'opinions/empty': ({ what }) => `请填写${what}，空格和看不见的字符不算。`,
  'opinions/too-long': ({ what, most, found }) =>
    `${what}不能超过${most}字，现有${found}字，请缩短或分几次提交要点。`,
  'opinions/not-collator': ({ collator }) =>
    `原始意见只有归纳人（${collator}）可以查看和归纳；归纳后会反馈给班子成员。`,
  'opinions/absent-of-what': () => '征求缺席党员的意见，请写明会议编号，例如：会议=D2026-001。',
  'opinions/deadline-too-far': ({ days }) => `截止时间不能晚于${days}天之后，请改近一些。`,
  'opinions/restricted': ({ number }) =>
    `${number} 仅限有关人员知悉，不能在群里征求意见，请在该事项的清单中填写。`,
}
