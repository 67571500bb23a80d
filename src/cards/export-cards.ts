import { z } from 'zod'
import { cardAction, refId } from './actions.ts'
import type { Card } from './card.ts'

/** 确认 and 取消 under a restricted export. */
export const exportConfirm = cardAction('export.confirm', z.object({ proposal: refId }))
export const exportCancel = cardAction('export.cancel', z.object({ proposal: refId }))
/** 同意导出 and 不同意 of another person of the circle. */
export const exportSecond = cardAction('export.second', z.object({ proposal: refId }))
export const exportDecline = cardAction('export.decline', z.object({ proposal: refId }))

/** Restricted papers leave after a second confirmation (DOMAIN §7.1, S3). */
export const exportConfirmCard = (proposal: string, what: string): Card => ({
  title: '确认导出限定人员可见的材料',
  tone: 'attention',
  blocks: [
    {
      type: 'text',
      text: `将导出：${what}。导出文件只发给本人，带有姓名和时间标记，并留有记录。确认后还须由知情范围内的另一名任职人员复核。请妥善保管，不得转发。`,
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

/** Asks another person of the circle: nobody takes restricted papers out alone. */
export const exportSecondCard = (
  proposal: string,
  { what, asker }: { what: string; asker: string },
): Card => ({
  title: '请复核：导出限定人员可见的材料',
  tone: 'attention',
  blocks: [
    {
      type: 'text',
      text: `${asker}申请导出：${what}。须由知情范围内的另一名任职人员同意后才能导出，文件只发给${asker}本人。24小时内有效。`,
    },
    {
      type: 'buttons',
      items: [
        { text: '同意导出', style: 'primary', action: exportSecond({ proposal }) },
        { text: '不同意', action: exportDecline({ proposal }) },
      ],
    },
  ],
  summary: `请复核导出：${what}`,
})
