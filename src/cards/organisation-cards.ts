import { z } from 'zod'
import type { Organisation, RosterEntry, StandingKind } from '../domain/organisation/types.ts'
import { officeWords, organisationWords, standingsIn, standingWords } from '../domain/organisation/words.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card } from './card.ts'
import { noteCard } from './plain-cards.ts'
import { dateWords, nameWords } from './wording.ts'

export const bindingConfirm = cardAction('binding.confirm', z.object({ proposal: refId }))
export const bindingCancel = cardAction('binding.cancel', z.object({ proposal: refId }))
export const joiningConfirm = cardAction(
  'joining.confirm',
  z.object({
    proposal: refId,
    standing: z.enum(['formal', 'probationary', 'union_member', 'staff', 'belongs']),
  }),
)
export const joiningCancel = cardAction('joining.cancel', z.object({ proposal: refId }))

/** Posted when the bot is added to a group: how to bind it. */
export const welcomeCard = (): Card => ({
  title: '支部助手已入群',
  tone: 'info',
  blocks: [
    {
      type: 'text',
      text: '支部助手按期提醒会议、逐项核对准备情况、征求意见、依规计票、报送请示并留存记录。请先绑定本群：',
    },
    {
      type: 'facts',
      items: [
        { label: '上级组织群', value: '/绑定 上级 局党委' },
        { label: '支部群', value: '/绑定 支部 机关第一党支部 上级=局党委' },
        { label: '工会群', value: '/绑定 工会 机关工会 上级=机关第一党支部' },
      ],
    },
    {
      type: 'text',
      text: '由支部书记本人在支部群发送绑定命令，绑定人登记为书记，其他群成员登记为正式党员，之后可用 /党员 状态 调整。工会群由工会主席本人绑定。',
      size: 'small',
    },
  ],
  note: '群内请先 @支部助手；发送 /帮助 查看全部命令。',
  summary: '支部助手已入群，请绑定本群',
})

/** Kinds of organisations that a group chat can be bound to. */
export type BoundKind = 'superior' | 'branch' | 'union'

/** Who the binder becomes and what the others are, in the words of each kind. */
const bindingWords: Record<BoundKind, { head: string; others: string }> = {
  superior: { head: '负责人', others: '成员' },
  branch: { head: '书记', others: '正式党员' },
  union: { head: '工会主席', others: '工会会员' },
}

/** Asks the binder to confirm, with what will be recorded. */
export function bindingProposalCard(proposal: {
  id: string
  kind: BoundKind
  name: string
  superior: string | null
  binder: string
  others: string[]
}): Card {
  const word = organisationWords[proposal.kind]
  const words = bindingWords[proposal.kind]
  return {
    title: `绑定${word}：${proposal.name}`,
    tone: 'info',
    blocks: [
      {
        type: 'facts',
        items: [
          { label: '本群绑定为', value: `${word}“${proposal.name}”` },
          ...(proposal.kind === 'superior' && proposal.superior === null
            ? []
            : [{ label: '上级', value: proposal.superior ?? '不在系统内' }]),
          { label: words.head, value: proposal.binder },
          { label: words.others, value: others(proposal.others) },
        ],
      },
      {
        type: 'buttons',
        items: [
          { text: '确认', style: 'primary', action: bindingConfirm({ proposal: proposal.id }) },
          { text: '取消', action: bindingCancel({ proposal: proposal.id }) },
        ],
      },
    ],
    note: '由发起人确认，30分钟内有效。群里的助手和机器人不计入名册。',
    summary: `请确认绑定${word}：${proposal.name}`,
  }
}

const others = (names: string[]): string =>
  names.length === 0 ? '无其他群成员' : `${nameWords(names, 30)}（${names.length}人）`

const nextSteps: Record<BoundKind, { label: string; value: string }[]> = {
  superior: [],
  branch: [
    { label: '登记任职', value: '/党员 任职 姓名 组织委员' },
    { label: '调整状态', value: '/党员 状态 姓名 预备党员' },
    { label: '设党小组', value: '/党小组 新建 第一党小组 组长=姓名 成员=姓名、姓名' },
    { label: '查看进度', value: '/进度 本季度' },
    { label: '安排会议', value: '/会议 新建 党员大会 下周五15:00 议题=议题一；议题二' },
  ],
  union: [
    { label: '登记任职', value: '/党员 任职 姓名 工会委员' },
    { label: '非会员职工', value: '/党员 状态 姓名 职工' },
    { label: '查看名册', value: '/名册' },
  ],
}

