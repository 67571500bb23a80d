import type { Ballot, Resolution } from '../domain/ports/index.ts'
import { presenceOf } from '../domain/voting/index.ts'
import type { BallotFigures } from '../domain/voting/stored-input.ts'
import { shareWords } from '../domain/voting/threshold.ts'
import type { Block } from './card.ts'
import { personWords } from './person-words.ts'
import { shortened, timeWords } from './wording.ts'

/** What a ballot's card shows, from its rows. Figures only: who chose what is not for the group. */
export interface BallotFacts {
  ballot: Ballot
  meetingNumber: string | null
  /** Voters who are there: signed in, or proved by their vote. */
  present: number
  /** Whether anybody has signed in at the meeting. */
  signInBegun: boolean
  /** How many have voted in any way, of how many on the roll. */
  took: number
  voters: number
  /** Published hashes of sealed votes; null where the ballot has none, or is still open. */
  receipts: string[] | null
  /** All that is counted so far; of a secret ballot 0 until it is closed. */
  figures: BallotFigures
  /** Written opinions that were heard and do not count. */
  heard: number
  /** Names of those who count, as named or as they signed. */
  counter: string | null
  scrutineer: string | null
  /** A count sheet waits for its second teller. */
  sheetWaits: boolean
  /** What was resolved by it, and the earlier resolution that it is about. */
  resolution: Resolution | null
  resolutionAbout: Resolution | null
  /** What is to be said of its roll, of the votes before it and of later corrections. */
  notes: readonly string[]
  /** The documents that were drafted from it, and what follows from it, once it is closed. */
  papers: readonly { kind: string; label: string; final: boolean }[]
  followUps: readonly string[]
  /** Null: closed at its deadline, or still open. */
  closedBy: string | null
  zone: string
}

export const titled = (prefix: string, { matter }: Ballot): string => shortened(`${prefix}：${matter}`, 20)

export const closingWords = ({ closesAt, closeWhenAllVoted }: Ballot, zone: string): string =>
  `${timeWords(closesAt, zone)}${closeWhenAllVoted ? '，全员表决即截止' : ''}`

export const noteBlocks = ({ notes }: BallotFacts): Block[] => notes.map((text) => ({ type: 'text', text }))

export const importantTag = { text: '重要事项', tone: 'attention' } as const

export function presenceWords({ ballot, present, signInBegun }: BallotFacts): string {
  const { rule, roster, method } = ballot
  const { eligible, quorum_need: need } = presenceOf(rule, roster, present)
  const base = `应到会${rule.voters}${eligible}人`
  if (signInBegun && present >= need) return `${base}，实到${present}人，符合表决要求（不少于${need}人）。`
  return signInBegun
    ? `${base}，实到${present}人，表决要求到会不少于${need}人。`
    : `${base}，表决要求到会不少于${need}人。尚未签到，${method === 'paper' ? '以发出票数为到会人数' : '投票即视为到会'}。`
}

export function conditionWords({ ballot: { rule, roster, seats, runoffOf }, present }: BallotFacts): string {
  if (runoffOf !== null) return '得票相等再次投票：得票多的当选。'
  const { passNeed } = presenceOf(rule, roster, present)
  if (!rule.pass || passNeed === null) return ''
  const than = rule.pass.op === '>' ? '超过' : '达到'
  const base = rule.pass.basis === 'eligible' ? '应到会' : '实到会'
  const what = seats === null ? '通过条件：赞成人数' : `${personWords(rule).condition}：得票`
  // A share of those who are there is no number before anybody is.
  const known = rule.pass.basis === 'eligible' || present > 0
  return `${what}${than}${base}${rule.voters}的${shareWords(rule.pass)}${known ? `，即不少于${passNeed}人` : ''}。`
}
