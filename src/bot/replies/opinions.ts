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
    `征求意见 ${number} 的范围是${audience}，您不在其中，没有收下。有意见的，请直接向归纳人或书记反映。`,
  'opinions/must-be-named': ({ number }) => `征求意见 ${number} 要求署名，不能匿名提交。请去掉“匿名”再提交。`,
  'opinions/anonymous-in-group': () =>
    '群里发送的命令大家都能看到发送人，不能算匿名，没有收下。请私聊发给助手，或在征求意见的卡片上填写。',
  'opinions/empty': ({ what }) => `请填写${what}，空格和看不见的字符不算。`,
  'opinions/too-long': ({ what, most, found }) =>
    `${what}不能超过${most}字，现有${found}字，请缩短或分几次提交要点。`,
  'opinions/not-collator': ({ collator }) =>
    `原始意见只有归纳人（${collator}）可以查看和归纳；归纳后会反馈给班子成员。`,
  'opinions/absent-of-what': () => '征求缺席党员的意见，请写明会议编号，例如：会议=D2026-001。',
  'opinions/unplaced': ({ missing }) =>
    `原始意见第${missing.slice(0, 20).join('、')}条还没有归入，没有提交。请在“归并”中写明，例如：1:1、3；2:2；略(与主题无关):4`,
  'opinions/placing-unread': ({ text, lines }) =>
    `归并“${text}”没有看懂：汇总共${lines}条，请写成 1:1、3；2:2 的样子，不归入的写 略(原因):编号。`,
  'opinions/no-original': ({ no, originals }) => `没有第${no}条原始意见，共${originals}条，请核对。`,
  'opinions/still-open': ({ number }) =>
    `征求意见 ${number} 还没有截止，原始意见的编号可能变化。多条汇总请先截止：/意见 截止 ${number}`,
  'opinions/not-collated': ({ number }) => `征求意见 ${number} 还没有归纳，请归纳人先提交汇总。`,
  'opinions/no-line': ({ no, lines }) => `没有第${no}条汇总意见，共${lines}条，请核对。`,
  'opinions/reason-missing': ({ no }) => `第${no}条没有全部采纳，须写明理由，例如：理由=需与上级制度衔接。`,
  'opinions/undisposed': ({ number, lines }) =>
    `征求意见 ${number} 第${lines.join('、')}条还没有处理意见，请先发送：/意见 处理 ${number} 第${lines[0] ?? 1}条 处理=采纳`,
  'opinions/fed-back': ({ number }) => `征求意见 ${number} 已经反馈，没有重复办理。`,
  'opinions/reported': ({ number, report }) => `征求意见 ${number} 已经以报告 ${report} 上报，没有重复办理。`,
  'opinions/nobody': () => '您不在名册中，署名的意见无法登记，请勾选匿名再提交。',
  'opinions/deadline-too-far': ({ days }) => `截止时间不能晚于${days}天之后，请改近一些。`,
  'opinions/restricted': ({ number }) =>
    `${number} 仅限有关人员知悉，不能在群里征求意见，请在该事项的清单中填写。`,
}
