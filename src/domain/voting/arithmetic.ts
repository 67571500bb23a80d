import type { VotingRule } from './rule.ts'
import { shareWords, type Threshold } from './threshold.ts'

/** 应到会有表决权党员24人，实到13人≥12人，可以表决. Without a need nothing is said of what may be held. */
export function quorumLine(
  rule: VotingRule,
  eligible: number,
  present: number,
  need: number | null,
  held = '可以表决',
): string {
  const base = `应到会${rule.voters}${eligible}人`
  if (!rule.quorum || need === null) return `${base}，实到${present}人`
  const met = present >= need
  return `${base}，实到${present}人${met ? '≥' : '＜'}${need}人，${met ? held : `不能${held.replace('可以', '')}`}`
}

/** 赞成13人＞24人的半数（至少13人），通过 */
export function passLine(pass: Threshold, basis: number, yes: number, need: number, noun = '赞成'): string {
  const share = `${basis}人的${shareWords(pass)}（至少${need}人）`
  if (yes >= need) return `${noun}${yes}人${pass.op === '>' ? '＞' : '≥'}${share}`
  return `${noun}${yes}人${pass.op === '>' ? '未超过' : '不足'}${share}`
}
