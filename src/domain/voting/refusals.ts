import type { ElectorateBody } from './electorate-bodies.ts'
import type { SheetFigures } from './sheet-figures.ts'
import type { Outcome } from './verdict.ts'
import type { VoteSource } from './vote-source.ts'

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
  /** Voted already in another way: on paper, in the room, in writing. */
  'ballot/took-part': { name: string | null; source: VoteSource | 'chat' }
  /** The same person as 计票人 and 监票人. */
  'ballot/tellers-same': { name: string }
  /** The vote is about this person, who therefore may not count it. */
  'ballot/teller-concerned': { name: string }
  /** Nobody knows who chose what in a secret ballot. */
  'ballot/no-names': { number: string }
  /** Reminders and reasons are for ballots in the group. */
  'ballot/on-paper': { number: string }
  /** Somebody has voted: the ballot can only be counted. */
  'ballot/voted-already': { number: string }
  /** Nobody is left to be reminded. */
  'ballot/all-voted': { number: string }
  /** Electronic secret votes need the setting with the superior's consent. */
  'ballot/electronic-not-allowed': Record<string, never>
  /** Electronic secret votes of so few would give them away. */
  'ballot/too-few-voters': { voters: number; least: number }
  'ballot/no-receipts': { number: string }
  'ballot/receipts-later': { number: string }
  'sealed/not-electable': Record<string, never>
  'sealed/too-long': Record<string, never>
  'sealed/nothing-chosen': Record<string, never>
  'sealed/too-many': { chosen: number; seats: number }
  'resolution/unknown': { number: string }
  'resolution/replaced': { number: string }
  /** It is being discussed again already, in this case. */
  'resolution/being-reconsidered': { number: string; case: string }
  /** The meeting that discusses it again is arranged. */
  'resolution/convened': { meeting: string }
  'resolution/both-ways': Record<string, never>
  /** A vote on what is discussed again says what it does to the resolution. */
  'resolution/decision-missing': { number: string }
  /** A paper ballot ends with a count sheet that the second teller has confirmed. */
  'sheet/missing': { number: string }
  'sheet/unbalanced': SheetFigures & { sum: number }
  'sheet/person-exceeds': { name: string; yes: number; valid: number }
  'sheet/too-many-marks': { total: number; most: number; seats: number }
  /** More papers handed out than there are voters who could take one. */
  'sheet/too-many-issued': { issued: number; most: number; base: 'present' | 'eligible' }
  /** The figures of those who voted in the room do not match their names. */
  'sheet/names-differ': { names: number; returned: number }
  /** Beside votes in chat a sheet needs the names of those in the room. */
  'sheet/names-needed': { number: string }
  'sheet/figures-needed': { number: string; election: boolean }
  'sheet/not-a-candidate': { name: string; candidates: string[] }
  'sheet/not-on-roll': { name: string }
  'sheet/not-a-teller': { names: string[] }
  /** Whoever entered a sheet cannot confirm it. */
  'sheet/own': Record<string, never>
  'sheet/none-entered': { number: string }
  'sheet/confirmed-already': { number: string }
  /** A written opinion under a rule that knows none. */
  'written/not-allowed': { rule: string }
  'written/ahead': { label: string }
  /** The rule is for another body or another kind of vote; `offered` are the labels of those that can be run here. */
  'ballot/rule-not-offered': { rule: string; offered: string[] }
  /** No version of the rule is in force on the day. */
  'ballot/rule-not-in-force': { rule: string; day: string }
  /** Sign-in was begun and too few are there. */
  'ballot/no-quorum': { present: number; need: number; voters: string }
  /** Nobody of the rule's body is on the roster, or everybody leaves it for this matter. */
  'ballot/no-voters': { body: ElectorateBody | null; voters: string; recused: boolean }
  /** Recused, but not on the roll of the rule. */
  'ballot/recused-without-vote': { names: string[] }
  /** The same matter is being voted on. */
  'ballot/open-already': { number: string }
  /** The same matter was decided in the same meeting. */
  'ballot/decided-before': { number: string; outcome: Outcome }
  /** Certificates are for decisions. */
  'ballot/not-closed': { number: string }
  'ballot/awaits-chair': { number: string }
  /** Closed by a release that kept no figures. */
  'ballot/no-figures': { number: string }
  /** To act on the majority after a near tie is for urgent cases, which are named. */
  'ballot/reason-needed': Record<string, never>
  'ballot/no-near-tie': { number: string }
  'ballot/chair-decided': { number: string }
}
