import type { ElectorateBody } from '../../domain/voting/electorate-bodies.ts'
import { outcomeWords } from '../../domain/voting/index.ts'
import type { VotingRefusals } from '../../domain/voting/refusals.ts'
import { sourceWords } from '../../domain/voting/vote-source.ts'
import type { Replies } from './replies.ts'

/** Why a body has nobody to vote, and what registers its people. */
const nobodyWords = {
  party_members: '名册中没有有表决权的正式党员，不能发起表决。请先用 /党员 状态 核对名册',
  branch_committee: '支部委员会尚未登记委员，请先用 /党员 任职 登记',
  elected_committee: '新一届委员会还没有当选的委员，请先完成选举，或用 /党员 任职 登记',
  staff: '职工名册中还没有人，请先在工会群核对名册：/名册，职工用 /党员 状态 登记',
  member_representatives:
    '工会实行会员代表大会制，尚未登记会员代表，请先在工会群登记，例如：/代表 登记 会员代表 张三、李四 任期起=2026-12-01 任期=5年',
  staff_representatives: '尚未登记职工代表，请先在工会群用 /党员 任职 登记，例如：/党员 任职 张三 职工代表',
  union_members: '工会名册中没有工会会员，请先用 /党员 状态 登记',
  union_committee: '工会委员会尚未登记委员，请先用 /党员 任职 登记',
  leadership: '领导班子尚未登记成员，请先用 /党员 任职 登记，例如：/党员 任职 张三 班子成员',
} as const satisfies Record<ElectorateBody, string>

