/** Subjects of the help card, and the first words of the verbs that belong to each; what is in none comes last. */
export const subjects: readonly { title: string; verbs: readonly string[] }[] = [
  {
    title: '会议',
    verbs: ['进度', '会议', '清单', '通知', '签到', '请假', '计划', '免开', '延期', '登记'],
  },
  { title: '表决和选举', verbs: ['表决', '选举', '决议'] },
  { title: '意见和建议', verbs: ['意见', '建议'] },
  { title: '请示报告', verbs: ['请示', '批复', '报告', '上级指示'] },
  { title: '事项和任务', verbs: ['任务', '事项', '决策', '议题', '复议', '整改', '思想工作'] },
  {
    title: '工会和职工',
    verbs: [
      '竞赛',
      '活动',
      '评优',
      '奖励',
      '处罚',
      '困难申请',
      '求助',
      '会费',
      '困难',
      '代表',
      '帮扶',
      '撤回授权',
    ],
  },
  { title: '公示、台账和档案', verbs: ['公示', '台账', '材料', '文书', '导出', '档案'] },
  { title: '党员和组织', verbs: ['绑定', '党员', '党小组', '支委会', '组织'] },
  { title: '提醒和设置', verbs: ['提醒', '设置', '帮助'] },
]

/** What people need most, in this order; the first ones that a person may use open the card. */
export const mostUsed: readonly string[] = [
  '绑定',
  '进度',
  '会议 新建',
  '任务',
  '清单',
  '表决 发起',
  '请示 新建',
  '请假',
  '意见 提交',
  '建议',
]
