import { describe, expect, it } from 'vitest'
import { personalDataIn } from '../../../src/domain/public-notices/personal-data.ts'

describe('what a published text may not say of a person', () => {
  it.each([
    ['an identity number', 'general', '张三（11010519491231002X）', ['身份证件号码']],
    ['one that is spaced out, in full width', 'general', '证件１１０１０５ 19491231 0021', ['身份证件号码']],
    ['a phone number', 'merit', '张三，电话138-0013-8000', ['手机号码']],
    ['a bank card', 'dues', '账号6222 0202 0000 1234 567', ['银行卡号']],
    ['an illness', 'aid', '张三，患病住院', ['健康状况']],
    [
      'what a household earns, where it lives and gets',
      'aid',
      '月收入低，家住3号楼，慰问500元',
      ['收入和债务', '住址', '帮扶金额'],
    ],
  ] as const)('%s', (_what, matter, text, found) => {
    expect(personalDataIn(matter, undefined, text)).toEqual(found)
  })

  it.each([
    ['name and kind of help', 'aid', '张三，大学生子女助学类帮扶'],
    ['sums of a union’s account', 'dues', '应缴合计：1250.00；支出合计：300元，期间20261001至20261231'],
    ['deeds', 'merit', '带病坚持工作，全年无事故，节约20万元'],
  ] as const)('lets pass %s', (_what, matter, text) => {
    expect(personalDataIn(matter, text)).toEqual([])
  })
})