export const votingReplies: Replies<VotingRefusals> = {
  'ballot/unknown': () => '没有找到这次表决，请核对编号。',
  'ballot/closed': ({ number }) => `表决已截止（${number}），没有计入。`,
  'ballot/not-a-voter': () => '您不在本次表决名册中。',
  'ballot/already-cast': ({ number }) => `您已在 ${number} 中投票，无记名投票提交后不能更改。`,
  'ballot/no-such-choice': ({ choice, choices }) => `没有“${choice}”这个选项，可选：${choices.join('、')}。`,
  'ballot/none': ({ open }) =>
    open ? '没有正在进行的表决。发起表决：/表决 发起 事项。' : '还没有表决。发起表决：/表决 发起 事项。',
  'ballot/several': ({ numbers }) =>
    `正在进行的表决有${numbers.length}项，请写明编号：${numbers.join('、')}。`,
  'ballot/secret-required': ({ rule, article }) =>
    `“${rule}”应当无记名投票，不能公开表决。依据：${article} 请用纸质票，由计票人、监票人计票：方式=现场票决。`,
  'ballot/took-part': ({ name, source }) =>
    `${name ?? '您'}已${sourceWords[source]}，同一事项不能重复表决。登记有误的，请与计票人核对。`,
  'ballot/tellers-same': ({ name }) => `计票人和监票人不能是同一人（${name}），请另选一人。`,
  'ballot/teller-concerned': ({ name }) =>
    `${name}是本次表决涉及的人选，不能担任计票人、监票人，请另选一人。`,
  'ballot/no-names': ({ number }) =>
    `${number} 是无记名表决，没有“谁投了什么票”的名单。查看结果：/表决 结果 ${number}。`,
  'ballot/on-paper': ({ number }) => `${number} 是现场票决，请在会场投票。`,
  'ballot/voted-already': ({ number }) =>
    `${number} 已有人表决，不能作废，只能截止计票：/表决 截止 ${number}。`,
  'ballot/all-voted': ({ number }) => `${number} 名册中的人都已表决，不需要催投。`,
  'ballot/electronic-not-allowed': () =>
    '无记名电子表决须经上级书面同意：/设置 电子无记名表决 启用 文号=上级同意的文号。也可以用纸质票：方式=现场票决。',
  'ballot/too-few-voters': ({ voters, least }) =>
    `有表决权的${voters}人，少于${least}人：人数太少，结果会暴露各人的选择，不能无记名电子表决。请用纸质票：方式=现场票决。`,
  'ballot/no-receipts': ({ number }) => `${number} 不是无记名电子表决，没有回执清单。`,
  'ballot/receipts-later': ({ number }) => `${number} 还在表决，截止后公布回执清单。`,
  'sealed/not-electable': () => '另选的人须是本次选举中有被选举权的人，请核对姓名，没有投票。',
  'sealed/too-long': () => '另选他人的姓名太长，请缩短后再提交，没有投票。',
  'sealed/nothing-chosen': () => '请先选择再提交，没有投票。',
  'sealed/too-many': ({ chosen, seats }) => `选了${chosen}人，最多选${seats}人。请修改后再提交，没有投票。`,
  'resolution/unknown': ({ number }) => `没有找到决议 ${number}，请核对编号。`,
  'resolution/replaced': ({ number }) => `决议 ${number} 已被新的决议替代或废止，不能再次复议。`,
  'resolution/being-reconsidered': ({ number, case: running }) =>
    `决议 ${number} 已在复议中（${running}），不能重复提出。打开清单：/清单 ${running}。`,
  'resolution/convened': ({ meeting }) =>
    `已安排 ${meeting} 复议此决议。改时间请用：/会议 改期 ${meeting} 时间 原因=…。`,
  'resolution/both-ways': () => '“复议决定”“替代”“维持”“修改”“废止”只能写一个，例如：维持=原决议编号。',
  'resolution/decision-missing': ({ number }) =>
    `请在“复议决定”中写明对 ${number} 怎么表决：维持原决议、修改原决议、以新决议替代或废止原决议。`,
  'sheet/missing': ({ number }) =>
    `${number} 是现场票决，须由计票人录入计票单、监票人确认后才有结果：/表决 录入 ${number} 发出= 收回= 赞成= 反对= 弃权= 无效=。`,
  'sheet/unbalanced': ({ yes, no, abstain, invalid, blank, sum, returned }) =>
    `票数不符：赞成${yes}＋反对${no}＋弃权${abstain}＋无效${invalid}＋空白${blank}＝${sum}张，收回${returned}张。请核对后重新录入，没有保存。`,
  'sheet/person-exceeds': ({ name, yes, valid }) =>
    `票数不符：${name}得${yes}票，多于有效票${valid}张。请核对后重新录入，没有保存。`,
  'sheet/too-many-marks': ({ total, most, seats }) =>
    `票数不符：各人得票合计${total}票，每张票最多选${seats}人，合计不应超过${most}票。请核对后重新录入，没有保存。`,
  'sheet/too-many-issued': ({ issued, most, base }) =>
    `发出${issued}张，多于${base === 'present' ? '到会尚未表决的' : '应到会'}有表决权人数${most}人。请核对发出票数，没有保存。`,
  'sheet/names-differ': ({ names, returned }) =>
    `名单${names}人，与收回（举手）${returned}不一致。请核对后重新录入，没有保存。`,
  'sheet/names-needed': ({ number }) =>
    `${number} 同时在群里表决，录入现场结果须写明现场表决的人：名单=张三、李四。`,
  'sheet/figures-needed': ({ number, election }) =>
    `请写明发出、收回和各项票数：/表决 录入 ${number} 发出=18 收回=18 ${election ? '无效=0 得票=张三:16；李四:12' : '赞成=16 反对=1 弃权=1 无效=0'}。`,
  'sheet/not-a-candidate': ({ name, candidates }) =>
    candidates.length > 0
      ? `选票上没有“${name}”，候选人：${candidates.join('、')}。选票以外的人请写：另选=${name}:票数。`
      : '本次表决没有候选人，请写：赞成= 反对= 弃权=。',
  'sheet/not-on-roll': ({ name }) => `${name}不在本次表决名册中，没有保存。`,
  'sheet/not-a-teller': ({ names }) => `本次计票由${names.join('、')}办理。`,
  'sheet/own': () => '计票单须由另一人核对确认，录入人不能确认自己录入的计票单。',
  'sheet/none-entered': ({ number }) =>
    `${number} 没有待确认的计票单。请先录入：/表决 录入 ${number} 发出= 收回= 赞成= 反对= 弃权= 无效=。`,
  'sheet/confirmed-already': ({ number }) => `${number} 的计票单已经确认，不能再更改。`,
  'written/not-allowed': ({ rule }) => `“${rule}”不接受书面意见，须本人到会表决，也不能委托他人。`,
  'written/ahead': ({ label }) => `${label}不能晚于现在，请核对。`,
  'ballot/rule-not-offered': ({ rule, offered }) =>
    `“${rule}”不能在本群这样表决，可用的规则：${offered.join('、')}。`,
  'ballot/rule-not-in-force': ({ rule, day }) => `${day}没有施行中的“${rule}”规则，不能按它表决。`,
  'ballot/no-quorum': ({ present, need, voters }) =>
    `实到${present}人，少于${need}人，不能表决。请等到会${voters}签到后再发起；人数仍不够的，表决事项另行开会。`,
  'ballot/no-voters': ({ body, voters, recused }) =>
    recused
      ? `回避后没有可以表决的${voters}，不能发起表决。请核对“回避=”中的姓名。`
      : `${body === null ? `名册中没有${voters}` : nobodyWords[body]}。`,
  'ballot/recused-without-vote': ({ names }) =>
    `${names.join('、')}在本次表决中没有表决权，不需要回避。请核对“回避=”中的姓名。`,
  'ballot/open-already': ({ number }) => `该事项正在表决（${number}），请先截止：/表决 截止 ${number}。`,
  'ballot/decided-before': ({ number, outcome }) =>
    `本次会议已对该事项表决（${number}，${outcomeWords[outcome]}），同一会议不重复表决。事项有修改的，请写明修改后的事项；确需重新表决的，请写明：理由=…，并会在结果中标明。`,
  'ballot/not-closed': ({ number }) => `${number} 还在表决，截止后才能出具证书：/表决 截止 ${number}。`,
  'ballot/awaits-chair': ({ number }) =>
    `${number} 赞成与反对人数接近，请主持人先在表决结果的卡片上作出选择，再出具证书。`,
  'ballot/no-figures': ({ number }) => `${number} 没有保存计票依据（由旧版本截止），不能出具证书。`,
  'ballot/reason-needed': () =>
    '按多数意见执行限于紧急情况，请在卡片的“理由”中写明为什么紧急，再选择。没有保存。',
  'ballot/no-near-tie': ({ number }) => `${number} 不需要主持人另作选择。`,
  'ballot/chair-decided': ({ number }) => `${number} 已由主持人作出选择，不再更改。`,
}
