import { z } from 'zod'
import { requestLimits, requestTitle } from '../domain/approval/request-text.ts'
import { stateWordOf } from '../domain/approval/states.ts'
import type { Approval, ApprovalState, Task } from '../domain/ports/index.ts'
import { taskStateWords } from '../domain/work/words.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card, Tag, Tone } from './card.ts'
import { dateWords, shortened, stampWords, timeWords } from './wording.ts'

const revisionOf = z.object({ approval: refId, revision: z.number().int().min(1).max(1000) })
/** Far above the limit of the rule, which refuses in words. */
const typed = z.string().max(40_000)
const commentForm = z.object({ comment: typed.optional() })

export const approvalAgree = cardAction('approval.agree', revisionOf, commentForm)
/** 原则同意: the conditions stand in the comment. */
export const approvalAgreeWith = cardAction('approval.agree-with', revisionOf, commentForm)
export const approvalReturn = cardAction('approval.return', revisionOf, commentForm)
export const approvalReject = cardAction('approval.reject', revisionOf, commentForm)
export const approvalResubmit = cardAction(
  'approval.resubmit',
  revisionOf,
  z.object({ matter: typed.optional(), body: typed.optional() }),
)

const stateTones: Record<ApprovalState, Tone> = {
  submitted: 'info',
  returned: 'attention',
  agreed: 'success',
  agreed_in_principle: 'success',
  rejected: 'danger',
}

const stateTag = (approval: Approval): Tag => ({
  text: stateWordOf(approval),
  tone: stateTones[approval.state],
})

/** What the cards of a request need. Names are empty where nobody is meant. */
export interface RequestCardFacts {
  approval: Approval
  branch: string
  applicant: string
  decider: string
  /** Number of the meeting that it is about; null where there is none. */
  meeting: string | null
  /** What comes of the conditions of the reply. */
  tasks: readonly Task[]
  zone: string
}

const requestFacts = ({ approval, branch, applicant, meeting, zone }: RequestCardFacts): Block => ({
  type: 'facts',
  items: [
    { label: '请示单位', value: branch },
    { label: '主送', value: approval.addressee },
    { label: '申请人', value: applicant },
    { label: '提交', value: timeWords(approval.appliedAt, zone) },
    ...(meeting ? [{ label: '会议', value: meeting }] : []),
    ...(approval.revision > 1 ? [{ label: '稿次', value: `第${approval.revision}稿` }] : []),
  ],
})

/** 「谁于何时同意。意见：…」; for a reply on paper its number and date. */
export function outcomeWords({ approval, decider, zone }: RequestCardFacts): string {
  const { state, decidedAt, comment, replyNumber, replyDate } = approval
  if (state === 'submitted' || !decidedAt) return '尚未批复。'
  const said = comment ? `意见：${comment}` : ''
  if (replyNumber === null)
    return `${decider}于${timeWords(decidedAt, zone)}${stateWordOf(approval)}。${said}`
  const when = replyDate === null ? '' : `于${dateWords(replyDate)}`
  return `${approval.addressee}${when}批复（文号：${replyNumber}）：${stateWordOf(approval)}。${said}`
}

/** The card in the superior's group for one revision: the text, and the buttons until it is decided. */
export function decisionCard(facts: RequestCardFacts, revision: number): Card {
  const { approval } = facts
  if (revision !== approval.revision) return replacedCard(facts, revision)
  const waiting = approval.state === 'submitted'
  return {
    title: shortened(`${waiting ? '待审批' : '已办理'}：${approval.matter}`, 40),
    tone: stateTones[approval.state],
    subtitle: approval.number,
    tags: [stateTag(approval)],
    blocks: [
      requestFacts(facts),
      { type: 'text', text: approval.body },
      ...(waiting ? [...lastReturn(facts), { type: 'divider' as const }, decisionForm(approval)] : []),
      ...(waiting ? [] : [{ type: 'text' as const, text: outcomeWords(facts) }]),
    ],
    note: waiting
      ? '由上级组织人员办理一次即生效；申请人本人不能办理。原则同意、退回修改和驳回须写明意见，原则同意的意见逐条转为任务。'
      : '已办理，结果已告知支部。',
    summary: `${waiting ? '待审批' : stateWordOf(approval)}：${approval.matter}（${approval.number}）`,
  }
}

/** What the superior said when the revision before was returned. */
const lastReturn = ({ approval, decider }: RequestCardFacts): Block[] =>
  approval.revision > 1 && approval.comment
    ? [{ type: 'text', text: `上一稿由${decider}退回修改，意见：${approval.comment}`, size: 'small' }]
    : []

const decisionForm = ({ id, revision }: Approval): Block => ({
  type: 'form',
  id: 'decision',
  fields: {
    comment: {
      kind: 'area',
      label: '意见',
      maxLength: requestLimits.comment,
      placeholder: '同意可以不写，其余须写明；原则同意的意见每行一条',
    },
  },
  buttons: [
    { text: '同意', style: 'primary', action: approvalAgree({ approval: id, revision }) },
    { text: '原则同意，附意见', action: approvalAgreeWith({ approval: id, revision }) },
    { text: '退回修改', action: approvalReturn({ approval: id, revision }) },
    { text: '驳回', style: 'danger', action: approvalReject({ approval: id, revision }) },
  ],
})

