import type { PublicNoticeRefusals } from '../../domain/public-notices/refusals.ts'
import type { Replies } from './replies.ts'

export const publicNoticeReplies: Replies<PublicNoticeRefusals> = {
  'notice/penalty': () =>
    '内容涉及处分、处罚，不能向群发布，没有发布。请私聊发送并写明“类别=处罚”，只登记，不发布，由有权的人按登记的范围宣布。',
  'notice/personal-data': ({ found, aid }) =>
    `内容中有${found.join('、')}，没有发布。${aid ? '困难帮扶只公示姓名和帮扶类别，不写病情、收入、住址和金额。' : '公示只写必要的信息，请删去后再发布。'}`,
  'notice/no-period': ({ number, kind }) => `${number} 是${kind}，没有公示期，不能延期，也不受理异议。`,
  'notice/closed': ({ number, state }) => `${number} 现在的状态是“${state}”，没有办理。`,
  'notice/already-said': ({ number }) => `${number} 已收到同样内容的异议，没有重复登记。`,
  'notice/not-acceptor': ({ acceptor }) => `异议只有受理人（${acceptor}）可以查看和办理。`,
  'notice/anonymous-in-group': () =>
    '群里发送的命令大家都能看到发送人，不能算匿名，没有收下。请私聊发给助手，或在公示的卡片上填写并勾选匿名。',
  'notice/nobody': ({ acceptor }) =>
    `您不在名册中，署名的意见无法登记。可以勾选匿名提交，或直接向受理人（${acceptor}）反映。`,
  'notice/no-objection': ({ no }) => `没有第${no}件异议，请核对序号。`,
  'notice/concluded': ({ no }) => `第${no}件异议已作出结论，没有重复办理。`,
  'notice/no-inquiry': ({ no }) => `第${no}件异议还没有核实情况，请先填写核实情况，再作结论。`,
  'notice/own-objection': ({ no }) => `第${no}件异议由您本人提出，不能由您作结论。请由书记更换受理人后办理。`,
  'notice/same-text': ({ number }) => `${number} 的内容没有变化，没有更正，公示期不重新计算。`,
}
