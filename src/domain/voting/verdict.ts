/** What a vote led to. */
export type Outcome =
  | 'passed'
  | 'rejected'
  | 'no_quorum'
  | 'void'
  | 'invalid_input'
  | 'deferred'
  | 'escalated'
  | 'elected'
  | 'partially_elected'
  | 'runoff'
  | 'may_be_held'
  | 'recorded'

/** Why a vote is void or its numbers are refused. */
export type VerdictCode =
  | 'secrecy_required'
  | 'one_item_at_a_time'
  | 'ballots_exceed_issued'
  | 'candidate_surplus'
  | 'votes_exceed_present'
  | 'votes_exceed_returned'
  | 'written_exceed_absent'
  | 'present_exceeds_eligible'
  | 'no_electorate'
  | 'too_few_sealed'
  | 'called_off'

/**
 * The result of a tally. Needs are whole persons. `pass_need` is null where a plurality decides (run-off) and absent
 * where nothing is adopted; `counted_yes` is null when the procedure or the numbers do not stand.
 */
export interface Verdict {
  eligible: number
  quorum_need: number
  quorum_met: boolean
  pass_need?: number | null
  counted_yes?: number | null
  outcome: Outcome
  code?: VerdictCode
  /** Only where the importance of the matter was stated. */
  near_tie?: boolean
  elected?: string[]
  runoff?: string[]
  vacancies?: number
  /** A recommendation of persons: all by votes, equal votes sharing a place, and those who reached the need. */
  ranking?: { name: string; yes: number; place: number }[]
  recommended?: string[]
  /** Ratings summed up a person; see `rating.ts`. */
  ratings?: {
    name: string
    counts: Record<string, number>
    taking_part: number
    permille: Record<string, number>
  }[]
  first_grade_cap?: number
  /** The rule's id and version that were applied. */
  rule: string
  rule_version: number
  /** The region whose provision was applied, and the version of its file. */
  region?: string
  region_version?: number
  /** Source and words of the provision. */
  article: string
  /** The whole computation in one line of Chinese. */
  arithmetic: string
}

/** A verdict before the rule signs it. */
export type Finding = Omit<Verdict, 'rule' | 'rule_version' | 'region' | 'region_version' | 'article'>

/** Outcome in the words of the result card. */
export const outcomeWords: Record<Outcome, string> = {
  passed: '通过',
  rejected: '未通过',
  no_quorum: '不足法定人数',
  void: '表决无效，应重新表决',
  invalid_input: '票数不符，应重新计票',
  deferred: '暂缓作出决定，下次再表决',
  escalated: '报告上级组织，请求裁决',
  elected: '选举完成',
  partially_elected: '当选人数不足应选名额',
  runoff: '得票相等，应再次投票',
  may_be_held: '可以召开',
  recorded: '已汇总',
}

/** Why a vote is void or refused, in the words of the result card. */
export const codeWords: Record<VerdictCode, string> = {
  secrecy_required: '本事项应当无记名投票，不能公开表决',
  one_item_at_a_time: '应当逐项（逐人）表决，不能合并为一张票',
  ballots_exceed_issued: '收回票数多于发出票数或投票人数',
  candidate_surplus: '候选人人数少于规定的差额',
  votes_exceed_present: '票数多于实到有表决权人数',
  votes_exceed_returned: '票数多于收回的票数',
  written_exceed_absent: '书面意见多于未到会人数',
  present_exceeds_eligible: '实到人数多于应到会有表决权人数',
  no_electorate: '没有应到会有表决权的人',
  too_few_sealed: '无记名电子投票不足3人，为保密不开票',
  called_off: '尚未有人表决，由主持人作废',
}
