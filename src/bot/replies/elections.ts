import { approvalStateWords } from '../../domain/approval/states.ts'
import type { ElectionRefusals } from '../../domain/elections/refusals.ts'
import type { Replies } from './replies.ts'

export const electionReplies: Replies<ElectionRefusals> = {
  'election/none': ({ number }) =>
    number === null
      ? '还没有选举。新建选举，例如：/选举 新建 支部委员会 名额=3；工会群：/选举 新建 工会委员会 名额=3。'
      : `没有找到选举 ${number}，请核对编号。`,
  'election/namesakes': () => '候选人中有同名的人，计票时无法区分，请在名册中先区分姓名。',
  'election/not-electable': ({ name }) =>
    `${name}没有被选举权或不在本次选举的范围内，不能列为候选人或另选。请核对名册：/党员 名册`,
  'election/elected-already': ({ name }) => `${name}已当选，不再列入名单。`,
  'election/too-few': ({ given, seats, least }) =>
    `应选${seats}人，候选人不少于${least}人（差额），现有${given}人。请补充后重新提交，没有保存。`,
  'election/not-now': ({ number, next }) => `${number} 现在不能办理这一步。下一步：${next}`,
  'election/nomination-over': ({ number }) => `${number} 的推荐已经结束，没有计入。`,
  'election/nobody-named': () => '请选择推荐的人选后再提交。',
  'election/too-many-named': ({ named, most }) => `推荐了${named}人，最多推荐${most}人，请修改后再提交。`,
  'election/no-consent': ({ number, request, state }) =>
    state === null
      ? `${number} 的候选人预备人选还没有报上级：/选举 名单 ${number} 候选人=张三、李四。`
      : `${number} 的候选人预备人选须经上级同意，请示 ${request} 现为“${approvalStateWords[state]}”，不能投票。`,
  'election/other-body': ({ body, offered }) => `本群不选举${body}，可以选举：${offered.join('、')}。`,
  'election/reduction-not-agreed': ({ agreed, eligible, present }) =>
    agreed > present
      ? `同意${agreed}人多于到会选举人${present}人，请核对人数。`
      : `减少名额须经选举人${eligible}人的半数以上（至少${Math.floor(eligible / 2) + 1}人）同意，现为${agreed}人。请另行选举。`,
  'election/running': ({ number, body }) =>
    `${body}的选举 ${number} 正在进行，不能重复新建。查看进展：/选举 查询 ${number}`,
}
