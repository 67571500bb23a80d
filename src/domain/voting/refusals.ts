import type { Outcome } from './verdict.ts'

/** What a ballot refuses. */
export interface VotingRefusals {
  'ballot/unknown': { ref: string }
  'ballot/closed': { number: string }
  'ballot/not-a-voter': Record<string, never>
  /** A secret ballot takes one choice a voter. */
  'ballot/already-cast': { number: string }
  'ballot/no-such-choice': { choice: string; choices: string[] }
  /** The organisation has no ballot (open: that could be closed). */
  'ballot/none': { open: boolean }
  /** Several are open: which one. */
  'ballot/several': { numbers: string[] }
  /** The rule asks for a secret vote; `article` is its provision. */
  'ballot/secret-required': { rule: string; article: string }
  /** 无记名 or 现场票决: not run by the assistant yet. */
  'ballot/method-not-offered': { method: string }
  /** The rule is for another body or another kind of vote; `offered` are the labels of those that can be run here. */
  'ballot/rule-not-offered': { rule: string; offered: string[] }
  /** Sign-in was begun and too few are there. */
  'ballot/no-quorum': { present: number; need: number }
  'ballot/no-voters': Record<string, never>
  /** Recused, but not on the roll of the rule. */
  'ballot/recused-without-vote': { names: string[] }
  /** The same matter is being voted on. */
  'ballot/open-already': { number: string }
  /** The same matter was decided in the same meeting. */
  'ballot/decided-before': { number: string; outcome: Outcome }
  'ballot/no-near-tie': { number: string }
  'ballot/chair-decided': { number: string }
}
