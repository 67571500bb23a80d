import { beforeAll, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const union = '机关工会'
let branch = ''
let superior = ''

const records = async (label: string) =>
  (await bot.db.sql`select kind, step, ready, outputs from step_record where label = ${label}`)[0]
/** Starts a case by its process's name and answers its number. */
const started = async (who: string, where: string, words: string): Promise<string> =>
  /[A-Z]2026-\d{3}/.exec(textOf(await bot.says(who, where, `/事项 新建 ${words}`)))?.[0] ?? 'none'

beforeAll(async () => {
  ;({ branch, superior } = await bot.bindBranch(['张伟', '李四', '王五']))
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
  await bot.group(union, ['赵主席', '孙委员'])
  await bot.clicks(
    '赵主席',
    await bot.says('赵主席', union, '/绑定 工会 机关工会 上级=机关第一党支部'),
    '确认',
  )
})

it('a report serves a step of a case, once the superior has it', async () => {
  const number = await started('张伟', branch, '向上级党组织反映意见 食堂供应')
  const reply = await bot.says('张伟', branch, `/报告 新建 反映意见 正文=职工希望延长供应时间 步骤=${number}`)
  expect(textOf(reply)).toContain('R2026-001')
  expect(await records('R2026-001')).toMatchObject({ kind: 'report', step: 'submit', ready: false })
  await bot.clicks('郑书记', bot.latest(superior, 'R2026-001'), '退回修改', { comment: '请补充人数' })
  expect(await records('R2026-001')).toMatchObject({ ready: false })
  const form = bot.latest(branch, '报告退回修改')
  await bot.clicks('张伟', form, '提交', { matter: '食堂供应意见', body: '30人希望延长供应时间。特此报告。' })
  await bot.clicks('郑书记', bot.latest(superior, '第2稿'), '签收')
  expect(await records('R2026-001')).toMatchObject({ ready: true })
  const again = await bot.says('张伟', branch, '/报告 新建 反映意见 正文=甲 步骤=T2026-999')
  expect(textOf(again)).toContain('没有编号为 T2026-999 的事项')
})

it('what a union sends up is for the branch committee, not for every member of the branch', async () => {
  await bot.says('赵主席', union, '/报告 新建 工作报告 正文=全年工作已完成。')
  const report = bot.latest(branch, '全年工作已完成')
  expect((await bot.clicks('王五', report, '签收')).toast).toContain('仅限')
  expect((await bot.clicks('李四', report, '签收')).toast).toBe('已签收')
  await bot.says('赵主席', union, '/请示 新建 购置文体用品')
  const request = bot.latest(branch, '购置文体用品')
  expect((await bot.clicks('王五', request, '同意')).toast).toContain('仅限')
  expect((await bot.clicks('张伟', request, '同意')).toast).toBe('已记录：同意')
})

it('a public notice serves a step, with what its end says', async () => {
  const number = await started('赵主席', union, '评优选先（民主推荐） 年度先进')
  const clear = await bot.says('赵主席', union, `/公示 发布 年度先进 天数=1 内容=拟评孙委员 步骤=${number}`)
  expect(textOf(clear)).toContain('G2026-001')
  expect(await records('G2026-001')).toMatchObject({ kind: 'notice', step: 'notice', ready: false })
  await bot.moveTo('2026-11-23T18:00:10+08:00')
  expect(await records('G2026-001')).toMatchObject({ ready: true, outputs: { objection: false } })
})

it('an upheld objection tells the process, which says what follows', async () => {
  const number = await started('赵主席', union, '评优选先（民主推荐） 劳动模范')
  const shown = await bot.says(
    '赵主席',
    union,
    `/公示 发布 劳动模范 天数=1 内容=拟评某人 受理人=赵主席 步骤=${number}`,
  )
  await bot.clicks('孙委员', shown, '反映意见', { content: '不符合条件' })
  await bot.clicks('赵主席', bot.latest('赵主席', '不符合条件'), '作出结论', {
    inquiry: '属实',
    conclusion: 'upheld',
    reason: '确不符合',
  })
  await bot.moveTo('2026-11-24T18:00:10+08:00')
  expect(await records('G2026-002')).toMatchObject({ ready: true, outputs: { objection: true } })
})

it('an instruction is a case; its measures are accepted before it is carried out, and its report ends it', async () => {
  const steps = async () =>
    Object.fromEntries(
      (
        await bot.db
          .sql`select s.step, s.state from process_step s join process_instance p on p.id = s.instance_id
          where p.template_id = 'superior-instruction'`
      ).map((one) => [one.step, one.state]),
    )
  await bot.says('李四', branch, '/上级指示 登记 关于安全检查的通知 文号=局〔2026〕9号 办结=2026-12-20')
  expect(await steps()).toMatchObject({ register: 'done', execute: 'waiting' })
  const [found] = await bot.db
    .sql`select number from process_instance where template_id = 'superior-instruction'`
  const set = `/整改 新建 灭火器过期 措施=更换灭火器 责任人=王五 期限=2026-12-15 事项=${found?.number}`
  const item = /Z2026-\d{3}/.exec(textOf(await bot.says('张伟', branch, set)))?.[0]
  expect(item).toBeDefined()
  const early = await bot.says('李四', branch, '/上级指示 落实 S2026-001 情况=已检查')
  expect(textOf(early)).toContain(`还有整改事项没有销号：${item}`)
  await bot.says('王五', branch, `/整改 报验 ${item} 已更换`)
  await bot.says('张伟', branch, `/整改 销号 ${item}`)
  const [record] = await bot.db.sql`select ready from step_record where label = ${item ?? ''}`
  expect(record?.ready).toBe(true)
  await bot.says('李四', branch, '/上级指示 落实 S2026-001 情况=已检查并更换')
  const report = await bot.says('张伟', branch, '/报告 新建 落实情况 指示=S2026-001')
  const number = /R2026-\d{3}/.exec(textOf(report))?.[0] ?? ''
  await bot.clicks('郑书记', bot.latest(superior, number), '签收')
  expect(textOf(await bot.says('王五', branch, '/上级指示 列表'))).toContain('已报告')
  expect((await records('S2026-001'))?.ready).toBe(true)
})
