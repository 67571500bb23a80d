import { defineSetting } from './setting.ts'

/** Secret votes by sealed electronic papers: only with the number of the superior's consent. */
export const electronicBallotSetting = defineSetting({
  key: 'ballot.electronic_secret',
  label: '电子无记名表决',
  explains: '无记名表决时可用电子选票；须有上级书面同意的文号',
  words: { 启用: 'on', 开启: 'on', 停用: 'off', 关闭: 'off' },
  standard: () => 'off',
  kinds: ['branch', 'superior', 'union'],
  permission: 'setting.change',
  needsDocument: ['on'],
})
