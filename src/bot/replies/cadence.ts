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
  'urging/today': ({ branch, label }) =>
    `今天已经就“${label}”催办过${branch}，同一事项每天只催办一次，请明天再试。`,
  'urging/nothing-open': ({ branch, label }) => `${branch}的“${label}”目前没有需要催办的周期。`,
  'urging/nobody-there': ({ branch }) => `${branch}名册中没有书记或副书记，无法送达，请先与该支部联系。`,
  'urging/none': () => '目前没有可以催办的事项，或今天都已催办。',
  'register/off': ({ label }) =>
    `“${label}”没有启用，或所问的周期不要求，因此没有登记。启用：/设置 ${label} 启用`,
  'register/ahead': ({ label, period }) => `${period}的${label}还没有开始，请核对“所属期=”。`,
  'register/people': ({ label }) => `请写明人员，例如：/登记 ${label} 张三、李四；全体的写“全体=是”。`,
  'register/pair': ({ label }) => `${label}按两人登记，请写明两位不同的人，例如：/登记 ${label} 张三、李四`,
  'register/present': ({ label }) => `这些人员的${label}本期都已登记，没有重复登记。`,
  'register/none': ({ label }) => `没有找到要撤销的${label}登记，没有变化。`,
  'plan/past-year': ({ year }) => `${year}年已经过去，请写今年或以后的年份，例如：/计划 ${year + 1}`,
  'plan/outside': ({ period, start, end }) =>
    `${period}的会议应安排在${start}至${end}之间、今天以后，请重新选择日期。`,
  'plan/arranged': ({ number }) => `这次会议已经安排（${number}），请用：/会议 改期 ${number} 新时间`,
  'plan/filed': ({ year }) => `${year}年度计划已经报送，没有重复报送。`,
  'plan/arranging': ({ year }) => `${year}年的会议正在安排，进度见计划卡片，请稍候。`,
  'plan/nothing-to-arrange': ({ year }) => `${year}年没有可以安排的会议，没有变化。`,
  'override/withdrawn': () => '这条登记已经撤销，没有变化。',
}
