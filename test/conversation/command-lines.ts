import type { TestBot } from '../helpers/test-bot.ts'

/** Where something is typed: the branch's group, the union's, one that is not bound, or a private chat. */
export type Place = 'group' | 'union' | 'unbound' | 'private'

/** Something that a person types and that has to be understood. */
export interface Line {
  by: string
  in: Place
  says: string
  /** What the answer shows. */
  shows: string
  /** The audit entry that it leaves. */
  does?: string
  /** Typed in a group, answered to the person alone. */
  alone?: true
  /** A form filled with what was said: something has to be added. */
  asks?: true
  /** What has to be there before. */
  first?: (bot: TestBot) => Promise<unknown>
}

/** Somebody without the right says the same: told so, and nothing changes. */
export interface Denied {
  by: string
  in: Place
  says: string
  shows: string
  /** Also the refusal comes in private. */
  alone?: true
}

/** A row of the table of commands, by its first command: what is typed for it, and by whom in vain. */
export interface Row {
  row: string
  lines: Line[]
  denied: Denied[]
}

const branch = '机关第一党支部'
const union = '机关工会'
const stranger = '不在机关第一党支部的名册中'

/** People of the branch: 18 full members and 李四, who is a probationary one. */
export const members = [
  ...['张伟', '王五', '陈静', '赵六', '李四', '孙七', '周八', '张三', '吴敏', '刘洋'],
  ...['杨帆', '黄磊', '徐丽', '林静', '何平', '郭峰', '胡兰', '马骏', '朱红'],
]

/** A group with the bot in it that nobody has bound. */
export const unboundGroup = (bot: TestBot) => bot.group('第三党支部群', ['马小'])

/** Binds a superior, a branch with its officers and a union; the next numbers are those of the examples. */
export async function playCommandScene(bot: TestBot): Promise<void> {
  await bot.bindBranch(members, ['郑书记', '何干事'])
  for (const text of [
    '/党员 任职 王五 组织委员',
    '/党员 任职 陈静 纪检委员',
    '/党员 状态 李四 预备党员',
    '/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八 日期=2026-01-01',
    '/支委会 成立 日期=2026-01-01',
  ])
    await bot.says('张伟', branch, text)
  await bot.group(union, ['钱主席', '孙委员', '杨职工', '吴人事', '卫主任'])
  await bot.clicks('钱主席', await bot.says('钱主席', union, `/绑定 工会 ${union} 上级=${branch}`), '确认')
  await bot.says('钱主席', union, '/党员 任职 吴人事 人事负责人')
  const chat = bot.standIn.chats().find((one) => one.name === branch)?.chatId ?? ''
  for (const name of ['路人', '新人'])
    await bot.standIn.addMember(chat, bot.standIn.addPerson({ name }).openId)
  await bot.settle()
  const [home] = await bot.db.sql`select id, tenant_id from organisation where kind = 'branch'`
  const last = { D: 13, B: 5, Y: 30, J: 4, Q: 1, Z: 6 }
  for (const [letter, number] of Object.entries(last))
    await bot.db.sql`
      insert into case_number values (${home?.tenant_id}, ${home?.id}, ${letter}, 2026, ${number})`
}

const says =
  (who: string, text: string, where = branch) =>
  (bot: TestBot) =>
    bot.says(who, where, text)

/** Papers were counted: one enters the sheet, another confirms it. */
const counted = (number: string) => async (bot: TestBot) => {
  const sheet = await bot.says('周八', branch, `/表决 录入 ${number} 发出=18 收回=18 赞成=16 反对=1 弃权=1`)
  await bot.clicks('张三', sheet, '确认')
}

