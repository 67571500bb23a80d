import { describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六']
const asked = '/请示 新建 召开2026年度民主生活会 主送=局党委'

describe('a request to the superior', () => {
  const bot = useTestBot()

  /** A bound branch and superior, and the request of the first hour. */
  const requested = async (
    words = asked,
    superiors = ['郑书记', '何干事'],
  ): Promise<{ branch: string; superior: string; reply: Message; card: Message }> => {
    const places = await bot.bindBranch(people, superiors)
    const reply = await bot.says('张伟', places.branch, words)
    return { ...places, reply, card: bot.latest(places.superior, 'Q2026-001') }
  }
  const acts = () =>
    bot.db.sql<
      { action: string; body: string }[]
    >`select action, body from audit where action like 'request.%' order by seq`
  const states = () =>
    bot.db.sql<{ state: string; revision: number }[]>`select state, revision from approval order by number`
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

  it('is drafted, numbered, shown to the branch, and put to the superior with three buttons', async () => {
    const { reply, card } = await requested()
    expect(textOf(reply)).toContain('关于召开2026年度民主生活会的请示')
    expect(textOf(reply)).toContain('妥否，请批示。')
    expect(textOf(reply)).toContain('已报送“局党委”群')
    const text = textOf(card)
    for (const words of [
      '待审批：召开2026年度民主生活会',
      '机关第一党支部',
      '张伟',
      '同意',
      '退回修改',
      '驳回',
    ])
      expect(text).toContain(words)
  })

  it('goes to the superior of the branch when nobody is named', async () => {
    const { reply, card } = await requested(
      '/请示 新建 开展主题党日 附件=方案；预算 正文=拟于12月开展主题党日。',
    )
    expect(textOf(reply)).toContain('局党委：\n拟于12月开展主题党日。\n妥否，请批示。\n附件：1.方案；2.预算')
    expect(textOf(card)).toContain('开展主题党日')
  })

  it('is agreed once, told to the branch, and its card shows who, when and what', async () => {
    const { branch, card, reply } = await requested()
    expect(await bot.clicks('何干事', card, '同意', { comment: '按程序办' })).toEqual({
      toast: '已记录：同意',
      tone: 'success',
    })
    const final = textOf(bot.fresh(card))
    expect(final).toContain('何干事于2026年11月22日（周日）10:00同意。意见：按程序办')
    expect(final).not.toContain('退回修改和驳回须写明意见')
    expect(textOf(bot.latest(branch, '请示同意'))).toContain('何干事于')
    expect(textOf(bot.fresh(reply))).toContain('何干事于')
    expect((await acts()).map((one) => one.action)).toEqual(['request.submit', 'request.decide'])
  })

  it('takes the first of two opposite decisions of the same moment, and tells the other', async () => {
    const { branch, card } = await requested()
    const toasts = await atOnce(card, ['郑书记', '同意', ''], ['何干事', '驳回', '议题不符'])
    const won = toasts.filter((one) => one.startsWith('已记录'))
    const lost = toasts.filter((one) => /已由(郑书记|何干事)于.*办理：/.test(one))
    expect([won.length, lost.length]).toEqual([1, 1])
    expect((await acts()).filter((one) => one.action === 'request.decide')).toHaveLength(1)
    expect(
      bot
        .messages(branch)
        .map(textOf)
        .filter((one) => /请示(同意|驳回)：/.test(one)),
    ).toHaveLength(1)
  })

  it('is never decided by its applicant, by the branch, or by a stranger', async () => {
    const { card } = await requested(asked, ['郑书记', '何干事', '张伟'])
    expect((await bot.clicks('张伟', card, '同意')).toast).toContain('不能由您审批')
    for (const name of ['李四', '路人']) {
      const known = bot.standIn.people().find((one) => one.name === name)
      const { openId } = known ?? bot.standIn.addPerson({ name })
      await bot.standIn.addMember(card.chatId, openId)
      expect((await bot.clicks(name, card, '同意')).toast).toMatch(/仅限|名册/)
    }
    expect(await states()).toEqual([{ state: 'submitted', revision: 1 }])
  })

  it('needs a comment to be returned or rejected', async () => {
    const { card } = await requested()
    expect((await bot.clicks('郑书记', card, '驳回', { comment: ' \u200b ' })).toast).toContain(
      '驳回须写明意见',
    )
    expect((await bot.clicks('郑书记', card, '退回修改')).toast).toContain('退回修改须写明意见')
    expect(await states()).toEqual([{ state: 'submitted', revision: 1 }])
  })

  it('comes back with a form, is submitted again under its number, and its old card stands for nothing', async () => {
    const { branch, superior, card } = await requested()
    await bot.clicks('郑书记', card, '退回修改', { comment: '请补充时间' })
    const form = bot.latest(branch, '请示退回修改')
    expect(textOf(form)).toContain('意见：请补充时间')
    const text = { matter: '召开2026年度民主生活会', body: '拟于12月20日召开。妥否，请批示。' }
    expect((await bot.clicks('李四', form, '提交', text)).toast).toContain('仅限')
    expect((await bot.clicks('张伟', form, '提交', text)).toast).toBe('已重新报送第2稿')
    expect(textOf(bot.fresh(form))).toContain('已修改并重新报送，现为第2稿')
    expect(textOf(bot.fresh(card))).toContain('第1稿已退回修改，现为第2稿')
    const again = bot.latest(superior, '第2稿')
    expect(again.messageId).not.toBe(card.messageId)
    expect(textOf(again)).toContain('Q2026-001')
    expect(textOf(again)).toContain('上一稿由郑书记退回修改，意见：请补充时间')
    expect((await bot.clicks('郑书记', again, '同意')).toast).toBe('已记录：同意')
    expect(await states()).toEqual([{ state: 'agreed', revision: 2 }])
    expect((await acts()).map((one) => one.action)).toEqual([
      'request.submit',
      'request.decide',
      'request.resubmit',
      'request.decide',
    ])
  })

  it('is submitted again once, when two send the form at the same moment', async () => {
    const { branch, card } = await requested()
    await bot.clicks('郑书记', card, '退回修改', { comment: '请补充时间' })
    const form = bot.latest(branch, '请示退回修改')
    const entered = { form: { matter: '甲', body: '乙' } }
    const press = () => bot.standIn.clicks(bot.openId('张伟'), form.messageId, '提交', entered)
    const toasts = (await Promise.all([press(), press()])).map((one) => one.toast?.content ?? '')
    await bot.settle()
    expect(toasts.filter((one) => one === '已重新报送第2稿')).toHaveLength(1)
    expect(await states()).toEqual([{ state: 'submitted', revision: 2 }])
  })

  it('is final when rejected', async () => {
    const { branch, card } = await requested()
    await bot.clicks('郑书记', card, '驳回', { comment: '时机不成熟' })
    expect(textOf(bot.latest(branch, '请示驳回'))).toContain('时机不成熟')
    expect(await states()).toEqual([{ state: 'rejected', revision: 1 }])
  })

  it('does not skip a level', async () => {
    const { branch } = await bot.bindBranch(people)
    await bot.group('市委工作群', ['钱市长'])
    await bot.clicks('钱市长', await bot.says('钱市长', '市委工作群', '/绑定 上级 市委'), '确认')
    const answer = textOf(await bot.says('张伟', branch, '/请示 新建 召开民主生活会 主送=市委'))
    expect(answer).toContain('不能越级报送“市委”')
    expect(await states()).toEqual([])
  })

  it('waits for a registered reply where the superior is outside the system', async () => {
    const { branch } = await bot.bindBranch(people)
    const reply = await bot.says('张伟', branch, '/请示 新建 召开民主生活会 主送=县直工委')
    expect(textOf(reply)).toContain('“县直工委”不在系统内')
    expect(textOf(reply)).toContain('/批复 登记 Q2026-001')
    const register = (words: string) =>
      bot.says('张伟', branch, `/批复 登记 Q2026-001 文号=县工〔2026〕45号 ${words}`)
    expect(textOf(await register('日期=2026-11-30 意见=同意'))).toContain('还没有到')
    expect(textOf(await register('日期=2026-11-20 意见=原则同意'))).toContain('原则同意须写明意见')
    expect(textOf(await bot.says('王五', branch, '/批复 登记 Q2026-001 文号=甲 意见=同意'))).toContain('仅限')
    const done = textOf(await register('日期=2026-11-20 意见=原则同意 附注=请压缩议题'))
    expect(done).toContain(
      '县直工委于2026年11月20日（周五）批复（文号：县工〔2026〕45号）：原则同意。意见：请压缩议题',
    )
    expect(textOf(await register('意见=同意'))).toContain('没有重复办理')
    const list = textOf(await bot.says('李四', branch, '/请示 查询'))
    expect(list).toContain('Q2026-001')
    expect(list).toContain('原则同意')
  })

  it('is not registered on paper where the superior decides on a card', async () => {
    const { branch } = await requested()
    const answer = await bot.says('张伟', branch, '/批复 登记 Q2026-001 文号=局党〔2026〕45号 意见=同意')
    expect(textOf(answer)).toContain('不需要登记批复')
    expect(textOf(await bot.says('张伟', branch, '/批复 登记 Q2026-009 文号=甲 意见=同意'))).toContain(
      '没有找到编号',
    )
  })

  it('is listed in the group of the superior', async () => {
    const { superior } = await requested()
    const list = textOf(await bot.says('何干事', superior, '/请示 查询'))
    expect(list).toContain('报送局党委的请示')
    expect(list).toContain('机关第一党支部')
    expect(list).toContain('待批复')
  })

  it('shows what was typed literally, and keeps it out of audit and log', async () => {
    const hostile = `<at id=all></at>[点我](https://evil)'; DROP TABLE x; **粗**`
    const { card } = await requested(`/请示 新建 ${hostile}`)
    expect(textOf(card)).toContain(hostile)
    await bot.clicks('郑书记', card, '驳回', { comment: `不妥：${hostile}` })
    expect(textOf(bot.fresh(card))).toContain(`不妥：${hostile}`)
    const kept = (await bot.db.sql`select body from audit`).map((one) => String(one.body)).join('\n')
    for (const text of [kept, bot.log.join('\n')]) {
      expect(text).not.toContain('DROP TABLE')
      expect(text).not.toContain('不妥')
    }
  })

  it('refuses the buttons of its card in another group, and does not say whether it exists', async () => {
    const { branch, card } = await requested()
    await bot.says('张伟', branch, '/意见 发起 学习安排')
    await bot.group('第二支部群', ['冯二', '陈三'])
    await bot.clicks('冯二', await bot.says('冯二', '第二支部群', '/绑定 支部 第二支部 上级=局党委'), '确认')
    const other = await bot.says('冯二', '第二支部群', '/意见 发起 活动安排')
    const [request] = await bot.db.sql`select id from approval`
    const [theirs, own] = await bot.db.sql`select id from opinion_call order by opened_at, id`
    /** Clicks a button whose value was edited on its way, as a hostile client can. */
    const edited = async (
      who: string,
      message: Message,
      words: string,
      ...edits: [from: string, to: string][]
    ) => {
      const kept = bot.fresh(message)
      const { card: before } = kept
      const text = edits.reduce((done, [from, to]) => done.replaceAll(from, to), JSON.stringify(before))
      Object.assign(kept, { card: JSON.parse(text) })
      const result = await bot.standIn.clicks(bot.openId(who), message.messageId, words)
      Object.assign(kept, { card: before })
      return result.toast?.content
    }
    const unknown = '01936d6e-0000-7000-8000-00000000dead'
    const notOurs = '此卡片已失效或不属于本群，没有办理。请重新发送命令获取新卡片。'
    expect(await edited('郑书记', card, '同意', [request?.id, unknown])).toBe(notOurs)
    for (const id of [unknown, theirs?.id])
      expect(await edited('冯二', other, '没有意见', [own?.id, id])).toBe(notOurs)
    for (const id of [unknown, request?.id])
      for (const action of ['approval.agree', 'approval.resubmit']) {
        const value: [string, string] = [`"call":"${own?.id}"`, `"approval":"${id}","revision":1`]
        expect(await edited('冯二', other, '没有意见', value, ['opinion.none', action])).toBe(notOurs)
      }
    expect(await states()).toEqual([{ state: 'submitted', revision: 1 }])
    expect(await bot.db.sql`select from opinion`).toHaveLength(0)
  })

  it('refuses a text that does not fit, and asks for a matter that is missing', async () => {
    const { branch } = await bot.bindBranch(people)
    const long = textOf(await bot.says('张伟', branch, `/请示 新建 开会 正文=${'长'.repeat(990)} 附件=方案`))
    expect(long).toContain('不能超过1000字')
    expect(textOf(await bot.says('张伟', branch, '/请示 新建'))).toContain('请填写事项')
    expect(textOf(await bot.says('李四', branch, asked))).toContain('仅限')
    expect(await states()).toEqual([])
  })
})
