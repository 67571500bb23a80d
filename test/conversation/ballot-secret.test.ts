import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { accuracyOf, dumpOf, type KnownVote } from './secret-attacker.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'
const words = { yes: '赞成', no: '反对', abstain: '弃权' } as const

describe('an electronic secret ballot', () => {
  const bot = useTestBot({ fresh: 'file', logLevel: 'debug' })
  const says = (who: string, text: string) => bot.says(who, branch, text)
  const open = async (matter: string, more = '') => {
    await says('张伟', `/表决 发起 ${matter} 方式=无记名${more}`)
    return bot.latest(branch, matter)
  }
  const paperOf = (who: string, matter: string) => bot.latest(who, matter)
  const cast = (who: string, matter: string, choice: string) =>
    bot.clicks(who, paperOf(who, matter), '提交', { choice })
  const keyFiles = () => readdirSync(join(bot.dataDir, 'keys'))

  beforeAll(async () => {
    await bot.bindBranch(people)
  })

  it('needs the number of the consent: without it 无记名 is on paper', async () => {
    expect(textOf(await says('张伟', '/表决 发起 通过制度 方式=电子票'))).toContain('须经上级书面同意')
    expect(textOf(await says('张伟', '/表决 发起 通过制度 方式=无记名'))).toContain('现场票决')
    expect(textOf(await says('张伟', '/设置 电子无记名表决 启用'))).toContain('文号')
    await says('张伟', '/设置 电子无记名表决 文号=局党〔2026〕45号')
    expect(existsSync(join(bot.dataDir, 'keys'))).toBe(false)
  })

  it('shows turnout alone, takes one vote each, and counts when it is closed', async () => {
    const card = await open('接收李明为预备党员')
    expect(textOf(card)).toContain('已投0/6')
    expect(textOf(card)).toContain('不能防范')
    expect(textOf(card)).not.toContain('赞成人数：')
    const told = await cast('李四', '接收李明', 'yes')
    expect(told.toast).toMatch(/^已密封投票，回执 [0-9a-f]{16}$/)
    expect(textOf(bot.fresh(card))).toContain('已投1/6')
    const mine = bot.latest('李四', '回执（密文指纹）')
    expect(textOf(mine)).not.toMatch(/赞成$|反对$/m)
    await bot.clicks('李四', bot.fresh(card), '重新发送选票')
    await expect(cast('李四', '接收李明', 'no')).rejects.toThrow('no button')
    for (const who of ['王五', '赵六', '孙七']) await cast(who, '接收李明', 'yes')
    await cast('张伟', '接收李明', 'no')
    const [row] = await bot.db.sql<{ input: unknown; outcome: unknown }[]>`
      select input, outcome from ballot where method = 'electronic_secret'`
    expect(row).toEqual({ input: null, outcome: null })
    expect(textOf(await says('张伟', '/表决 回执'))).toContain('截止后公布')
    await says('张伟', '/表决 截止 B2026-002')
    const result = textOf(bot.latest(branch, '结果：通过'))
    expect(result).toContain('实到5人')
    expect(result).toContain('赞成4人＞6人的半数')
    expect(result).toContain('密文指纹清单（5张）')
    expect(textOf(paperOf('周八', '接收李明'))).toContain('表决已截止（B2026-002），没有投票')
    const receipt = /回执 ([0-9a-f]{16})/.exec(told.toast)?.[1] ?? 'none'
    expect(textOf(await says('李四', '/表决 回执 B2026-002'))).toContain(receipt)
    expect(textOf(await says('张伟', '/表决 名单 B2026-002'))).toContain('没有“谁投了什么票”的名单')
  })

  it('keeps the key beside the database, for its owner alone, until objections have been heard', async () => {
    const [file = ''] = keyFiles()
    expect(statSync(join(bot.dataDir, 'keys', file)).mode & 0o777).toBe(0o600)
    await bot.moveTo('2026-11-29T11:00:00+08:00')
    expect(keyFiles()).toEqual([])
    const acts = await bot.db.sql<
      { action: string }[]
    >`select action from audit where action = 'ballot.key.destroy'`
    expect(acts).toHaveLength(1)
    expect(textOf(await says('张伟', '/表决 结果 B2026-002'))).toContain('任何人都不能再解密')
  })

  it('is not opened with fewer than three votes, and is held again', async () => {
    await says('张伟', '/会议 新建 党员大会 2026-12-01 15:00 议题=通过总结 地点=会议室')
    await bot.moveTo('2026-12-01T15:00:00+08:00')
    const signIn = await says('张伟', '/签到 D2026-001')
    for (const who of people) await bot.clicks(who, signIn, '签到')
    await open('通过总结', ' 会议=D2026-001')
    await cast('李四', '通过总结', 'yes')
    await says('张伟', '/表决 截止 B2026-003')
    expect(textOf(bot.latest(branch, '不足3人，为保密不开票'))).toContain('表决无效，应重新表决')
    const held = await says('张伟', '/表决 发起 通过总结 方式=无记名 会议=D2026-001')
    expect(textOf(held)).toContain('B2026-004')
    await says('张伟', '/表决 截止 B2026-004')
  })

  it('takes paper beside sealed votes, and nobody twice', async () => {
    await open('通过办法')
    for (const who of ['李四', '王五', '赵六']) await cast(who, '通过办法', 'no')
    expect(textOf(await says('张伟', '/表决 录入 B2026-005 发出=2 收回=2 赞成=2'))).toContain(
      '名单=张三、李四',
    )
    expect(textOf(await says('张伟', '/表决 录入 B2026-005 名单=李四、周八 发出=2 收回=2 赞成=2'))).toContain(
      '李四已进行无记名电子投票',
    )
    await says('张伟', '/表决 录入 B2026-005 名单=孙七、周八 发出=2 收回=2 赞成=1 无效=1')
    await bot.clicks('张伟', bot.latest(branch, '待核对确认'), '确认')
    await bot.clicks('赵六', bot.latest(branch, '待核对确认'), '确认')
    expect((await cast('周八', '通过办法', 'yes')).toast).toContain('您已在现场投纸质票')
    await says('张伟', '/表决 截止 B2026-005')
    const result = textOf(bot.latest(branch, '结果：未通过'))
    expect(result).toContain('发出5张，收回5张，有效4张，无效1张')
  })

  it('gives an attacker with the whole database and the log nothing but chance', async () => {
    let seed = 20261125
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return seed / 2 ** 32
    }
    const secret: KnownVote[] = []
    const shown: KnownVote[] = []
    for (let round = 0; round < 10; round++) {
      const matter = `保密事项${round}号`
      await open(matter, ' 截止=7天')
      for (const who of people) {
        const choice = random() < 0.5 ? 'yes' : 'no'
        const before = round === 0 && people.indexOf(who) < 3 ? new Set(await dumpOf(bot.db.sql)) : null
        const logged = bot.log.length
        await cast(who, matter, choice)
        secret.push({ matter, who: bot.openId(who), choice })
        const log = bot.log.slice(logged).join('\n')
        for (const word of [...Object.keys(words), ...Object.values(words)])
          expect(log).not.toMatch(new RegExp(`(?<![a-z_])${word}(?![a-z_])`))
        if (before) {
          const added = (await dumpOf(bot.db.sql)).filter((line) => !before.has(line))
          expect(added.join('\n')).toContain('sealed_vote')
          expect(added.join('\n')).not.toMatch(
            // Beside what base64 may hold by chance.
            /(?<![A-Za-z0-9+/_])(yes|no|abstain)(?![A-Za-z0-9+/=_])|赞成|反对|弃权/,
          )
        }
      }
    }
    const digests = await bot.db.sql<{ digest: string }[]>`
      select digest from inbox where answer ->> 'receipt' is not null`
    expect(new Set(digests.map((one) => one.digest))).toEqual(new Set(['confidential']))
    const lengths = await bot.db.sql<{ length: number }[]>`select distinct length(sealed) from sealed_vote`
    expect(lengths).toHaveLength(1)
    // The same attacker on open ballots, so that the test is seen to be able to fail.
    for (let round = 0; round < 3; round++) {
      const matter = `公开事项${round}号`
      const card = await says('张伟', `/表决 发起 ${matter} 截止=7天`)
      for (const who of people) {
        const choice = random() < 0.5 ? 'yes' : 'no'
        await bot.clicks(who, card, words[choice])
        shown.push({ matter, who: bot.openId(who), choice })
      }
    }
    expect(await accuracyOf(bot.db.sql, shown)).toBe(1)
    // 30 guesses: chance is 15, and 26 or more have a probability below 0.00003.
    expect(await accuracyOf(bot.db.sql, secret)).toBeLessThan(0.85)
  })
})
