import type { NoticeMatter } from './kinds.ts'

/** What a text would make public of a person, in the word that its writer is told. */
export type PersonalData =
  | '身份证件号码'
  | '手机号码'
  | '银行卡号'
  | '健康状况'
  | '收入和债务'
  | '住址'
  | '帮扶金额'

interface Sign {
  what: PersonalData
  pattern: RegExp
}

/** Never published, whatever the matter (个人信息保护法第六条：限于实现处理目的的最小范围). */
const never: readonly Sign[] = [
  { what: '身份证件号码', pattern: /(?<!\d)\d{17}[\dXx](?!\d)/ },
  { what: '银行卡号', pattern: /(?<!\d)\d{16}(?:\d{3})?(?!\d)/ },
  { what: '手机号码', pattern: /(?<!\d)1[3-9]\d{9}(?!\d)/ },
]

/** Of help in hardship name and category alone (DOMAIN §7.1: health and finance are sensitive, 第二十八条). */
const ofAid: readonly Sign[] = [
  {
    what: '健康状况',
    pattern: /病|癌|肿瘤|手术|化疗|透析|住院|残疾|伤残|抑郁|精神障碍|瘫|怀孕|流产|确诊/,
  },
  { what: '收入和债务', pattern: /收入|工资|负债|欠债|债务|存款|贷款|低保|离异|离婚/ },
  { what: '住址', pattern: /住址|家住|\d+号楼|\d+单元|\d+室/ },
  { what: '帮扶金额', pattern: /[\d一二三四五六七八九十百千万]\s*元/ },
]

/** Spaces and separators between digits hide nothing. */
const joined = (text: string): string => text.normalize('NFKC').replace(/(?<=\d)[\s-]+(?=\d)/g, '')

/**
 * What of a person a published text may not say: numbers of papers, phones and cards on any matter; on help in hardship
 * also illness, income, address and amounts. Empty = nothing found. A word list finds what is plain, not everything.
 */
export function personalDataIn(matter: NoticeMatter, ...texts: (string | undefined)[]): PersonalData[] {
  const said = texts.map((text) => joined(text ?? ''))
  const signs = matter === 'aid' ? [...never, ...ofAid] : never
  return signs.filter(({ pattern }) => said.some((text) => pattern.test(text))).map(({ what }) => what)
}
