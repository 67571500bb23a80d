import { noticeKinds } from '../public-notices/kinds.ts'
import { noticeStateWords } from '../public-notices/words.ts'
import { rectificationStateWords } from '../rectification/states.ts'
import { suggestionStateWords } from '../suggestions/states.ts'
import type { Ledger } from './ledger.ts'

/** 整改台账: members see measures, the committee also problems (DOMAIN §7.2). */
export const rectificationLedger: Ledger = {
  id: 'rectification',
  label: '整改',
  aliases: ['整改台账'],
  permission: 'ledger.show',
  restricted: false,
  source: { from: 'rows', rows: 'rectifications' },
  columns: [
    { key: 'number', label: '编号', type: 'text' },
    { key: 'problem', label: '问题', type: 'text', circle: 'committee' },
    { key: 'origin', label: '来源', type: 'text', circle: 'committee' },
    { key: 'measure', label: '措施', type: 'text' },
    { key: 'owner', label: '责任人', type: 'person' },
    { key: 'date', label: '登记', type: 'date' },
    { key: 'due', label: '期限', type: 'date' },
    { key: 'progress', label: '进展', type: 'text', circle: 'committee' },
    { key: 'acceptedBy', label: '验收人', type: 'person' },
    { key: 'acceptedOn', label: '销号', type: 'date' },
    { key: 'state', label: '状态', type: 'status', words: rectificationStateWords },
  ],
}

/** 合理化建议及采用台账; who suggested what is for the union. */
export const suggestionLedger: Ledger = {
  id: 'suggestions',
  label: '建议',
  aliases: ['合理化建议', '建议台账'],
  permission: 'ledger.suggestions',
  restricted: true,
  home: 'union',
  source: { from: 'rows', rows: 'suggestions' },
  columns: [
    { key: 'number', label: '编号', type: 'text' },
    { key: 'date', label: '日期', type: 'date' },
    { key: 'author', label: '建议人', type: 'person' },
    { key: 'category', label: '类别', type: 'text' },
    { key: 'content', label: '内容', type: 'text' },
    { key: 'review', label: '评审意见', type: 'text' },
    { key: 'adopted', label: '是否采用', type: 'status', words: { true: '采用', false: '不采用' } },
    { key: 'implementer', label: '实施人', type: 'person' },
    { key: 'effect', label: '效果', type: 'text' },
    { key: 'due', label: '答复期限', type: 'date' },
    { key: 'repliedOn', label: '答复', type: 'date' },
    { key: 'rating', label: '评价', type: 'text' },
    { key: 'state', label: '状态', type: 'status', words: suggestionStateWords },
  ],
}

/** 征求意见: how many were heard, never what they said. */
export const opinionLedger: Ledger = {
  id: 'opinions',
  label: '意见',
  aliases: ['征求意见'],
  permission: 'ledger.show',
  restricted: false,
  source: { from: 'rows', rows: 'opinions' },
  columns: [
    { key: 'number', label: '编号', type: 'text' },
    { key: 'topic', label: '主题', type: 'text' },
    { key: 'date', label: '发起', type: 'date' },
    { key: 'deadline', label: '截止', type: 'date' },
    { key: 'collator', label: '归纳人', type: 'person' },
    { key: 'received', label: '收到', type: 'number' },
    {
      key: 'state',
      label: '状态',
      type: 'status',
      words: { open: '征求中', closed: '待归纳', collated: '已归纳' },
    },
  ],
}

/** 公示公开台账: what was shown, for how long, and what came of it. Filed penalties are not in it. */
export const noticeLedger: Ledger = {
  id: 'public-notices',
  label: '公示',
  aliases: ['公示公开', '公开'],
  permission: 'ledger.show',
  restricted: false,
  source: { from: 'rows', rows: 'public-notices' },
  columns: [
    { key: 'number', label: '编号', type: 'text' },
    {
      key: 'kind',
      label: '种类',
      type: 'text',
      words: Object.fromEntries(Object.entries(noticeKinds).map(([kind, { label }]) => [kind, label])),
    },
    { key: 'title', label: '标题', type: 'text' },
    { key: 'date', label: '发布', type: 'date' },
    { key: 'endsOn', label: '截止', type: 'date' },
    { key: 'objections', label: '异议', type: 'number' },
    { key: 'state', label: '结果', type: 'status', words: noticeStateWords },
  ],
}
