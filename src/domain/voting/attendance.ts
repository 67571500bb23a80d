import type { AttendanceInput } from './input.ts'
import { presenceOf } from './presence.ts'
import type { VotingRule } from './rule.ts'
import { codeWords, type Finding } from './verdict.ts'

/** Attendance alone: nothing is put to the vote. */
export function tallyAttendance(rule: VotingRule, input: AttendanceInput): Finding {
  const { eligible, quorum_need, quorum_met, line, fault } = presenceOf(
    rule,
    input.roster,
    input.present,
    '可以召开',
  )
  return {
    eligible,
    quorum_need,
    quorum_met,
    outcome: fault ? 'invalid_input' : quorum_met ? 'may_be_held' : 'no_quorum',
    ...(fault && { code: fault }),
    arithmetic: fault ? `${line}；${codeWords[fault]}` : line,
  }
}
