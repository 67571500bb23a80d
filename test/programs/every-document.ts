import type { Message } from '../../sandbox/types.ts'
import { type TestBot, textOf } from '../helpers/test-bot.ts'

const union = '机关工会'
const others = '孙七 周八 吴九 郑十 冯立 陈平 褚卫国 蒋新民'.split(' ')
export const members = ['张伟', '李四', '王五', '赵六', ...others]

const sentence = '与会党员围绕年度工作计划认真讨论，一致认为目标明确、措施具体，应当抓好责任分解和过程督促。'
/** Long enough for a second page. */
const long = Array.from({ length: 18 }, (_, index) => `${index + 1}号发言：${sentence}`).join('\n')

/** A Word file that the bot sent, with the word of its kind. */
export interface SentDocument {
  kind: string
  name: string
  bytes: Uint8Array
}

const numberIn = (message: Message): string => /[A-Z]2026-\d{3}/.exec(textOf(message))?.[0] ?? 'none'

/** Makes one document of every kind in chat, filled in so that nothing is blank, and answers the last version of each. */
export async function everyDocument(bot: TestBot): Promise<SentDocument[]> {
  const made: SentDocument[] = []
  const { branch } = await bot.bindBranch([...members])
  const document = async (
    who: string,
    where: string,
    number: string,
    kind: string,
    form: Record<string, string> = {},
    /** The card of a restricted document stands in the private chat of who asked. */
    cardAt = where,
  ) => {
    await bot.says(who, where, `/文书 ${number} ${kind}`)
    if (Object.keys(form).length > 0) await bot.clicks(who, bot.latest(cardAt, '文书：'), '提交', form)
    const sent = bot.messages(who).findLast(({ resource }) => resource)
    if (sent) made.push({ kind, ...bot.fileOf(sent) })
  }
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
  await bot.says('张伟', branch, '/党员 状态 蒋新民 预备党员')
  await bot.group(union, ['赵主席', '孙委员'])
  const bound = await bot.says('赵主席', union, '/绑定 工会 机关工会 上级=机关第一党支部')
  await bot.clicks('赵主席', bound, '确认')

  await bot.says(
    '张伟',
    branch,
    '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划和年度重点任务分解，研究党员教育培训、主题党日和志愿服务的安排；审议支部2026年度工作报告；接收预备党员 地点=机关办公楼二楼会议室',
  )
  await document('李四', branch, 'D2026-001', '会议通知', {
    列席人员: '局党委何干事',
    会议资料: '2027年工作计划（征求意见稿）',
    联系人及电话: '李四，0371-12345678',
  })
  await bot.moveTo('2026-12-25T15:00:00+08:00')
  const signIn = await bot.says('李四', branch, '/签到')
  for (const who of members.slice(0, 10)) await bot.clicks(who, signIn, '签到')
  await bot.clicks('李四', signIn, '确认')
  for (const matter of ['通过2027年工作计划', '通过2026年度工作报告']) {
    const ballot = await bot.says('张伟', branch, `/表决 发起 ${matter} 会议=D1 方式=公开`)
    for (const [index, who] of members.slice(0, 10).entries())
      await bot.clicks(who, ballot, index === 7 ? '弃权' : '赞成')
    await bot.says('张伟', branch, '/表决 截止')
  }
  await document('李四', branch, 'D2026-001', '签到表')
  await document('李四', branch, 'D2026-001', '会议记录', {
    散会时间: '17:00',
    报告要点: `张伟同志报告2026年度工作。${sentence}`,
    讨论发言要点: long,
    不同意见: '冯立建议把第三项任务的期限延到十一月。',
    主持人总结: '同志们讨论充分，会后由组织委员汇总意见、分解任务。',
  })
  await document('李四', branch, 'D2026-001', '票决汇总')
  await document('李四', branch, 'B2026-001', '表决结果单')
  await document('张伟', branch, 'D2026-001', '情况报告', { 存在问题: sentence.repeat(2), 下一步工作: long })
  await document('李四', branch, 'D2026-001', '学习和党课记录', {
    主讲人: '张伟',
    学时: '2',
    学习内容要点: sentence.repeat(3),
    交流发言: sentence,
  })
  await document('张伟', branch, 'B2026-001', '决议', {
    听取的报告: '支部委员会关于2027年工作计划的说明',
    决议内容: `通过《2027年工作计划》。${sentence}`,
  })

  await bot.says('张伟', branch, '/请示 新建 召开2026年度民主生活会 主送=局党委')
  await document('张伟', branch, 'Q2026-001', '请示', { 联系人: '李四', 电话: '0371-12345678' })
  await bot.clicks('郑书记', bot.latest('局党委工作群', 'Q2026-001'), '同意', {
    comment: '按程序召开，会后报告。',
  })
  await document('李四', branch, 'Q2026-001', '批复登记', { 批复文号: '局党〔2026〕18号' })

  const selection = numberIn(await bot.says('赵主席', union, '/事项 新建 评优选先（民主推荐） 2026年度先进'))
  await bot.says(
    '赵主席',
    union,
    `/公示 发布 年度先进 天数=5 内容=拟评孙委员为年度先进工作者 依据=评选办法 受理人=孙委员 步骤=${selection}`,
  )
  await document('赵主席', union, selection, '公示', {
    受理人及电话: '孙委员，0371-12345678',
    联系地址: '办公楼205室',
  })
  await document('赵主席', union, selection, '办理情况报告', { 问题和下一步: sentence })

  const reward = numberIn(await bot.says('张伟', branch, '/事项 新建 职工奖励 技术革新'))
  await document(
    '张伟',
    branch,
    reward,
    '奖励审批表',
    {
      姓名: '王五',
      性别: '男',
      出生年月: '1985年4月',
      部门及岗位: '机务段司机',
      奖励种类: '记功',
      主要事迹: sentence.repeat(2),
      工会意见: '同意',
      处领导意见: '同意上报',
    },
    '张伟',
  )
  const penalty = numberIn(await bot.says('张伟', '私聊', '/事项 新建 职工处罚 某某'))
  await document(
    '张伟',
    '私聊',
    penalty,
    '处罚审批表',
    {
      姓名: '某某',
      部门及岗位: '机务段司机',
      处罚种类: '记过',
      依据: '职工奖惩办法第12条',
      事实及证据: sentence.repeat(2),
      陈述申辩: '本人对事实无异议。',
      救济途径和期限: '收到决定之日起15日内可书面申诉。',
      工会意见: '程序合规',
      处领导意见: '同意',
    },
    '张伟',
  )
  const hardship = numberIn(await bot.says('赵主席', '私聊', '/事项 新建 建立困难职工档案 甲家庭'))
  await document(
    '赵主席',
    '私聊',
    hardship,
    '困难职工登记',
    {
      姓名: '某某',
      部门及岗位: '车辆段',
      困难类别: '患病',
      家庭人口: '4人',
      家庭月收入: '5200.00',
      致困原因: sentence,
      走访核实: sentence,
      基层工会意见: '情况属实',
      上级工会意见: '同意建档',
      帮扶记录: '2026年12月慰问2000.00元',
    },
    '赵主席',
  )
  const dues = numberIn(await bot.says('赵主席', union, '/事项 新建 会费管理和公示公开 2026年'))
  await document('赵主席', union, dues, '收支公开', {
    公开期间: '2026年上半年',
    期初结余: '1200.00',
    本期收入: '3000.00',
    支出明细: '慰问2000.00元\n文体活动300.00元',
    期末结余: '1900.00',
  })
  return made
}
