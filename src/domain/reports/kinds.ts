/** Kinds of reports to the superior, as typed in `/报告 新建`; `title` is what the report is about when nobody says. */
export const reportKinds = {
  work: { label: '工作报告', title: '工作情况' },
  meeting: { label: '会议情况', title: '会议召开情况' },
  democratic_life: { label: '民主生活会情况', title: '民主生活会召开情况' },
  assembly: { label: '职工大会情况', title: '职工大会召开情况' },
  election: { label: '选举结果', title: '选举结果' },
  execution: { label: '落实情况', title: '上级指示落实情况' },
  opinions: { label: '反映意见', title: '党员群众意见' },
  plan: { label: '年度会议计划', title: '年度会议计划' },
  special: { label: '专项报告', title: '有关情况' },
} as const

export type ReportKind = keyof typeof reportKinds
