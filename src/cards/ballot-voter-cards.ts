import type { Ballot } from '../domain/ports/index.ts'
import { reasonGive } from './ballot-actions.ts'
import { closingWords, titled } from './ballot-words.ts'
import type { Block, Card } from './card.ts'

/** Who chose what on an open ballot, and why, for the recorder alone. */
export const votersCard = (
  ballot: Ballot,
  rows: readonly { name: string; choice: string; reason: string | null }[],
): Card => ({
  title: titled('表决名单', ballot),
  tone: 'info',
  subtitle: ballot.number,
  blocks: [
    {
      type: 'table',
      columns: [
        { key: 'name', label: '姓名' },
        { key: 'choice', label: '表决' },
      ],
      rows: rows.map(({ name, choice }) => ({ name, choice })),
      pageSize: 10,
    },
    ...rows.flatMap(({ name, reason }): Block[] =>
      reason === null ? [] : [{ type: 'fold', title: `${name}的理由`, text: reason }],
    ),
  ],
  note: '公开表决的名单，供记录人核对，不在群内公布。',
  summary: `${ballot.number} 表决名单，共${rows.length}人`,
})

/** The private form for a reason. */
export const reasonCard = (ballot: Ballot, given: string | null): Card => ({
  title: titled('说明理由', ballot),
  tone: 'info',
  subtitle: ballot.number,
  blocks: [
    { type: 'text', text: ballot.matter },
    ...(ballot.status === 'open'
      ? ([
          {
            type: 'form',
            id: 'reason',
            fields: {
              reason: {
                kind: 'area',
                label: '理由',
                required: true,
                maxLength: 500,
                ...(given === null ? {} : { value: given }),
              },
            },
            buttons: [{ text: '提交', style: 'primary', action: reasonGive({ ballot: ballot.id }) }],
          },
        ] satisfies Block[])
      : ([{ type: 'text', text: given === null ? '表决已截止。' : `已提交：${given}` }] satisfies Block[])),
  ],
  note: '自愿填写，只有记录人能看到；再次提交以最后一次为准。',
  summary: `说明理由：${ballot.number}`,
})

/** Reminds one person of an open ballot. */
export const ballotReminderCard = (ballot: Ballot, branch: string, zone: string): Card => ({
  title: titled('请表决', ballot),
  tone: 'attention',
  subtitle: `${branch}　${ballot.number}`,
  blocks: [
    { type: 'text', text: `您还没有对“${ballot.matter}”表决。` },
    { type: 'facts', items: [{ label: '截止时间', value: closingWords(ballot, zone) }] },
  ],
  note: ballot.method === 'open' ? '请在群里的表决卡片上选择。' : '请在私聊的选票卡片上选择。',
  summary: `请表决：${ballot.matter}（${ballot.number}）`,
})
