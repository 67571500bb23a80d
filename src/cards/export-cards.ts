import { z } from 'zod'
import { cardAction, refId } from './actions.ts'
import type { Card } from './card.ts'

/** 确认 and 取消 under a restricted export. */
export const exportConfirm = cardAction('export.confirm', z.object({ proposal: refId }))
export const exportCancel = cardAction('export.cancel', z.object({ proposal: refId }))

/** Restricted papers leave after a second confirmation (DOMAIN §7.1, S3). */
export const exportConfirmCard = (proposal: string, what: string): Card => ({
  title: '确认导出限定人员可见的材料',
  tone: 'attention',
  blocks: [
    {
      type: 'text',
      text: `将导出：${what}。导出文件只发给本人，带有姓名和时间标记，并留有记录。请妥善保管，不得转发。`,
    },
    {
      type: 'buttons',
      items: [
        { text: '确认', style: 'primary', action: exportConfirm({ proposal }) },
        { text: '取消', action: exportCancel({ proposal }) },
      ],
    },
  ],
  summary: `确认导出：${what}`,
})