/** Everything of the table, in an order in which it can happen. */
export const rows: Row[] = [
  {
    row: '绑定 支部',
    lines: [
      {
        by: '马小',
        in: 'unbound',
        says: '/绑定 支部 机关第一党支部',
        shows: '请确认绑定支部：机关第一党支部',
      },
    ],
    denied: [],
  },
  {
    row: '帮助',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/帮助 表决',
        shows: '/表决 发起',
        first: playCommandScene,
      },
      { by: '路人', in: 'group', says: '/help', shows: '支部助手可以帮您' },
      { by: '张伟', in: 'group', says: '/?', shows: '支部助手可以帮您' },
      { by: '孙七', in: 'private', says: '帮助', shows: '支部助手可以帮您' },
      { by: '孙七', in: 'group', says: '菜单', shows: '支部助手可以帮您' },
      { by: '孙七', in: 'private', says: '怎么用', shows: '支部助手可以帮您' },
    ],
    denied: [],
  },
  {
    row: '会议 新建',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/会议 新建 党员大会 下周三15:00 议题=讨论工作报告；接收预备党员 地点=二楼会议室',
        shows: '党员大会（2026-11-18）（D2026-014）',
        does: 'meeting.create',
      },
      {
        by: '王五',
        in: 'private',
        says: '开会 支委会 下周四15:00 议题=研究分工 主持=张伟 参加=孙七',
        shows: 'D2026-015',
        does: 'meeting.create',
      },
      {
        by: '赵六',
        in: 'group',
        says: '新建会议 党小组会 下周五15:00 议题=学习',
        shows: '第一党小组 党小组会（2026-11-20）（D2026-016）',
        does: 'meeting.create',
      },
      {
        by: '张伟',
        in: 'private',
        says: '安排会议 党课 12月1日15:00 议题=学习',
        shows: 'D2026-017',
        does: 'meeting.create',
      },
      ...['组织生活会', '民主生活会', '职工大会'].map(
        (kind, at): Line => ({
          by: '张伟',
          in: 'group',
          says: `/会议 新建 ${kind} 12月2${at}日15:00 议题=研究年度工作`,
          shows: `D2026-0${18 + at}`,
          does: 'meeting.create',
        }),
      ),
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/会议 新建 党员大会 下周三15:00 议题=甲', shows: '仅限书记' },
      { by: '赵六', in: 'group', says: '开会 党课 下周三15:00 议题=甲', shows: '只能安排本小组' },
    ],
  },
  {
    row: '会议 改期',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/会议 改期 D2026-014 11月27日15:00 原因=书记出差',
        shows: '党员大会（2026-11-27）',
        does: 'meeting.reschedule',
      },
      {
        by: '王五',
        in: 'private',
        says: '改期 D15 12月3日15:00 原因=出差',
        shows: '支委会（2026-12-03）',
        does: 'meeting.reschedule',
      },
      {
        by: '张伟',
        in: 'group',
        says: '推迟会议 17 12月4日15:00 原因=出差',
        shows: '党课（2026-12-04）',
        does: 'meeting.reschedule',
      },
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/会议 改期 D2026-014 11月28日15:00 原因=甲', shows: '仅限书记' },
    ],
  },
  {
    row: '会议 补录',
    lines: [
      {
        by: '王五',
        in: 'group',
        says: '/会议 补录 支委会 11月10日 补开=2026-10',
        shows: '逾期补开',
        does: 'meeting.backfill',
      },
      {
        by: '王五',
        in: 'private',
        says: '补录 支委会 11月11日',
        shows: '按期完成',
        does: 'meeting.backfill',
      },
    ],
    denied: [{ by: '孙七', in: 'private', says: '补录 支委会 11月9日', shows: '仅限书记' }],
  },
  {
    row: '会议 查询',
    lines: [
      { by: '孙七', in: 'group', says: '/会议 查询 本季度', shows: 'D2026-014' },
      { by: '孙七', in: 'private', says: '会议', shows: 'D2026-014' },
      { by: '孙七', in: 'group', says: '最近的会', shows: 'D2026-014' },
      { by: '孙七', in: 'private', says: '/会议 查询 党课 本年', shows: '共1次' },
    ],
    denied: [{ by: '路人', in: 'group', says: '/会议 查询 本季度', shows: stranger }],
  },
  {
    row: '清单',
    lines: [
      { by: '张伟', in: 'group', says: '/清单 D2026-014', shows: '会议清单：党员大会' },
      { by: '王五', in: 'private', says: '准备情况 D14', shows: '会议清单：党员大会' },
      { by: '赵六', in: 'group', says: '会前准备', shows: '会议清单：第一党小组' },
    ],
    denied: [{ by: '路人', in: 'group', says: '/清单 D2026-014', shows: stranger }],
  },
  {
    row: '通知',
    lines: [
      { by: '王五', in: 'group', says: '/通知 D2026-014', shows: '通知：党员大会', does: 'notice.send' },
      { by: '王五', in: 'private', says: '发通知 D2026-015', shows: '通知：支委会', does: 'notice.send' },
      {
        by: '张伟',
        in: 'group',
        says: '/通知 D2026-016 方式=私聊',
        shows: 'D2026-016 的通知已私聊发给3人',
        does: 'notice.send',
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/通知 D2026-014', shows: '仅限书记' }],
  },
  {
    row: '签到',
    lines: [
      { by: '张伟', in: 'group', says: '/签到', shows: '签到：党小组会' },
      { by: '孙七', in: 'private', says: '签到', shows: '实到1', does: 'attendance.sign' },
    ],
    denied: [{ by: '路人', in: 'group', says: '/签到', shows: stranger }],
  },
  {
    row: '意见 发起',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/意见 发起 领导班子作风 范围=职工 匿名=自愿 截止=周五',
        shows: 'Y2026-031',
        does: 'opinions.open',
      },
    ],
    denied: [{ by: '孙七', in: 'private', says: '征求意见 食堂', shows: '仅限书记' }],
  },
  {
    row: '意见 提交',
    lines: [
      { by: '孙七', in: 'private', says: '/意见 提交 匿名 建议增加学习时间', shows: '已收下' },
      {
        by: '周八',
        in: 'group',
        says: '提意见 建议增加学习时间',
        shows: '已收下',
        does: 'opinions.submit',
        alone: true,
      },
      { by: '张三', in: 'private', says: '我有意见 建议少开会', shows: '已收下', does: 'opinions.submit' },
    ],
    denied: [],
  },
  {
    row: '意见 发起',
    lines: [
      {
        by: '王五',
        in: 'private',
        says: '征求意见 学习安排 范围=支委 匿名=是 问题=时间；地点',
        shows: 'Y2026-032',
        does: 'opinions.open',
      },
    ],
    denied: [],
  },
  {
    row: '意见 提交',
    lines: [],
    denied: [{ by: '路人', in: 'group', says: '/意见 提交 编号=Y2026-032 甲', shows: stranger }],
  },
  {
    row: '请假',
    lines: [
      { by: '孙七', in: 'group', says: '/请假 D2026-014 原因=公出', shows: '请假1人', does: 'notice.reply' },
      {
        by: '周八',
        in: 'private',
        says: '请假 D2026-014 原因=公出 书面意见=赞成工作报告',
        shows: '书面意见已收下',
        does: 'opinions.submit',
      },
    ],
    denied: [{ by: '路人', in: 'group', says: '/请假 D2026-014 原因=公出', shows: stranger }],
  },
  {
    row: '意见 汇总',
    lines: [
      {
        by: '王五',
        in: 'group',
        says: '/意见 汇总 Y2026-031',
        shows: '归纳意见：领导班子作风',
        does: 'opinions.read',
        alone: true,
      },
      { by: '王五', in: 'private', says: '意见汇总', shows: '归纳意见', does: 'opinions.read' },
      {
        by: '张伟',
        in: 'group',
        says: '/意见 反馈 Y2026-031',
        shows: '反馈',
        does: 'opinions.feedback',
        async first(bot) {
          await bot.says('张伟', branch, '/意见 截止 Y2026-031')
          const raw = await bot.says('王五', '私聊', '/意见 汇总 Y2026-031')
          await bot.clicks('王五', raw, '提交', { summary: '增加学习时间', placing: '1:1、2' })
          await bot.says('张伟', branch, '/意见 处理 Y2026-031 1 处理=采纳')
        },
      },
      { by: '张伟', in: 'private', says: '/意见 上报 Y2026-031', shows: '待签收', does: 'report.submit' },
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/意见 汇总 Y2026-032', shows: '只有归纳人（王五）可以查看' },
      { by: '孙七', in: 'private', says: '/意见 反馈 Y2026-032', shows: '仅限书记' },
      { by: '孙七', in: 'private', says: '/意见 上报 Y2026-032', shows: '仅限书记' },
    ],
  },
  {
    row: '表决 发起',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/表决 发起 通过2027年支部工作计划 方式=公开',
        shows: 'B2026-006',
        does: 'ballot.open',
      },
      {
        by: '张伟',
        in: 'private',
        says: '投票 添置书架 规则=支部党员大会一般决议',
        shows: 'B2026-007',
        does: 'ballot.open',
      },
      {
        by: '张伟',
        in: 'group',
        says: '举手表决 改造活动室 方式=现场票决 重要=是',
        shows: 'B2026-008',
        does: 'ballot.open',
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/表决 发起 买书', shows: '仅限书记' }],
  },
  {
    row: '表决 录入',
    lines: [
      {
        by: '孙七',
        in: 'group',
        says: '/表决 录入 B2026-008 发出=18 收回=18 赞成=16 反对=1 弃权=1',
        shows: '计票单',
        does: 'ballot.sheet',
      },
      {
        by: '孙七',
        in: 'private',
        says: '计票 B2026-009 发出=18 收回=18 赞成=16 反对=1 弃权=1',
        shows: '计票单已录入',
        does: 'ballot.sheet',
        first: says('张伟', '/表决 发起 购置图书 方式=现场票决'),
      },
      {
        by: '孙七',
        in: 'private',
        says: '录入票数 B2026-010 发出=18 收回=18 赞成=16 反对=1 弃权=1 无效=0',
        shows: '计票单已录入',
        does: 'ballot.sheet',
        first: says('张伟', '/表决 发起 修缮食堂 方式=无记名'),
      },
    ],
    denied: [{ by: '路人', in: 'group', says: '计票 B2026-009 发出=9 收回=9 赞成=9', shows: stranger }],
  },
  {
    row: '表决 截止',
    lines: [
      { by: '张伟', in: 'group', says: '/表决 截止 B2026-006', shows: '不足法定人数', does: 'ballot.close' },
      {
        by: '孙七',
        in: 'group',
        says: '/表决 结果 B2026-008',
        shows: '通过',
        async first(bot) {
          await counted('B2026-008')(bot)
          await counted('B2026-009')(bot)
        },
      },
      { by: '孙七', in: 'private', says: '表决结果 B2026-008', shows: '决议编号：J2026-005' },
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/表决 截止 B2026-007', shows: '仅限书记' },
      { by: '路人', in: 'group', says: '/表决 结果 B2026-008', shows: stranger },
    ],
  },
  {
    row: '决策 新建',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/决策 新建 支部活动室改造 决定机构=支委会',
        shows: '事项清单：支部活动室改造',
        does: 'case.start',
      },
      { by: '张伟', in: 'private', says: '议题 改造食堂', shows: '事项清单：改造食堂', does: 'case.start' },
      {
        by: '张伟',
        in: 'group',
        says: '研究一件事 改造车棚 重要=是 决定机构=党员大会',
        shows: '事项清单：改造车棚',
        does: 'case.start',
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/决策 新建 甲', shows: '仅限书记' }],
  },
  {
    row: '复议',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/复议 J2026-005 依据=局党委〔2026〕12号',
        shows: '事项清单：改造活动室',
        does: 'resolution.object',
      },
      {
        by: '陈静',
        in: 'private',
        says: '重开大会 J2026-006 依据=局党委〔2026〕12号 意见=与上级要求不符',
        shows: '事项清单：购置图书',
        does: 'resolution.object',
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/复议 J2026-005 依据=甲', shows: '仅限书记' }],
  },
  {
    row: '请示 新建',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/请示 新建 召开2026年度民主生活会 主送=局党委',
        shows: 'Q2026-002',
        does: 'request.submit',
      },
      {
        by: '张伟',
        in: 'private',
        says: '写请示 购置设备 主送=县直工委 附件=清单；报价',
        shows: 'Q2026-003',
        does: 'request.submit',
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/请示 新建 甲 主送=局党委', shows: '仅限书记' }],
  },
  {
    row: '批复 登记',
    lines: [
      {
        by: '王五',
        in: 'group',
        says: '/批复 登记 Q2026-003 文号=局党〔2026〕45号 意见=同意',
        shows: '同意',
        does: 'reply.register',
      },
      {
        by: '王五',
        in: 'private',
        says: '批复 Q2026-004 文号=局党〔2026〕46号 日期=2026-11-11 意见=不同意',
        shows: '不同意',
        does: 'reply.register',
        first: says('张伟', '/请示 新建 改造车棚 主送=县直工委'),
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/批复 登记 Q2026-003 文号=甲 意见=同意', shows: '仅限书记' }],
  },
  {
    row: '报告 新建',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/报告 新建 会议情况 会议=D2026-014',
        shows: 'D2026-014',
        does: 'report.submit',
      },
      {
        by: '张伟',
        in: 'private',
        says: '写报告 会议情况 主送=局党委 事项=党员大会情况 会议=D2026-014',
        shows: '关于党员大会情况的报告',
        does: 'report.submit',
      },
      { by: '张伟', in: 'group', says: '/报告 新建 工作报告', shows: '请填写正文。', asks: true },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/报告 新建 会议情况 会议=D2026-014', shows: '仅限书记' }],
  },
  {
    row: '上级指示 登记',
    lines: [
      {
        by: '王五',
        in: 'group',
        says: '/上级指示 登记 关于开展主题教育的通知 办结=12月10日',
        shows: '2026年12月10日',
        does: 'instruction.register',
      },
      {
        by: '王五',
        in: 'private',
        says: '来文登记 关于学习的通知 文号=局党〔2026〕9号 办结=12月11日',
        shows: '局党〔2026〕9号',
        does: 'instruction.register',
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/上级指示 登记 甲 办结=12月10日', shows: '仅限书记' }],
  },
  {
    row: '公示 发布',
    lines: [
      // What is to be shown to everybody for five days is asked for, not guessed from the title.
      {
        by: '王五',
        in: 'group',
        says: '/公示 发布 年度先进拟表彰名单 天数=5',
        shows: '请填写内容。',
        asks: true,
      },
      {
        by: '王五',
        in: 'private',
        says: '公示 先进名单 天数=5 范围=全体 受理人=王五 内容=拟表彰张三',
        shows: '5个工作日',
        does: 'public-notice.publish',
      },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/公示 发布 甲 内容=乙', shows: '仅限书记' }],
  },
  {
    row: '台账',
    lines: [
      {
        by: '孙七',
        in: 'group',
        says: '/台账 三会一课 2026年 导出',
        shows: '三会一课台账 2026（xlsx）',
        does: 'export.ledger',
        alone: true,
      },
      { by: '孙七', in: 'private', says: '台帐 整改', shows: '整改台账' },
      { by: '孙七', in: 'group', says: '看台账 请示报告', shows: 'Q2026-003' },
      { by: '孙七', in: 'group', says: '/台账 意见 时段=本季度', shows: 'Y2026-031' },
      { by: '钱主席', in: 'union', says: '/台账 建议', shows: '建议台账', does: 'ledger.read', alone: true },
      { by: '钱主席', in: 'union', says: '/台账 困难', shows: '困难台账', does: 'ledger.read', alone: true },
      { by: '钱主席', in: 'union', says: '/台账 会费', shows: '会费台账' },
      { by: '吴人事', in: 'union', says: '/台账 奖惩', shows: '奖惩台账', does: 'ledger.read', alone: true },
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/台账 建议', shows: '仅限工会主席' },
      { by: '杨职工', in: 'union', says: '/台账 困难', shows: '仅限工会主席' },
      { by: '张伟', in: 'private', says: '/台账 奖惩', shows: '仅限领导班子成员' },
      { by: '路人', in: 'group', says: '/台账 三会一课', shows: '不在' },
    ],
  },
  {
    row: '进度',
    lines: [
      { by: '孙七', in: 'group', says: '/进度 本季度', shows: '已安排' },
      { by: '孙七', in: 'private', says: '情况', shows: '机关第一党支部进度' },
      { by: '张伟', in: 'group', says: '完成了没有', shows: '机关第一党支部进度' },
      { by: '张伟', in: 'group', says: '/进度 本月', shows: '2026-11-01 至 2026-11-30' },
      { by: '张伟', in: 'private', says: '/进度 本年', shows: '2026-01-01 至 2026-12-31' },
      { by: '孙七', in: 'group', says: '/进度 D2026-014', shows: '会议清单：党员大会' },
    ],
    denied: [{ by: '路人', in: 'group', says: '/进度 本季度', shows: stranger }],
  },
  {
    row: '提醒',
    lines: [
      { by: '孙七', in: 'group', says: '/提醒 暂停 3天', shows: '11月15日（周日）起恢复', alone: true },
      { by: '孙七', in: 'private', says: '提醒我', shows: '我的提醒' },
      { by: '孙七', in: 'private', says: '/提醒 查看', shows: '我的提醒' },
      { by: '孙七', in: 'private', says: '/提醒 时间=09:00', shows: '工作日09:00' },
      { by: '孙七', in: 'private', says: '/提醒 免打扰=12:00-14:00', shows: '12:00-14:00' },
    ],
    denied: [{ by: '路人', in: 'group', says: '/提醒 暂停 3天', shows: stranger }],
  },
  {
    row: '任务',
    lines: [
      { by: '孙七', in: 'group', says: '/任务 我的', shows: '我的任务', alone: true },
      { by: '张伟', in: 'private', says: '我的任务', shows: 'D2026-014' },
      { by: '张伟', in: 'group', says: '待办', shows: 'D2026-014', alone: true },
      { by: '张伟', in: 'group', says: '/任务 全部', shows: '全部任务', alone: true },
      { by: '张伟', in: 'private', says: '/任务 逾期', shows: '逾期任务' },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/任务 全部', shows: '仅限书记' }],
  },
  {
    row: '整改',
    lines: [
      {
        by: '王五',
        in: 'group',
        says: '/整改 新建 学习记录不完整 措施=补齐 责任人=孙七 期限=12月20日',
        shows: 'Z2026-007',
        does: 'rectification.create',
        alone: true,
      },
      {
        by: '陈静',
        in: 'group',
        says: '/整改 销号 Z2026-007',
        shows: '已销号',
        does: 'rectification.accepted',
        alone: true,
        first: says('孙七', '/整改 报验 Z2026-007 已补齐', '私聊'),
      },
      { by: '孙七', in: 'private', says: '/整改', shows: 'Z2026-007' },
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/整改 销号 Z2026-007', shows: '仅限书记' },
      {
        by: '孙七',
        in: 'private',
        says: '/整改 新建 甲 措施=乙 责任人=孙七 期限=12月20日',
        shows: '仅限书记',
      },
    ],
  },
  {
    row: '建议',
    lines: [
      {
        by: '孙七',
        in: 'group',
        says: '/建议 建议更换二号车间照明 类别=安全',
        shows: '编号 L2026-001',
        does: 'suggestion.submit',
        alone: true,
      },
      { by: '孙七', in: 'private', says: '合理化建议 匿名 建议更换照明', shows: '没有记录姓名和时间' },
    ],
    denied: [{ by: '路人', in: 'group', says: '/建议 建议更换照明', shows: stranger }],
  },
  {
    row: '评优 新建',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/奖励 新建 姓名=张三 事由=技术革新',
        shows: '职工奖励：张三',
        does: 'case.start',
      },
      {
        by: '张伟',
        in: 'private',
        says: '/评优 新建 姓名=张三 事由=技术革新',
        shows: '评优选先（民主推荐）：张三',
        does: 'case.start',
      },
      {
        by: '卫主任',
        in: 'private',
        says: '/处罚 新建 姓名=杨职工 事由=违反考勤',
        shows: '事项清单：职工处罚',
        does: 'case.start',
        first: says('钱主席', '/党员 任职 卫主任 部门负责人', union),
      },
      {
        by: '卫主任',
        in: 'union',
        says: '/处罚 新建 姓名=杨职工 事由=违反考勤',
        shows: '只能在与支部助手的私聊中办理',
        alone: true,
        asks: true,
      },
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/奖励 新建 姓名=张三 事由=甲', shows: '仅限书记' },
      { by: '孙七', in: 'group', says: '/评优 新建 姓名=张三', shows: '仅限书记' },
      { by: '杨职工', in: 'private', says: '/处罚 新建 姓名=孙委员 事由=甲', shows: '仅限工会主席' },
    ],
  },
  {
    row: '困难申请',
    lines: [
      { by: '杨职工', in: 'private', says: '/困难申请', shows: '建立困难职工档案', does: 'case.start' },
      { by: '孙七', in: 'private', says: '/求助', shows: '维护职工合法权益', does: 'case.start' },
      ...['/困难申请', '/求助'].map(
        (text): Line => ({ by: '杨职工', in: 'union', says: text, shows: '私聊', alone: true, asks: true }),
      ),
    ],
    denied: [
      { by: '路人', in: 'private', says: '/困难申请', shows: '不在任何已绑定组织的名册中' },
      { by: '路人', in: 'group', says: '/求助', shows: stranger },
    ],
  },
  {
    row: '竞赛 新建',
    lines: [
      {
        by: '钱主席',
        in: 'union',
        says: '/竞赛 新建 技能竞赛 12月5日 预算=3000',
        shows: '事项清单：技能竞赛\n',
        does: 'case.start',
      },
      {
        by: '钱主席',
        in: 'private',
        says: '/活动 新建 羽毛球比赛 12月5日 预算=3000',
        shows: '2026年12月5日（周六）09:00',
        does: 'case.start',
      },
    ],
    denied: [
      { by: '杨职工', in: 'union', says: '/竞赛 新建 甲', shows: '仅限工会主席' },
      { by: '杨职工', in: 'union', says: '/活动 新建 羽毛球比赛 12月5日 预算=3000', shows: '仅限工会主席' },
    ],
  },
  {
    row: '思想工作 新建',
    lines: [
      { by: '张伟', in: 'private', says: '/思想工作 新建', shows: '思想政治工作', does: 'case.start' },
      { by: '张伟', in: 'group', says: '/思想工作 新建', shows: '私聊', alone: true, asks: true },
    ],
    denied: [{ by: '孙七', in: 'private', says: '/思想工作 新建', shows: '仅限书记' }],
  },
  {
    row: '党员 名册',
    lines: [
      { by: '孙七', in: 'group', says: '/党员 名册', shows: '共19人' },
      { by: '孙七', in: 'private', says: '名册', shows: '共19人' },
      {
        by: '王五',
        in: 'group',
        says: '/党员 转正 李四 日期=2026-12-10',
        shows: '12月10日（周四）起为正式党员',
        does: 'standing.convert',
      },
      {
        by: '王五',
        in: 'group',
        says: '/党员 转入 姓名=新人 日期=2026-12-10',
        shows: '列入本支部名册',
        does: 'standing.join',
      },
      {
        by: '王五',
        in: 'private',
        says: '/党员 转出 姓名=朱红 日期=2026-12-10',
        shows: '不在本支部名册',
        does: 'standing.leave',
      },
      {
        by: '王五',
        in: 'private',
        says: '/党员 状态 姓名=胡兰 状态=预备党员 日期=2026-12-01',
        shows: '起为预备党员',
        does: 'standing.set',
      },
    ],
    denied: ['转正 李四', '转入 路人', '转出 朱红', '状态 朱红 预备党员'].map(
      (text): Denied => ({ by: '孙七', in: 'group', says: `/党员 ${text}`, shows: '仅限书记' }),
    ),
  },
  {
    row: '导出',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/导出 D2026-014 格式=docx',
        shows: 'D2026-014',
        does: 'export.case',
        alone: true,
        first: says('张伟', '/文书 D2026-014 会议通知'),
      },
      { by: '张伟', in: 'private', says: '打印 D2026-014', shows: '（zip）', does: 'export.case' },
      {
        by: '张伟',
        in: 'group',
        says: '归档 D2026-014 格式=xlsx',
        shows: '（xlsx）',
        does: 'export.case',
        alone: true,
      },
      { by: '孙七', in: 'private', says: '/导出 三会一课 2026年', shows: '（xlsx）', does: 'export.ledger' },
    ],
    denied: [
      { by: '孙七', in: 'group', says: '/导出 D2026-014 格式=docx', shows: '仅限书记' },
      { by: '孙七', in: 'private', says: '/导出 建议', shows: '该事项仅限' },
    ],
  },
  {
    row: '绑定 支部',
    lines: [],
    denied: [
      { by: '路人', in: 'group', says: '/绑定 支部 机关第一党支部', shows: '本群已经绑定' },
      { by: '马小', in: 'private', says: '/绑定 支部 机关第一党支部', shows: '请在群里使用' },
    ],
  },
  {
    row: '设置',
    lines: [
      {
        by: '张伟',
        in: 'group',
        says: '/设置 升级提醒 关闭',
        shows: '升级提醒关闭',
        does: 'setting.change',
      },
      { by: '张伟', in: 'private', says: '/设置 日历', shows: '2026年已公布，2027年暂定' },
      { by: '张伟', in: 'group', says: '/设置 表决规则', shows: '超过应到会的1/2' },
      { by: '张伟', in: 'private', says: '/设置 权限', shows: '书记：张伟' },
    ],
    denied: [{ by: '孙七', in: 'group', says: '/设置 升级提醒 汇总', shows: '仅限书记' }],
  },
  {
    row: '会议 取消',
    lines: [
      { by: '张伟', in: 'group', says: '/会议 取消 D2026-014', shows: '请确认取消会议 D2026-014' },
      {
        by: '张伟',
        in: 'private',
        says: '取消会议 D2026-015 原因=与上级会议冲突',
        shows: '请确认取消会议 D2026-015',
      },
    ],
    denied: [{ by: '王五', in: 'group', says: '/会议 取消 D2026-014', shows: '仅限书记、副书记' }],
  },
]
