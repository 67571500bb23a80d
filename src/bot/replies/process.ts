import type { ProcessRefusals } from '../../domain/process/refusals.ts'
import type { Replies } from './replies.ts'

const stateWords: Record<string, string> = { closed: '已办结', cancelled: '已取消', held: '已暂停' }
const recordWords = {
  ballot: '须由表决产生结果，请发送：/表决 发起 事项 会议=编号',
  notice: '须发出通知，请发送：/通知 编号',
  approval: '须由审批或登记批复产生结果',
} as const

export const processReplies: Replies<ProcessRefusals> = {
  'process/unknown-step': () => '没有这个步骤，请重新打开清单。',
  'process/not-open': ({ state }) => `此事项${stateWords[state] ?? '不在办理中'}，不能再更改。`,
  'process/held': ({ label, note }) =>
    `此事项已暂停${note ? `（${note}）` : ''}${label ? `，须先重新办理“${label}”` : ''}。`,
  'process/not-held': () => '此事项没有暂停。',
  'process/step-waiting': ({ label, missing }) =>
    `“${label}”须在${missing.map((one) => `“${one}”`).join('、')}之后办理。`,
  'process/gate-closed': ({ label, because }) => `“${label}”还不能办理，须先完成“${because}”。`,
  'process/step-skipped': ({ label }) => `“${label}”在本次不适用，无需办理。`,
  'process/already-done': ({ label }) => `“${label}”已经办理过。`,
  'process/not-done': ({ label }) => `“${label}”还没有办理。`,
  'process/cannot-reopen': ({ label, because }) => `“${label}”不能取消完成：${because}。`,
  'process/reason-missing': ({ label }) => `请填写“${label}”的理由。`,
  'process/needs-outputs': ({ label, outputs }) => `“${label}”须填写：${outputs.join('、')}。`,
  'process/bad-output': ({ label, output }) => `“${label}”的“${output}”填写有误，请核对。`,
  'process/outputs-fixed': ({ label, because }) =>
    `“${label}”的内容已用于“${because}”，不能再改。确需更改的，请先在清单中取消“${because}”的完成。`,
  'process/needs-record': ({ label, kind }) => `“${label}”不能直接勾选，${recordWords[kind]}。`,
  'process/archive-incomplete': ({ missing }) =>
    `档案不完整，缺${missing.length}件：${missing.join('、')}。请补齐，或对缺件的步骤办理免办。`,
  'process/hard-deadline-stays': ({ label }) =>
    `“${label}”的期限是规定时限，不能申请延期。确需推迟的，请改会议时间，或登记上级书面同意后免办。`,
  'process/extension-not-later': ({ label, due }) =>
    due === null
      ? `“${label}”还没有期限，不需要申请延期。`
      : `“${label}”现在的期限是 ${due}，延期应晚于这一天。`,
  'process/extension-after-meeting': ({ label, latest }) =>
    `“${label}”须在会议（${latest}）前办好，不能延到会后；确需推迟的，请改会议时间。`,
  'process/nobody-decides': () => '没有登记事项负责人，无法提交延期申请，请先登记任职：/党员 任职',
  'process/hard-deadline-passed': ({ label, due }) =>
    `“${label}”已超过规定时限（${due}）。请改期，或登记上级书面同意后免办。`,
  'process/which-item': ({ label, items }) => `“${label}”有多项（${items.join('、')}），请指明是哪一项。`,
  'process/item-decided': ({ item }) => `“${item}”已经表决，须保留在议题中。`,
  'process/no-routine': ({ label }) => `“${label}”不是例行事项，请用 /事项 新建 启动。`,
  'process/period-started': ({ label }) => `“${label}”在本期已经启动。`,
  'process/tasks-open': ({ label, numbers }) =>
    `“${label}”还有未办结的事项：${numbers.join('、')}。请先办结。`,
  'process/not-over': () => '此事项还在办理中，无需重开。',
  'process/no-meeting-time': ({ label }) => `“${label}”没有会议时间，不能改期。`,
}
