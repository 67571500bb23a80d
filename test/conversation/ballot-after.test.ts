import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七']
const branch = '机关第一党支部'

describe('what a counted ballot leads to', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = (text: string) => bot.says('张伟', branch, text)
  const vote = async (matter: string, yes: number, more = '') => {
    const card = await says(`/表决 发起 ${matter}${more}`)
    for (const [i, who] of people.entries()) await bot.clicks(who, card, i < yes ? '赞成' : '反对')
    return says('/表决 截止')
  }
  const papers = () =>
    bot.db.sql<{ kind: string; version: number; state: string; made: boolean }[]>`
      select d.kind, d.version, d.state, v.file_id is not null as made from document d
      join document_version v on v.document_id = d.id and v.version = d.version order by d.created_at, d.kind`
  const tasks = () =>
    bot.db.sql<{ number: string; label: string }[]>`select number, label from task order by number`

  beforeAll(async () => {
    await bot.bindBranch(people)
  })

  it('drafts the result sheet and creates the follow-up of an adopted matter, once', async () => {
    const result = await vote('购置党员学习用书', 4)
    await says('/表决 截止 B2026-001').catch(() => undefined)
    expect(await tasks()).toEqual([{ number: 'T2026-001', label: '落实决议 J2026-001：购置党员学习用书' }])
    expect(await papers()).toEqual([{ kind: 'ballot_record', version: 1, state: 'draft', made: true }])
    const shown = textOf(bot.fresh(result))
    expect(shown).toContain('落实决议 J2026-001：购置党员学习用书（任务 T2026-001，张伟，2026-11-27前）')
    expect(shown).toContain('表决结果单（草稿）')
    const before = bot.messages('李四').length
    expect((await bot.clicks('李四', bot.fresh(result), '查看表决结果单')).toast).toBe('已私聊发送')
    expect(bot.messages('李四').length).toBe(before + 1)
    const sheet = textOf(bot.latest('李四', '文书：'))
    expect(sheet).toContain('赞成4人，反对1人，弃权0人')
    expect(sheet).toContain('决议编号：J2026-001')
    await says('/任务 办结 T2026-001 说明=已购置')
    expect(textOf(bot.fresh(result))).toContain('张伟，已办结')
  })

  it('gives whoever asks for a drafted document its file', async () => {
    await says('/文书 B2026-001 表决结果单')
    expect(
      bot.fileOf(bot.messages('张伟').findLast((one) => one.resource) ?? bot.latest('张伟', 'x')).name,
    ).toContain('购置党员学习用书')
    expect(await papers()).toEqual([{ kind: 'ballot_record', version: 1, state: 'draft', made: true }])
  })

  it('asks for another vote where too few were there, and for nothing where the matter was rejected', async () => {
    await says('/表决 发起 调整活动时间')
    await says('/表决 截止')
    expect((await tasks()).at(-1)?.label).toBe('到会人数不足，另行召集后表决：调整活动时间')
    const count = (await tasks()).length
    expect(textOf(bot.fresh(await vote('更换会议室', 1)))).not.toContain('后续')
    expect(await tasks()).toHaveLength(count)
    expect(await papers()).toHaveLength(3)
  })

  it('leads to nothing when it was called off', async () => {
    await says('/表决 发起 误发起的事项')
    await says('/表决 作废')
    expect(await papers()).toHaveLength(3)
    expect((await tasks()).filter(({ label }) => label.includes('误发起'))).toEqual([])
  })

  it('waits for the chair after a near tie; a ruling that is asked for names the choice and its reason', async () => {
    const result = await vote('年度经费预算', 3, ' 重要=是')
    expect(textOf(result)).toContain('请主持人选择')
    expect(textOf(result)).not.toContain('后续')
    const count = (await tasks()).length
    expect(await papers()).toHaveLength(3)
    await bot.clicks('张伟', result, '报告上级，请求裁决', { reason: '对开支范围有争议' })
    const shown = textOf(bot.fresh(result))
    expect(shown).toContain('理由：对开支范围有争议')
    expect(shown).toContain('请示 Q2026-001，等待上级裁决')
    expect(await tasks()).toHaveLength(count)
    expect(await papers()).toHaveLength(4)
    const asked = textOf(bot.latest('局党委工作群', 'Q2026-001'))
    expect(asked).toContain('主持人选择：报告上级，请求裁决。理由：对开支范围有争议。依照党章第十七条')
    const deferred = await vote('年度培训计划', 3, ' 重要=是')
    await bot.clicks('张伟', deferred, '暂缓，下次再表决', { reason: '数据还要核对' })
    expect(textOf(bot.fresh(deferred))).toContain(
      '进一步调查研究、交换意见，下次会议再表决：年度培训计划（任务',
    )
  })

  it('drafts the minutes of a meeting and its summary of votes, again with each ballot, and its case goes on', async () => {
    await says('/会议 新建 党员大会 2026-11-24 15:00 议题=通过工作计划；通过学习计划 地点=会议室')
    await bot.moveTo('2026-11-24T15:00:00+08:00')
    const signIn = await says('/签到 D2026-001')
    for (const who of people) await bot.clicks(who, signIn, '签到')
    const first = await vote('通过工作计划', 5, ' 会议=D2026-001')
    const ofMeeting = async () =>
      (await papers()).filter(({ kind }) => ['minutes', 'ballot_result'].includes(kind))
    expect((await ofMeeting()).map(({ kind, version, made }) => [kind, version, made])).toEqual([
      ['ballot_result', 1, true],
      ['minutes', 1, true],
    ])
    const tasksBefore = (await tasks()).length
    expect(textOf(bot.fresh(first))).toContain('会议记录（草稿）')
    const second = await vote('通过学习计划', 4, ' 会议=D2026-001')
    expect((await ofMeeting()).map(({ version }) => version)).toEqual([2, 2])
    await bot.clicks('王五', bot.fresh(second), '查看会议记录')
    const minutes = textOf(bot.latest('王五', '会议记录'))
    expect(minutes).toContain('通过工作计划')
    expect(minutes).toContain('赞成4人，反对1人，弃权0人。结果：通过（表决记录：B2026-')
    expect(await tasks()).toHaveLength(tasksBefore)
  })
})
