import { regionsOf } from '../voting/rule-book.ts'
import { defineSetting } from './setting.ts'

/** 上海市 is written 上海, too. */
const shortened = (label: string): string => label.replace(/[省市]$/, '')

/** Which region's provisions apply to votes: every region that the loaded rules have provisions of. */
export const votingRegion = defineSetting<string>({
  key: 'voting.region',
  label: '表决地区',
  explains:
    '有地方规定的表决（职工代表大会、职工大会等）按哪个地区的规定；例如上海市为半数以上（含半数），全国规定为过半数',
  words: { 全国规定: 'national', 全国: 'national' },
  offered: ({ ruleHistory }) =>
    Object.fromEntries(
      regionsOf(ruleHistory).flatMap(({ region, label }) => [
        [label, region],
        [shortened(label), region],
      ]),
    ),
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

/** Whether the union's members decide themselves or by delegates (基层工会会员代表大会条例: from 100 members on it may have them). */
export const unionAssembly = defineSetting({
  key: 'voting.union_assembly',
  label: '工会会员大会形式',
  explains: '工会决议、选举和罢免由全体会员表决（会员大会），还是由登记的会员代表表决（会员代表大会）',
  words: { 会员大会: 'members', 会员代表大会: 'delegates', 代表大会: 'delegates' },
  standard: () => 'members',
  kinds: ['branch', 'union'],
  permission: 'setting.change',
})
