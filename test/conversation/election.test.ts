import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八', '吴九', '郑十']
const branch = '机关第一党支部'

describe('an election in a branch', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = (text: string, who = '张伟') => bot.says(who, branch, text)
  const agree = async () => bot.clicks('郑书记', bot.latest('局党委工作群', '待批复'), '同意')
  const count = async (ballot: string, figures: string) => {
    await says(`/表决 录入 ${ballot} ${figures}`, '吴九')
    await bot.clicks('郑十', bot.latest('郑十', '待核对确认'), '确认')
  }
  const memberId = async (name: string) => {
    const [row] = await bot.db.sql<{ id: string }[]>`select id from member where name = ${name}`
    return row?.id ?? ''
  }

  const holders = async () =>
    (
      await bot.db.sql<{ name: string; office: string }[]>`
        select m.name, f.office from office f join member m on m.tenant_id = f.tenant_id and m.id = f.member_id
        where f.to_date is null and f.office <> 'superior_clerk' `
    )
      .map(({ name, office }) => `${name} ${office}`)
      .sort()

  beforeAll(async () => {
    await bot.bindBranch(people)
    await says('/党员 任职 李四 组织委员')
  })

  it('goes from nomination over the list and the consent to the result, with a run-off and the missing seat', async () => {
    const card = await says('/选举 新建 支部委员会 名额=3')
    expect(textOf(card)).toContain('不少于4人')
    const nominees = await Promise.all(['李四', '王五', '赵六', '孙七'].map(memberId))
    expect((await bot.clicks('周八', card, '提交', { nominees })).toast).toContain('已记录推荐')
    await bot.clicks('吴九', card, '提交', { nominees: nominees.slice(0, 1) })
    expect(textOf(bot.fresh(card))).toContain('2/8人')
    expect(textOf(bot.fresh(card))).not.toContain('周八推荐')
    const told = await says('/选举 名单 X2026-001')
    expect(told.chatId).not.toBe(card.chatId)
    expect(textOf(told)).toContain('2人参加推荐')
    expect(textOf(await says('/选举 投票 X2026-001'))).toContain('还没有报上级')
    expect(textOf(await says('/选举 名单 X2026-001 候选人=李四、王五、赵六'))).toContain(
      '不少于4人（差额），现有3人',
    )
    const listed = textOf(await says('/选举 名单 X2026-001 候选人=赵六、孙七、李四、王五'))
    expect(listed).toContain('王五、孙七、李四、赵六')
    // The list stands: the form for recommendations is gone.
    await expect(bot.clicks('周八', card, '提交', { nominees })).rejects.toThrow('no button')
    expect(textOf(await says('/选举 投票 X2026-001'))).toContain('现为“待批复”')
    await agree()
    expect(textOf(bot.fresh(card))).toContain('正式投票')
    expect(textOf(await says('/选举 投票 X2026-001 计票人=李四 监票人=郑十'))).toContain(
      '李四是本次表决涉及的人选',
    )
    const paper = textOf(await says('/选举 投票 X2026-001 计票人=吴九 监票人=郑十'))
    expect(paper).toContain('应选3人，候选人4人（按姓氏笔画为序）：王五、孙七、李四、赵六')
    const wrong = '/表决 录入 B2026-001 发出=8 收回=8 '
    expect(textOf(await says(`${wrong}无效=0 得票=王五:9`, '吴九'))).toContain('王五得9票，多于有效票8张')
    expect(textOf(await says(`${wrong}无效=0 得票=王五:8；赵六:8；李四:8；孙七:8`, '吴九'))).toContain(
      '合计32票',
    )
    expect(textOf(await says(`${wrong}无效=0 得票=周八:8`, '吴九'))).toContain('选票上没有“周八”')
    expect(textOf(await says(`${wrong}无效=0 得票=王五:8 另选=外人:1`, '吴九'))).toContain('外人没有被选举权')
    await count('B2026-001', '发出=8 收回=8 无效=1 得票=王五:7；李四:5；孙七:5；赵六:2 另选=周八:1')
    const result = textOf(bot.latest(branch, '表决结果'))
    for (const words of [
      '王五：7票，当选',
      '赵六：2票',
      '周八（另选）：1票',
      '发出8张，收回8张，有效7张，无效1张',
    ])
      expect(result).toContain(words)
    expect(textOf(bot.fresh(card))).toContain('选举结果报上级批准')
  })

  it('decides a tie at the last seat by a run-off, and fills what is missing in a separate election', async () => {
    await says('/选举 报批 X2026-001')
    await agree()
    expect(textOf(await says('/选举 查询 X2026-001'))).toContain('选举已完成')
    expect(await bot.db.sql`select 1 from nomination`).toEqual([])
    // The old committee ended with the approval; the secretary leads until a successor begins.
    const three = ['孙七', '李四', '王五'].map((who) => `${who} committee_member`)
    expect(await holders()).toEqual([...three, '张伟 secretary'].sort())
    expect(textOf(await says('/选举 新建 支部委员会 名额=2 补选=是'))).toContain('补选，其他委员不变')
    await says('/选举 名单 X2026-002 候选人=赵六、孙七、李四')
    await agree()
    await says('/选举 投票 X2026-002 计票人=吴九 监票人=郑十')
    await count('B2026-002', '发出=8 收回=8 得票=李四:6；孙七:5；赵六:5')
    expect(textOf(bot.latest(branch, '表决结果'))).toContain('得票相等，再次投票')
    const again = textOf(await says('/选举 投票 X2026-002 计票人=吴九 监票人=郑十'))
    expect(again).toContain('应选1人，候选人2人（按姓氏笔画为序）：孙七、赵六')
    await count('B2026-003', '发出=8 收回=8 得票=孙七:4；赵六:3')
    expect(textOf(await says('/选举 查询 X2026-002'))).toContain('李四、孙七')
    await says('/选举 报批 X2026-002')
    await agree()
    expect(await holders()).toContain('王五 committee_member')
    await says('/选举 新建 支部委员会 名额=2')
    await says('/选举 名单 X2026-003 候选人=赵六、孙七、李四')
    await agree()
    await says('/选举 投票 X2026-003 计票人=吴九 监票人=郑十')
    await count('B2026-004', '发出=8 收回=8 得票=李四:6；孙七:4；赵六:4')
    const partial = textOf(await says('/选举 查询 X2026-003'))
    expect(partial).toContain('尚缺1人')
    const separate = textOf(await says('/选举 投票 X2026-003 计票人=吴九 监票人=郑十'))
    expect(separate).toContain('应选1人，候选人2人（按姓氏笔画为序）：孙七、赵六')
    await count('B2026-005', '发出=8 收回=8 得票=赵六:6；孙七:2')
    expect(textOf(await says('/选举 查询 X2026-003'))).toContain('李四、赵六')
  })

  it('takes fewer seats instead where more than half of the electors agree', async () => {
    await says('/选举 报批 X2026-003')
    await agree()
    await says('/选举 新建 支部委员会 名额=3')
    await says('/选举 名单 X2026-004 候选人=王五、孙七、李四、赵六')
    await agree()
    await says('/选举 投票 X2026-004 计票人=吴九 监票人=郑十')
    await count('B2026-006', '发出=8 收回=8 得票=王五:7；李四:6；孙七:4；赵六:4')
    expect(textOf(await says('/选举 减额 X2026-004 同意=4'))).toContain('半数以上（至少5人）同意，现为4人')
    expect(textOf(await says('/选举 减额 X2026-004 同意=9'))).toContain('多于到会选举人8人')
    const reduced = textOf(await says('/选举 减额 X2026-004 同意=6'))
    expect(reduced).toContain('应选\n2人')
    expect(reduced).toContain('选举结果报上级批准')
    expect(textOf(await says('/选举 减额 X2026-004 同意=6'))).toContain('选举结果报上级批准')
  })

  it('gives an office that the committee elected once the superior has approved, electronically and in secret', async () => {
    // The new committee elects, before duties are shared out: nobody of it holds an office yet.
    await says('/选举 报批 X2026-004')
    await agree()
    await says('/选举 新建 支部委员会 名额=5')
    await says('/选举 名单 X2026-005 候选人=张伟、李四、王五、赵六、孙七、周八')
    await agree()
    await says('/选举 投票 X2026-005 计票人=吴九 监票人=郑十')
    await count('B2026-007', '发出=8 收回=8 得票=张伟:8；李四:8；王五:7；赵六:6；孙七:5；周八:3')
    await says('/设置 电子无记名表决 启用 文号=局党〔2026〕45号')
    await says('/选举 新建 书记 方式=无记名')
    await says('/选举 名单 X2026-006 候选人=王五、李四')
    await agree()
    await says('/选举 投票 X2026-006')
    expect(textOf(bot.latest(branch, '无记名表决进行中'))).toContain('已投0/5')
    const marks = async (who: string, names: string[], others = '') =>
      bot.clicks(who, bot.latest(who, '选举选票'), '提交', { marks: names, ...(others ? { others } : {}) })
    expect((await marks('张伟', ['0', '1'])).toast).toContain('选了2人，最多选1人')
    expect((await marks('张伟', [], '周八')).toast).toContain('有被选举权的人')
    expect((await marks('张伟', ['1'])).toast).toContain('回执')
    for (const who of ['李四', '王五', '赵六']) await marks(who, ['1'])
    await marks('孙七', [], '张伟')
    await says('/表决 截止')
    expect(textOf(bot.latest(branch, '表决结果'))).toContain('李四4票、张伟1票')
    expect(textOf(bot.latest(branch, '表决结果'))).toContain('当选1人（李四）')
    await says('/选举 报批 X2026-006')
    await agree()
    expect(await holders()).toEqual(
      ['李四 committee_member', '李四 secretary', '王五 committee_member'].sort(),
    )
  })
})
