import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

describe('reports, replies and instructions', () => {
  const bot = useTestBot({ fresh: 'file' })
  let branch = ''
  let superior = ''
  let first: { reply: Message; card: Message }
  const group = () => bot.messages(branch).map(textOf).join('\n')
  const states = async () =>
    (await bot.db.sql`select number, state, revision from report order by number`).map(
      (one) => `${one.number} ${one.state} ${one.revision}`,
    )
  /** Presses buttons at the same moment, before any card is refreshed. */
  const atOnce = async (card: Message, ...pressed: [who: string, words: string, comment: string][]) => {
    const results = await Promise.all(
      pressed.map(([who, words, comment]) =>
        bot.standIn.clicks(bot.openId(who), card.messageId, words, { form: { comment } }),
      ),
    )
    await bot.settle()
    return results.map((one) => one.toast?.content ?? '')
  }

  beforeAll(async () => {
    ;({ branch, superior } = await bot.bindBranch(['张伟', '李四', '王五']))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.says('张伟', branch, '/会议 新建 党员大会 2026-12-04 15:00 议题=讨论工作计划 地点=二楼会议室')
  })

  it('a report is numbered, drafted from its meeting, and put to the superior', async () => {
    const reply = await bot.says('张伟', branch, '/报告 新建 会议情况 会议=D2026-001')
    const card = bot.latest(superior, 'R2026-001')
    first = { reply, card }
    for (const words of [
      '关于2026年12月党员大会召开情况的报告',
      '局党委：',
      '1.讨论工作计划',
      '特此报告。',
      'D2026-001',
    ])
      expect(textOf(card)).toContain(words)
    expect(textOf(card)).toContain('签收')
    expect(textOf(reply)).toContain('等待签收')
    expect(textOf(await bot.says('李四', branch, '/报告 新建 工作报告 正文=一切正常'))).toContain('仅限')
    expect(textOf(await bot.says('张伟', branch, '/报告 新建 工作报告'))).toContain('请填写正文')
  })

  it('a report does not smuggle a request', async () => {
    const answer = textOf(
      await bot.says('张伟', branch, '/报告 新建 工作报告 正文=工作已完成。妥否，请批示。'),
    )
    expect(answer).toContain('报告不得夹带请示事项')
    expect(await states()).toEqual(['R2026-001 sent 1'])
  })

  it('a report is returned for correction, submitted again, and signed for once', async () => {
    expect((await bot.clicks('何干事', first.card, '退回修改')).toast).toContain('须写明意见')
    expect((await bot.clicks('何干事', first.card, '退回修改', { comment: '请补充到会人数' })).toast).toBe(
      '已退回修改',
    )
    const form = bot.latest(branch, '报告退回修改')
    expect(textOf(form)).toContain('请补充到会人数')
    const hidden = { matter: '党员大会召开情况', body: '到会12人，请予批准。' }
    expect((await bot.clicks('张伟', form, '提交', hidden)).toast).toContain('不得夹带请示')
    const right = { matter: '党员大会召开情况', body: '到会12人。特此报告。' }
    expect((await bot.clicks('王五', form, '提交', right)).toast).toContain('仅限')
    expect((await bot.clicks('张伟', form, '提交', right)).toast).toBe('已重新报送第2稿')
    expect(textOf(bot.fresh(first.card))).toContain('第1稿已退回修改，现为第2稿')
    const again = bot.latest(superior, '第2稿')
    const toasts = await atOnce(again, ['郑书记', '签收', ''], ['何干事', '退回修改', '再补充'])
    expect(toasts.filter((one) => /^已(签收|退回修改)$/.test(one))).toHaveLength(1)
    expect(toasts.filter((one) => one.includes('没有重复办理'))).toHaveLength(1)
    expect(textOf(bot.fresh(first.reply))).toMatch(
      /(郑书记|何干事)于2026年11月22日（周日）10:00(签收|退回修改)/,
    )
  })

  it('a report to a superior outside the system is registered as delivered, once', async () => {
    const reply = await bot.says(
      '张伟',
      branch,
      '/报告 新建 专项报告 主送=县直工委 事项=消防检查情况 正文=检查完毕。',
    )
    expect(textOf(reply)).toContain('“县直工委”不在系统内')
    const register = (words: string) => bot.says('李四', branch, `/报告 登记 R2026-002 ${words}`)
    expect(textOf(await register('方式=机要交换 日期=2026-11-30'))).toContain('还没有到')
    const done = textOf(await register('方式=机要交换 日期=2026-11-20 文号=一支〔2026〕8号'))
    expect(done).toContain('已于2026年11月20日（周五）报送“县直工委”，方式：机要交换，文号：一支〔2026〕8号')
    expect(textOf(await register('方式=机要交换'))).toContain('没有重复办理')
    expect(textOf(await bot.says('李四', branch, '/报告 登记 R2026-001 方式=当面'))).toContain('不需要登记')
    const list = textOf(await bot.says('王五', branch, '/报告 列表'))
    expect(list).toContain('R2026-002')
    expect(list).toContain('已报送')
    expect(textOf(await bot.says('何干事', superior, '/报告 列表'))).toContain('报送局党委的报告')
  })

  it('a request agreed in principle makes a task of every condition', async () => {
    const reply = await bot.says('张伟', branch, '/请示 新建 召开2026年度民主生活会 会议=D2026-001')
    const card = bot.latest(superior, 'Q2026-001')
    expect(textOf(card)).toContain('D2026-001')
    expect((await bot.clicks('郑书记', card, '原则同意，附意见')).toast).toContain('原则同意须写明意见')
    const comment = '1.压缩会期；2.会后十五日内报告'
    expect((await bot.clicks('郑书记', card, '原则同意，附意见', { comment })).toast).toBe('已记录：原则同意')
    expect(textOf(bot.fresh(reply))).toContain('T2026-001 未办结：压缩会期')
    expect(textOf(await bot.says('王五', branch, '/任务 办结 T2026-001 说明=已改'))).toContain('仅限')
    expect(textOf(await bot.says('张伟', branch, '/任务 办结 T2026-001 说明=已改为半天'))).toContain(
      '任务已办结',
    )
    expect(textOf(await bot.says('张伟', branch, '/任务 办结 T2026-001 说明=再改'))).toContain('没有重复办理')
    await bot.settle()
    expect(textOf(bot.fresh(reply))).toContain('T2026-001 已办结：压缩会期')
    expect(textOf(bot.fresh(reply))).toContain('T2026-002 未办结：会后十五日内报告')
  })

  it('a reply on paper gets its scan later', async () => {
    await bot.says('张伟', branch, '/请示 新建 购置设备 主送=县直工委')
    const scan = (link: string) => bot.says('李四', branch, `/批复 扫描件 Q2026-002 链接=${link}`)
    expect(textOf(await scan('https://drive.example.com/a.pdf'))).toContain('还没有登记纸质批复')
    await bot.says(
      '李四',
      branch,
      '/批复 登记 Q2026-002 文号=县工〔2026〕45号 意见=原则同意 附注=控制在预算内',
    )
    expect(textOf(await scan('在抽屉里'))).toContain('以 https:// 开头')
    expect(textOf(await scan('https://drive.example.com/a.pdf'))).toContain('https://drive.example.com/a.pdf')
    expect((await bot.db.sql`select label from task where origin_number = 'Q2026-002'`)[0]?.label).toBe(
      '控制在预算内',
    )
  })

  it('an instruction is registered, carried out, reported on, and then no longer reminded of', async () => {
    const registered = await bot.says(
      '李四',
      branch,
      '/上级指示 登记 关于开展主题教育的通知 文号=局党〔2026〕12号 办结=2026-12-10',
    )
    expect(textOf(registered)).toContain('S2026-001')
    expect(textOf(await bot.says('王五', branch, '/上级指示 登记 甲'))).toContain('仅限')
    await bot.moveTo('2026-12-07T09:30:00+08:00')
    expect(textOf(bot.latest('张伟', '落实：关于开展主题教育的通知'))).toContain('/上级指示 落实 S2026-001')
    const early = await bot.says('张伟', branch, '/报告 新建 落实情况 指示=S2026-001')
    expect(textOf(early)).toContain('还没有登记落实情况')
    await bot.says('李四', branch, '/上级指示 落实 S2026-001 情况=已传达学习，措施三条全部完成')
    await bot.says('张伟', branch, '/报告 新建 落实情况 指示=S2026-001')
    const card = bot.latest(superior, '措施三条全部完成')
    expect(textOf(card)).toContain('S2026-001')
    await bot.clicks('郑书记', card, '签收')
    expect(textOf(await bot.says('王五', branch, '/上级指示 列表'))).toContain('已报告')
    const before = bot.messages('张伟').length
    await bot.moveTo('2026-12-12T12:00:00+08:00')
    expect(bot.messages('张伟').slice(before).map(textOf).join('\n')).not.toContain('落实：关于开展主题教育')
  })

  it('of a classified document number and dates are kept, and nothing else anywhere', async () => {
    const secret = '某某工程部署'
    const missing = await bot.says('李四', branch, `/上级指示 登记 ${secret} 密级=机密`)
    expect(textOf(missing)).toContain('请写明文号')
    const unread = await bot.says(
      '李四',
      branch,
      `/上级指示 登记 ${secret} 密级=机密 文号=局密〔2026〕3号 办结=某天`,
    )
    expect(textOf(unread)).toContain('请补充')
    const kept = await bot.says(
      '李四',
      branch,
      `/上级指示 登记 ${secret} 密级=机密 文号=局密〔2026〕3号 办结=12月25日`,
    )
    expect(textOf(kept)).toContain('涉密文件只登记编号和日期')
    const refused = await bot.says('李四', branch, `/上级指示 落实 S2026-002 情况=${secret}已完成`)
    expect(textOf(refused)).toContain('不保存任何内容')
    expect(textOf(await bot.says('李四', branch, '/上级指示 落实 S2026-002'))).toContain('已登记完成')
    expect(group()).not.toContain(secret)
    const tables = await bot.db.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
    for (const { name } of tables) {
      const rows = await bot.db.sql`select to_jsonb(t)::text as row from ${bot.db.sql(name)} t`
      expect(rows.map(({ row }) => String(row)).join('\n')).not.toContain(secret)
    }
    expect(bot.log.join('\n')).not.toContain(secret)
  })

  it('leaves numbers and states in the chain, never a text', async () => {
    const audit = (await bot.db.sql`select body from audit`).map((one) => String(one.body)).join('\n')
    for (const action of [
      'report.submit',
      'report.handle',
      'report.resubmit',
      'report.register',
      'request.conditions',
      'task.finish',
      'instruction.reported',
      'reply.scan',
    ])
      expect(audit).toContain(action)
    for (const text of ['压缩会期', '请补充到会人数', '消防检查', '主题教育', '控制在预算内']) {
      expect(audit).not.toContain(text)
      expect(bot.log.join('\n')).not.toContain(text)
    }
  })
})
