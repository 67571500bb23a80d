import type { Card, Tag } from './card.ts'

/** One line of the ledger of reminders. Texts are ready to be shown. */
export interface LedgerRowFacts {
  owed: string
  what: string
  to: string
  result: Tag
  /** When it was sent and read, or why it was not. */
  remark: string
}

/** What became of an organisation's reminders, for those who answer for it. */
export const ledgerCard = (facts: {
  name: string
  span: string
  rows: LedgerRowFacts[]
  more: boolean
}): Card => ({
  title: '提醒记录',
  tone: 'info',
  subtitle: `${facts.name}　${facts.span}`,
  blocks:
    facts.rows.length === 0
      ? [{ type: 'text', text: '这段时间没有应发的提醒。' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'owed', label: '应发' },
              { key: 'what', label: '事项' },
              { key: 'to', label: '收件人' },
              { key: 'result', label: '结果' },
              { key: 'remark', label: '说明' },
            ],
            rows: facts.rows.map((row) => ({ ...row })),
            pageSize: 10,
          },
        ],
  ...(facts.more ? { note: '只显示最近的部分，完整记录请管理员用 zhibu reminders 导出。' } : {}),
  summary: `${facts.name}的提醒记录，共${facts.rows.length}条`,
})
