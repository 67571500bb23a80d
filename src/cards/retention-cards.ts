import { z } from 'zod'
import { cardAction, refId } from './actions.ts'
import type { Card } from './card.ts'

export const disposalConfirm = cardAction('retention.confirm', z.object({ disposal: refId }))
export const disposalReject = cardAction('retention.reject', z.object({ disposal: refId }))

const stateWords = {
  proposed: { text: '待确认', tone: 'attention' },
  confirmed: { text: '正在销毁', tone: 'info' },
  done: { text: '已销毁', tone: 'neutral' },
  rejected: { text: '已保留', tone: 'success' },
} as const

/** What the card of a proposal to delete shows. */
export interface DisposalFacts {
  id: string
  organisation: string
  proposedOn: string
  state: keyof typeof stateWords
  files: { name: string; kind: string; since: string }[]
  first: string | null
  second: string | null
}

/** Files that are past their retention: two people confirm, each by themselves. */
export const disposalCard = (facts: DisposalFacts): Card => ({
  title: '到期档案销毁清单',
  tone: facts.state === 'proposed' ? 'attention' : 'neutral',
  subtitle: facts.organisation,
  tags: [stateWords[facts.state], { text: `${facts.files.length}件`, tone: 'neutral' }],
  blocks: [
    {
      type: 'table',
      columns: [
        { key: 'name', label: '文件' },
        { key: 'kind', label: '保管期限' },
        { key: 'since', label: '归档日期' },
      ],
      rows: facts.files.slice(0, 50),
      pageSize: 10,
    },
    {
      type: 'facts',
      items: [
        { label: '提出', value: facts.proposedOn },
        { label: '第一人', value: facts.first ?? '未确认' },
        { label: '第二人', value: facts.second ?? '未确认' },
      ],
    },
    ...(facts.state === 'proposed'
      ? [
          {
            type: 'buttons' as const,
            items: [
              {
                text: '确认',
                style: 'danger' as const,
                action: disposalConfirm({ disposal: facts.id }),
                confirm: { title: '确认销毁', text: '销毁后不能恢复，只保留登记和校验值。' },
              },
              { text: '取消', action: disposalReject({ disposal: facts.id }) },
            ],
          },
        ]
      : []),
  ],
  note: '须由两位有权限的人员分别确认。处于保全状态的档案不会列入。销毁后保留登记和 SHA-256 作为凭证。',
  summary: `到期档案销毁清单：${facts.files.length}件，${stateWords[facts.state].text}`,
})
