import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八', '吴九', '郑十']
const branch = '机关第一党支部'

describe('a ballot on paper', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = (who: string, text: string) => bot.says(who, branch, text)
  const open = (matter: string, tellers = '计票人=李四 监票人=王五') =>
    says('张伟', `/表决 发起 ${matter} 方式=现场票决 ${tellers}`)

  beforeAll(async () => {
    await bot.bindBranch(people)
  })

  it('goes from papers to verdict by two tellers', async () => {
    const card = await open('接收李明为预备党员')
    for (const words of ['现场票决', '李四', '王五', '应到会有表决权正式党员8人'])
      expect(textOf(card)).toContain(words)
    for (const choice of ['赞成', '反对']) await expect(bot.clicks('赵六', card, choice)).rejects.toThrow()
    expect(textOf(await says('赵六', '/表决 录入 B2026-001 发出=7 收回=7 赞成=7'))).toContain(
      '由李四、王五办理',
    )
    expect(textOf(await says('张伟', '/表决 截止 B2026-001'))).toContain('须由计票人录入计票单')
    expect(textOf(await says('李四', '/表决 录入 B2026-001 赞成=7'))).toContain('请写明发出、收回')
    expect(textOf(await says('李四', '/表决 录入 B2026-001 发出=7 收回=7 赞成=5 反对=1'))).toContain(
      '赞成5＋反对1＋弃权0＋无效0＋空白0＝6张，收回7张',
    )
    expect(textOf(await says('李四', '/表决 录入 B2026-001 发出=9 收回=7 赞成=7'))).toContain('发出9张，多于')
    await says('李四', '/表决 录入 B2026-001 发出=7 收回=7 赞成=4 反对=2 弃权=1')
    const first = bot.latest('王五', '计票单')
    expect(textOf(bot.fresh(card))).toContain('已录入，待另一人核对确认')
    // A correction before the confirmation: the first sheet can no longer be confirmed.
    await says('李四', '/表决 录入 B2026-001 发出=7 收回=7 赞成=5 反对=1 弃权=0 无效=1')
    expect(textOf(bot.fresh(first))).toContain('已更正')
    const second = bot.latest('王五', '待核对确认')
    expect((await bot.clicks('王五', second, '确认')).toast).toBe('已确认，结果已公布')
    const result = textOf(bot.latest(branch, '结果：通过'))
    for (const words of [
      '发出7张，收回7张，有效6张，无效1张',
      '应到会有表决权正式党员8人，实到7人',
      '赞成5人＞8人的半数（至少5人），通过',
      '决议编号：J2026-001（有效）',
      '计票人',
      '监票人',
    ])
      expect(result).toContain(words)
    expect(textOf(await says('李四', '/表决 录入 B2026-001 发出=7 收回=7 赞成=7'))).toContain('已截止')
    expect(textOf(await says('张伟', '/表决 名单 B2026-001'))).toContain('没有“谁投了什么票”的名单')
    // The figures of the sheet are what a recount starts from.
    await says('张伟', '/表决 证书 B2026-001')
    const file = bot.messages('张伟').findLast((one) => one.resource)
    expect(file && Buffer.from(bot.fileOf(file).bytes).toString()).toContain('"returned":7')
  })

  it('is entered on the private form, sent back, and void with more papers back than out', async () => {
    const card = await open('王小二转为正式党员')
    await bot.clicks('李四', card, '录入计票单')
    const form = bot.latest('李四', '录入计票单')
    await bot.clicks('李四', form, '提交', { issued: '6', returned: '7', yes: '7' })
    const sheet = bot.latest('王五', '待核对确认')
    expect(textOf(sheet)).toContain('收回票数多于发出票数')
    expect((await bot.clicks('王五', sheet, '退回修改')).toast).toBe('已退回修改')
    expect(textOf(bot.latest('李四', '计票单已退回'))).toContain('重新录入')
    await bot.clicks('李四', form, '提交', { issued: '6', returned: '7', yes: '7' })
    await bot.clicks('王五', bot.latest('王五', '待核对确认'), '确认')
    expect(textOf(bot.latest(branch, '表决无效，应重新表决'))).toContain('收回票数多于发出票数')
    // A void vote is repeated.
    expect(textOf(await open('王小二转为正式党员'))).toContain('B2026-003')
  })

  it('is counted by any two where none are named, never by one and never by the person concerned', async () => {
    await open('赵六转为正式党员', '')
    expect(textOf(await says('赵六', '/表决 录入 B2026-004 发出=5 收回=5 赞成=5'))).toContain(
      '本次表决涉及的人选',
    )
    const sheet = await says('李四', '/表决 录入 B2026-004 发出=5 收回=5 赞成=5')
    expect((await bot.clicks('李四', sheet, '确认')).toast).toContain('不能确认自己录入的计票单')
    expect((await bot.clicks('赵六', sheet, '确认')).toast).toContain('本次表决涉及的人选')
    expect((await bot.clicks('孙七', sheet, '确认')).toast).toBe('已确认，结果已公布')
    expect(textOf(bot.fresh(sheet))).toContain('已确认')
    expect(textOf(await open('吴九转正', '计票人=李四 监票人=李四'))).toContain('不能是同一人')
    expect(textOf(await open('吴九转正', '计票人=吴九 监票人=李四'))).toContain('本次表决涉及的人选')
  })

  it('can be called off while nobody has voted, and only then', async () => {
    const open5 = await open('孙七转正')
    expect(textOf(open5)).toContain('B2026-005')
    expect(textOf(await says('张伟', '/表决 作废 B2026-005'))).toContain('尚未有人表决，由主持人作废')
    expect(textOf(await open('孙七转正'))).toContain('B2026-006')
    await says('李四', '/表决 录入 B2026-006 发出=8 收回=8 赞成=8')
    expect(textOf(await says('张伟', '/表决 作废 B2026-006'))).toContain('已有人表决，不能作废')
    const shown = await says('张伟', '/表决 发起 通过总结')
    await bot.clicks('李四', shown, '反对')
    expect(textOf(await says('张伟', '/表决 作废 B2026-007'))).toContain('已有人表决，不能作废')
    await says('张伟', '/表决 截止 B2026-007')
  })

  it('stays open past its time: only its tellers end it', async () => {
    const card = await open('郑十转正')
    await bot.moveTo('2026-11-24T10:00:00+08:00')
    expect(textOf(bot.fresh(card))).toContain('未录入')
  })
})