const boundText = (kind: BoundKind, name: string, count: number): string =>
  ({
    superior: `已登记${count}人。支部绑定时写“上级=${name}”即可关联。`,
    branch: `名册已登记${count}人（含书记）。下一步：`,
    union: `名册已登记${count}人（含工会主席）。下一步：`,
  })[kind]

/** What stands in the place of the confirmation once it was decided. */
export const boundCard = (kind: BoundKind, name: string, count: number): Card => ({
  title: `已绑定${organisationWords[kind]}：${name}`,
  tone: 'success',
  blocks: [
    { type: 'text', text: boundText(kind, name, count) },
    ...(nextSteps[kind].length > 0 ? [{ type: 'facts' as const, items: nextSteps[kind] }] : []),
  ],
  summary: `已绑定${organisationWords[kind]}：${name}`,
})

export const bindingCancelledCard = (name: string): Card =>
  noteCard('已取消绑定', `没有绑定“${name}”，没有登记名册。`, 'neutral')

/** What a person who joined can become, by kind of organisation; the first is the usual one. */
const joiningChoices = {
  superior: [{ text: '确认', standing: 'belongs' }],
  branch: [
    { text: '列为正式党员', standing: 'formal' },
    { text: '列为预备党员', standing: 'probationary' },
  ],
  union: [
    { text: '列为工会会员', standing: 'union_member' },
    { text: '列为职工（非会员）', standing: 'staff' },
  ],
} as const

const whoDecides: Record<BoundKind, string> = {
  superior: '经办人',
  branch: '书记或组织委员',
  union: '工会主席',
}

/** Proposes a person who joined the group later; nobody is added silently. */
export const joiningProposalCard = (proposal: {
  id: string
  organisation: string
  kind: BoundKind
  name: string
}): Card => ({
  title: '有新成员入群',
  tone: 'info',
  blocks: [
    {
      type: 'text',
      text: `${proposal.name}加入了本群，尚未列入“${proposal.organisation}”名册。请${whoDecides[proposal.kind]}确认：`,
    },
    {
      type: 'buttons',
      items: [
        ...joiningChoices[proposal.kind].map(({ text, standing }, place) => ({
          text,
          ...(place === 0 ? { style: 'primary' as const } : {}),
          action: joiningConfirm({ proposal: proposal.id, standing }),
        })),
        { text: '不列入', action: joiningCancel({ proposal: proposal.id }) },
      ],
    },
  ],
  summary: `${proposal.name}加入了本群，请确认是否列入名册`,
})

export const joinedCard = (name: string, standing: StandingKind | null): Card =>
  standing === null
    ? noteCard('未列入名册', `${name}没有列入名册。`, 'neutral')
    : noteCard('已列入名册', `${name}已列入名册：${standingWords[standing]}。`, 'success')

/** The roster as of a date. */
export function rosterCard(
  organisation: Pick<Organisation, 'name' | 'kind'>,
  date: string,
  roster: RosterEntry[],
): Card {
  const counts = (Object.keys(standingWords) as StandingKind[])
    .map((kind) => ({ kind, count: roster.filter((entry) => entry.standing === kind).length }))
    .filter((one) => one.count > 0)
  return {
    title: `${organisation.name}名册`,
    tone: 'info',
    subtitle: `截至${dateWords(date)}`,
    tags: [{ text: `${roster.length}人`, tone: 'neutral' }],
    blocks: [
      {
        type: 'text',
        text: counts.map((one) => `${standingWords[one.kind]}${one.count}人`).join('，') || '名册为空',
      },
      {
        type: 'table',
        columns: [
          { key: 'name', label: '姓名' },
          { key: 'standing', label: '状态' },
          { key: 'office', label: '职务' },
          { key: 'group', label: '党小组' },
        ],
        rows: roster.map((entry) => ({
          name: entry.name,
          standing:
            entry.standing === standingsIn[organisation.kind][0]
              ? standingWords[entry.standing]
              : { text: standingWords[entry.standing], tone: 'attention' as const },
          office: entry.offices.map((office) => officeWords[office]).join('、') || '—',
          group: entry.group ? `${entry.group.name}${entry.group.leads ? '（组长）' : ''}` : '—',
        })),
        pageSize: 10,
      },
    ] satisfies Block[],
    note:
      organisation.kind === 'branch'
        ? '调整：/党员 任职、/党员 卸任、/党员 状态、/党小组 新建'
        : organisation.kind === 'union'
          ? '调整：/党员 任职、/党员 卸任、/党员 状态'
          : '新成员入群后由经办人确认列入。',
    summary: `${organisation.name}名册，共${roster.length}人`,
  }
}
