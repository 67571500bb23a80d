import { approvalStateWords } from '../approval/states.ts'
import { instructionStateWords } from '../instructions/states.ts'
import { reportStateWords } from '../reports/states.ts'
import type { Ledger } from './ledger.ts'

/** What went up and what came down: requests with their replies, reports with their receipts, instructions. */
export const upwardLedger: Ledger = {
  id: 'requests-and-reports',
  label: '请示报告',
  aliases: ['请示', '报告', '批复'],
  permission: 'ledger.show',
  restricted: false,
  source: { from: 'rows', rows: 'requests-and-reports' },
  columns: [
    { key: 'number', label: '编号', type: 'text' },
    {
      key: 'type',
      label: '种类',
      type: 'text',
      words: { request: '请示', report: '报告', instruction: '上级指示' },
    },
    { key: 'matter', label: '事项', type: 'text' },
    { key: 'party', label: '上级', type: 'text' },
    { key: 'date', label: '日期', type: 'date' },
    { key: 'documentNumber', label: '文号', type: 'text' },
    {
      key: 'state',
      label: '状态',
      type: 'status',
      words: { ...approvalStateWords, ...reportStateWords, ...instructionStateWords },
    },
  ],
}
