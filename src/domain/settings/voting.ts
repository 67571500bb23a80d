import { defineSetting } from './setting.ts'

/** Which region's provisions apply to votes (a file of `templates/voting-rules/` each). */
export const votingRegion = defineSetting({
  key: 'voting.region',
  label: '表决地区',
  explains: '职工代表大会、职工大会的表决按哪个地区的规定：上海市为半数以上（含半数），其他为过半数',
  words: {
    全国规定: 'national',
    全国: 'national',
    上海市: 'shanghai',
    上海: 'shanghai',
    浙江省: 'zhejiang',
    浙江: 'zhejiang',
    河南省: 'henan',
    河南: 'henan',
  },
  standard: () => 'national',
  kinds: ['branch', 'superior', 'union'],
  permission: 'setting.change',
})

/** What the majority of an election is taken of (DOMAIN §3.3: ask the superior). The laxer basis needs its document. */
export const electionPassBasis = defineSetting({
  key: 'voting.pass_basis',
  label: '当选基数',
  explains: '选举得票过半数以应到会人数为基数（较严），还是按上级规定以实到会人数为基数',
  words: { 应到会: 'eligible', 应到: 'eligible', 实到会: 'present', 实到: 'present' },
  standard: () => 'eligible',
  kinds: ['branch', 'superior', 'union'],
  permission: 'setting.change',
  needsDocument: ['present'],
})
