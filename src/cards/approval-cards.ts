import { z } from 'zod'
import { requestLimits, requestTitle } from '../domain/approval/request-text.ts'
import { stateWordOf } from '../domain/approval/states.ts'
import type { Approval, ApprovalState, Task } from '../domain/ports/index.ts'
import { taskStateWords } from '../domain/work/words.ts'
import { cardAction, refId } from './actions.ts'
import { type AttachmentFacts, attachmentBlocks } from './attachment-blocks.ts'
import type { Block, Card, Tag, Tone } from './card.ts'
import {
  commentForm,
  decisionForm,
  outcomeNewsCard,
  replacedCard,
  returnedCard as returnedUpward,
  revisionForm,
  revisionNo,
  type Upward,
  upwardCard,
  upwardListCard,
} from './upward-cards.ts'
import { dateWords, timeWords } from './wording.ts'

const revisionOf = z.object({ approval: refId, revision: revisionNo })
export const approvalAgree = cardAction('approval.agree', revisionOf, commentForm)
/** 原则同意: the conditions stand in the comment. */
export const approvalAgreeWith = cardAction('approval.agree-with', revisionOf, commentForm)
export const approvalReturn = cardAction('approval.return', revisionOf, commentForm)
export const approvalReject = cardAction('approval.reject', revisionOf, commentForm)
export const approvalResubmit = cardAction('approval.resubmit', revisionOf, revisionForm)

const stateTones: Record<ApprovalState, Tone> = {
  submitted: 'info',
  returned: 'attention',
  agreed: 'success',
  agreed_in_principle: 'success',
  rejected: 'danger',
}

const stateTag = (approval: Approval): Tag & { tone: Tone } => ({
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
  files: AttachmentFacts
  zone: string
}

const upward = (given: RequestCardFacts): Upward => {
  const { approval, branch, applicant, meeting, zone } = given
  const { matter, number, body, revision } = approval
  return {
    word: '请示',
    title: requestTitle(matter),
    matter,
    number,
    body,
    revision,
    state: stateTag(approval),
    facts: [
      { label: '请示单位', value: branch },
      { label: '主送', value: approval.addressee },
      { label: '申请人', value: applicant },
      { label: '提交', value: timeWords(approval.appliedAt, zone) },
      ...(meeting ? [{ label: '会议', value: meeting }] : []),
      ...(revision > 1 ? [{ label: '稿次', value: `第${revision}稿` }] : []),
    ],
    outcome: outcomeWords(given),
  }
}

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
  const { approval, files, zone } = facts
  if (revision !== approval.revision) return replacedCard(upward(facts), revision)
  const waiting = approval.state === 'submitted'
  const below: Block[] = waiting
    ? [...lastReturn(facts), { type: 'divider' }, requestDecision(approval)]
    : [{ type: 'text', text: outcomeWords(facts) }]
  return upwardCard(upward(facts), {
    title: `${waiting ? '待审批' : '已办理'}：${approval.matter}`,
    below: [...attachmentBlocks(files, zone), ...below],
    note: waiting
      ? '由上级组织人员办理一次即生效；申请人本人不能办理。原则同意、退回修改和驳回须写明意见，原则同意的意见逐条转为任务。'
      : '已办理，结果已告知支部。',
  })
}

/** What the superior said when the revision before was returned. */
const lastReturn = ({ approval, decider }: RequestCardFacts): Block[] =>
  approval.revision > 1 && approval.comment
    ? [{ type: 'text', text: `上一稿由${decider}退回修改，意见：${approval.comment}`, size: 'small' }]
    : []

const requestDecision = ({ id: approval, revision }: Approval): Block =>
  decisionForm(
    { placeholder: '同意可以不写，其余须写明；原则同意的意见每行一条', most: requestLimits.comment },
    [
      { text: '同意', style: 'primary', action: approvalAgree({ approval, revision }) },
      { text: '原则同意，附意见', action: approvalAgreeWith({ approval, revision }) },
      { text: '退回修改', action: approvalReturn({ approval, revision }) },
      { text: '驳回', style: 'danger', action: approvalReject({ approval, revision }) },
    ],
  )

/** The request as its branch sees it: the text, where it went, and what became of it. */
export function requestCard(facts: RequestCardFacts): Card {
  const { approval, files, zone } = facts
  const waits = approval.state === 'submitted'
  const add = approval.replyNumber !== null ? '上传扫描件' : waits ? '上传附件' : undefined
  return upwardCard(upward(facts), {
    below: [
      { type: 'text', text: whereabouts(facts) },
      ...conditionBlocks(facts),
      ...attachmentBlocks(files, zone, add),
    ],
    note:
      waits && approval.superiorId === null
        ? `收到批复后请登记：/批复 登记 ${approval.number} 文号=文号 日期=日期 意见=同意；登记后可上传批复扫描件。`
        : undefined,
  })
}

/** The tasks that the conditions became, and the link to the scan of a reply on paper. */
const conditionBlocks = ({ approval, tasks }: RequestCardFacts): Block[] => [
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

function whereabouts(facts: RequestCardFacts): string {
  const { state, superiorId, addressee } = facts.approval
  if (state !== 'submitted') return outcomeWords(facts)
  return superiorId === null
    ? `“${addressee}”不在系统内，已登记为待批复，请按原渠道报送。`
    : `已报送“${addressee}”群，等待审批；结果会在本群告知。`
}

/** The form in the branch after a return: change the text and submit it again. */
export const returnedCard = (facts: RequestCardFacts, revision: number): Card => {
  const { approval } = facts
  return returnedUpward(upward(facts), {
    waiting: approval.state === 'returned' && approval.revision === revision,
    limits: requestLimits,
    action: approvalResubmit({ approval: approval.id, revision }),
    note: '由书记或副书记修改后提交，编号不变。',
  })
}

/** News to the branch: how its request was decided. */
export const decisionNewsCard = (facts: RequestCardFacts): Card => outcomeNewsCard(upward(facts))

/** The latest requests of a branch, or those addressed to a superior; `other` is the party that the reader is not. */
export const requestListCard = (list: {
  title: string
  other: { label: string; of: (approval: Approval) => string }
  approvals: readonly Approval[]
  zone: string
}): Card =>
  upwardListCard({
    title: list.title,
    other: list.other.label,
    rows: list.approvals.map((one) => ({
      number: one.number,
      matter: one.matter,
      other: list.other.of(one),
      at: one.appliedAt,
      state: stateTag(one),
    })),
    empty: '还没有请示。支部书记可以发送：/请示 新建 事项 主送=上级',
    note: '上级不在系统内的，收到批复后登记：/批复 登记 编号 文号=文号 意见=同意',
    zone: list.zone,
  })
