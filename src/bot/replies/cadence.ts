import type { CadenceRefusals } from '../../domain/cadence/refusals.ts'
import type { Replies } from './replies.ts'

export const cadenceReplies: Replies<CadenceRefusals> = {
  'obligation/wrong-period': ({ label, example }) => `${label}的周期请写成 ${example} 的样子。`,
  'obligation/not-applicable': ({ label, period }) =>
    `本组织${period}不适用“${label}”，不需要登记。成立日期、支委会或党小组有变动的，请先登记变动。`,
  'group/needed': ({ known }) =>
    `请写明党小组，例如：党小组=${known[0] ?? '第一党小组'}。现有：${known.join('、')}。`,
  'override/no-exemption': ({ label, rule }) =>
    `制度对“${label}”的要求是“${rule}”，不能登记免开。上级同意推迟的，请登记延期：/延期 登记`,
  'override/on-file': ({ label, period, what }) =>
    `${period}${label}已经登记过“${what}”，没有重复登记。需要更正的，请先在 /免开 查询 中撤销。`,
  'override/document-ahead': ({ date }) => `文件日期 ${date} 还没有到，请核对后再登记。`,
  'override/until': ({ end, latest }) =>
    `延期的最后一天应在 ${end} 之后，且不晚于下一周期结束（${latest}），请核对“至=”。`,
  'override/withdrawn': () => '这条登记已经撤销，没有变化。',
}