/** The card of an earlier revision: it stands for nothing any more. */
const replacedCard = ({ approval }: RequestCardFacts, revision: number): Card => ({
  title: shortened(`已退回修改：${approval.matter}`, 40),
  tone: 'neutral',
  subtitle: approval.number,
  blocks: [
    { type: 'text', text: `第${revision}稿已退回修改，现为第${approval.revision}稿，请在新卡片上办理。` },
  ],
  summary: `第${revision}稿已退回修改：${approval.number}`,
})

/** The request as its branch sees it: the text, where it went, and what became of it. */
export function requestCard(facts: RequestCardFacts): Card {
  const { approval } = facts
  return {
    title: shortened(requestTitle(approval.matter), 40),
    tone: stateTones[approval.state],
    subtitle: approval.number,
    tags: [stateTag(approval)],
    blocks: [
      requestFacts(facts),
      { type: 'text', text: approval.body },
      { type: 'text', text: whereabouts(facts) },
      ...conditionBlocks(facts),
    ],
    ...(approval.state === 'submitted' && approval.superiorId === null
      ? { note: `收到批复后请登记：/批复 登记 ${approval.number} 文号=文号 日期=日期 意见=同意` }
      : {}),
    summary: `${requestTitle(approval.matter)}（${approval.number}）：${stateWordOf(approval)}`,
  }
}

/** The tasks that the conditions became, and the scan of a reply on paper. */
function conditionBlocks({ approval, tasks }: RequestCardFacts): Block[] {
  return [
    ...tasks.map(
      (one): Block => ({
        type: 'text',
        size: 'small',
        text: `${one.number} ${taskStateWords[one.state]}：${one.label}`,
      }),
    ),
    ...(approval.replyScan
      ? [{ type: 'facts' as const, items: [{ label: '扫描件', value: approval.replyScan }] }]
      : []),
  ]
}

function whereabouts(facts: RequestCardFacts): string {
  const { state, superiorId, addressee } = facts.approval
  if (state !== 'submitted') return outcomeWords(facts)
  return superiorId === null
    ? `“${addressee}”不在系统内，已登记为待批复，请按原渠道报送。`
    : `已报送“${addressee}”群，等待审批；结果会在本群告知。`
}

/** The form in the branch after a return: change the text and submit it again. */
export function returnedCard(facts: RequestCardFacts, revision: number): Card {
  const { approval } = facts
  const waiting = approval.state === 'returned' && approval.revision === revision
  return {
    title: shortened(`请示退回修改：${approval.matter}`, 40),
    tone: waiting ? 'attention' : 'neutral',
    subtitle: approval.number,
    tags: waiting ? [stateTag(approval)] : [{ text: '已重新报送', tone: 'neutral' }],
    blocks: waiting
      ? [{ type: 'text', text: outcomeWords(facts) }, resubmitForm(approval)]
      : [
          {
            type: 'text',
            text: `已修改并重新报送，现为第${approval.revision}稿：${stateWordOf(approval)}。`,
          },
        ],
    ...(waiting ? { note: '由书记或副书记修改后提交，编号不变。' } : {}),
    summary: `请示退回修改：${approval.number}`,
  }
}

const resubmitForm = ({ id, revision, matter, body }: Approval): Block => ({
  type: 'form',
  id: 'request',
  fields: {
    matter: { kind: 'line', label: '事项', required: true, maxLength: requestLimits.matter, value: matter },
    body: { kind: 'area', label: '正文', required: true, maxLength: requestLimits.body, value: body },
  },
  buttons: [{ text: '提交', style: 'primary', action: approvalResubmit({ approval: id, revision }) }],
})

/** News to the branch: how its request was decided. */
export const decisionNewsCard = (facts: RequestCardFacts): Card => ({
  title: shortened(`请示${stateWordOf(facts.approval)}：${facts.approval.matter}`, 40),
  tone: stateTones[facts.approval.state],
  subtitle: facts.approval.number,
  tags: [stateTag(facts.approval)],
  blocks: [{ type: 'text', text: outcomeWords(facts) }],
  summary: `请示 ${facts.approval.number}：${stateWordOf(facts.approval)}`,
})

/** The latest requests of a branch, or those addressed to a superior; `other` is the party that the reader is not. */
export const requestListCard = (list: {
  title: string
  other: { label: string; of: (approval: Approval) => string }
  approvals: readonly Approval[]
  zone: string
}): Card => ({
  title: list.title,
  tone: 'info',
  tags: [{ text: `${list.approvals.length}件`, tone: 'neutral' }],
  blocks:
    list.approvals.length === 0
      ? [{ type: 'text', text: '还没有请示。支部书记可以发送：/请示 新建 事项 主送=上级' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              { key: 'matter', label: '事项' },
              { key: 'other', label: list.other.label },
              { key: 'at', label: '提交' },
              { key: 'state', label: '状态' },
            ],
            rows: list.approvals.map((one) => ({
              number: one.number,
              matter: shortened(one.matter, 30),
              other: list.other.of(one),
              at: stampWords(one.appliedAt, list.zone),
              state: stateTag(one),
            })),
            pageSize: 10,
          },
        ],
  note: '上级不在系统内的，收到批复后登记：/批复 登记 编号 文号=文号 意见=同意',
  summary: `${list.title}，共${list.approvals.length}件`,
})
