import { dutyNames } from '../meetings/kinds.ts'
import type { Ledger } from './ledger.ts'

const kindWords = Object.fromEntries(
  Object.entries(dutyNames)
    .map(([word, kind]) => [kind, word])
    .reverse(),
)

/** “三会一课”落实情况台账 (DOMAIN §6.2). */
export const meetingLedger: Ledger = {
  id: 'meetings',
  label: '三会一课',
  aliases: ['会议', '组织生活'],
  permission: 'ledger.show',
  restricted: false,
  source: { from: 'rows', rows: 'meetings' },
  columns: [
    { key: 'number', label: '编号', type: 'text' },
    { key: 'kind', label: '类型', type: 'text', words: kindWords },
    { key: 'date', label: '日期', type: 'date' },
    { key: 'topics', label: '议题', type: 'text' },
    { key: 'place', label: '地点', type: 'text' },
    { key: 'present', label: '实到', type: 'number' },
    {
      key: 'state',
      label: '状态',
      type: 'status',
      words: { scheduled: '未召开', held: '已召开', cancelled: '已取消', no_quorum: '未达到人数' },
    },
    { key: 'makeUpFor', label: '补开', type: 'text' },
  ],
}
