import type { Ledger, LedgerColumn } from './ledger.ts'

const number: LedgerColumn = {
  key: 'number',
  label: '编号',
  type: 'text',
  value: { of: 'case', what: 'number' },
}
const date: LedgerColumn = {
  key: 'date',
  label: '日期',
  type: 'date',
  value: { of: 'case', what: 'startedOn' },
}
const title: LedgerColumn = {
  key: 'title',
  label: '事项',
  type: 'text',
  value: { of: 'case', what: 'title' },
}
const process: LedgerColumn = {
  key: 'process',
  label: '种类',
  type: 'text',
  value: { of: 'case', what: 'process' },
}
const state: LedgerColumn = {
  key: 'state',
  label: '状态',
  type: 'status',
  value: { of: 'case', what: 'state' },
  words: { open: '办理中', held: '暂缓', closed: '已办结', cancelled: '已取消' },
}
const yesNo = { true: '是', false: '否' }
const field = (key: string, label: string, name = label): LedgerColumn => ({
  key,
  label,
  type: 'text',
  value: { of: 'field', name },
})
const output = (
  key: string,
  label: string,
  name: string,
  words: Readonly<Record<string, string>> = yesNo,
): LedgerColumn => ({ key, label, type: 'status', value: { of: 'output', name }, words })

/** Hardship files and help in need: read by the union's circle only (DOMAIN §7.2). */
export const hardshipLedger: Ledger = {
  id: 'hardship',
  label: '困难',
  aliases: ['困难职工', '困难帮扶'],
  permission: 'ledger.hardship',
  restricted: true,
  home: 'union',
  source: { from: 'cases', processes: ['hardship-archive', 'rights-and-hardship-aid'] },
  columns: [
    number,
    process,
    title,
    date,
    output('type', '类型', 'type', {}),
    output('eligible', '符合条件', 'eligible'),
    output('approved', '批准', 'approved'),
    { key: 'amount', label: '金额（元）', type: 'number', value: { of: 'output', name: 'aid_amount' } },
    state,
  ],
}

/** 会费: what was collected, spent and published, a line a period. */
export const duesLedger: Ledger = {
  id: 'dues',
  label: '会费',
  aliases: ['工会会费', '会费台账'],
  permission: 'ledger.dues',
  restricted: false,
  home: 'union',
  source: { from: 'cases', processes: ['union-dues'] },
  columns: [
    number,
    title,
    date,
    field('due', '应缴合计'),
    field('paid', '实缴合计'),
    field('arrears', '欠缴人数'),
    field('spent', '支出合计'),
    field('audit', '审查意见'),
    output('objection', '公示异议', 'objection', { true: '有', false: '无' }),
    state,
  ],
}

const honours: readonly LedgerColumn[] = [number, process, date, field('name', '姓名'), field('unit', '部门')]

/** 奖励台账. */
export const rewardLedger: Ledger = {
  id: 'rewards',
  label: '奖励',
  aliases: ['表彰'],
  permission: 'ledger.rewards',
  restricted: true,
  source: { from: 'cases', processes: ['staff-reward', 'merit-selection'] },
  columns: [
    ...honours,
    field('deed', '事迹'),
    output('winners', '人选', 'winners', {}),
    field('award', '精神奖励'),
    field('amount', '金额'),
    output('approved', '批准', 'approved'),
    field('occasion', '兑现场合'),
    state,
  ],
}

/** 奖惩台账: with penalties, for those who are competent in them. */
export const rewardAndPenaltyLedger: Ledger = {
  id: 'rewards-and-penalties',
  label: '奖惩',
  aliases: ['处罚', '职工奖惩'],
  permission: 'ledger.penalties',
  restricted: true,
  source: { from: 'cases', processes: ['staff-reward', 'staff-penalty'] },
  columns: [
    ...honours,
    field('deed', '事迹'),
    field('facts', '事实'),
    field('clause', '依据条款'),
    output('approved', '批准', 'approved'),
    { key: 'delivered', label: '送达', type: 'date', value: { of: 'output', name: 'delivered_at' } },
    state,
  ],
}
