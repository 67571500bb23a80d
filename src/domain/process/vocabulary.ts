/** Roles that a step can be given to. Labels are shown on cards. */
export const roles = {
  secretary: '党支部书记',
  deputy_secretary: '党支部副书记',
  org_member: '组织委员',
  publicity_member: '宣传委员',
  discipline_member: '纪检委员',
  committee: '党支部委员会',
  group_leader: '党小组长',
  formal_member: '正式党员',
  member: '党员',
  recorder: '记录人',
  tellers: '监票人、计票人',
  collator: '意见归纳专人',
  superior_party: '上级党组织',
  superior_union: '上级工会',
  union_chair: '工会主席',
  union_committee: '工会委员会',
  union_finance: '工会财务/经费审查委员',
  prep_group: '筹备小组',
  dept_head: '部门负责人',
  division_leader: '处领导',
  leadership: '领导班子',
  hr: '人事/劳资负责人',
  staff: '职工',
  staff_rep: '职工代表',
  subject: '当事职工',
  archivist: '档案员',
} as const

/** Phases in the words of the cards; a template lists its own in their order. */
export const phases = {
  pre: '会前',
  in: '会中',
  post: '会后',
  prepare: '准备',
  choose: '选定',
  act: '实施',
  strengthen: '强化',
  plan: '计划',
  do: '落实',
  check: '检查',
  close: '归档',
} as const

/** What a missing gate is called on a card. */
export const gateLabels = {
  vote: '表决',
  approval: '审批',
  notice: '通知',
  report: '报告',
  quorum: '法定人数',
  attendance: '到会人数',
  decision: '决定',
  hearing: '听取陈述',
  delivery: '送达',
  tasks_closed: '任务办结',
} as const

/** What a field of a form can be filled with from the rows. */
export const prefills = {
  tasks: '本事项任务的办理情况',
  earlier_items: '以往会议整改事项的落实情况',
  duties: '本期应完成工作的完成情况',
  missed: '本期未完成的工作',
  roster: '党员名册及本期变动',
  opinions: '意见汇总',
  opinion_numbers: '意见汇总编号',
  resolution_number: '决议编号',
  resolution_matter: '决议内容',
  resolution_vote: '表决情况',
  resolution_meeting: '通过决议的会议',
  resolution_day: '通过日期',
} as const

/** Who may see a step's content. */
export const visibilities = ['branch', 'committee', 'leadership', 'restricted'] as const

/** Facts of the organisation that a condition may read, as `org.<fact>`. */
export const orgFacts = ['has_committee', 'has_groups', 'has_union'] as const

/** The keys of a table as a tuple that zod's enum takes. */
export const keysOf = <K extends string>(table: Record<K, unknown>): [K, ...K[]] =>
  Object.keys(table) as [K, ...K[]]
