import { obligationSettingKey } from '../cadence/obligation.ts'
import { defineSetting } from './setting.ts'

/** A duty that is in no law's fixed number or not in the source document: off unless an organisation switches it on. */
const optionalDuty = (obligation: string, label: string, explains: string) =>
  defineSetting({
    key: obligationSettingKey(obligation),
    label,
    explains,
    words: { 启用: 'on', 开启: 'on', 停用: 'off', 关闭: 'off' },
    standard: ({ cadences }) =>
      cadences.obligations.some(({ id, enabled }) => id === obligation && enabled) ? 'on' : 'off',
    kinds: ['branch', 'superior'],
    permission: 'setting.change',
  })

/** The duties that an organisation may add to those it has to fulfil. */
export const optionalDuties = [
  optionalDuty('theme_party_day', '主题党日', '是否按月检查主题党日（支部工作条例第十六条）'),
  optionalDuty('member_evaluation', '民主评议党员', '是否按年检查民主评议党员（支部工作条例第十八条）'),
  optionalDuty(
    'heart_to_heart',
    '谈心谈话',
    '是否按年检查谈心谈话（支部工作条例第十九条），只记人次不记内容',
  ),
  optionalDuty('party_dues', '党费收缴', '是否按月检查党费收缴（中组发〔2008〕3号）'),
] as const
