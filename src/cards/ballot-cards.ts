import { z } from 'zod'
import type { Ballot, ChairDecision, Resolution } from '../domain/ports/index.ts'
import { awaitsChair } from '../domain/voting/count-ballot.ts'
import {
  type Choice,
  choices,
  choiceWords,
  type Outcome,
  outcomeWords,
  presenceOf,
  type Verdict,
} from '../domain/voting/index.ts'
import type { BallotFigures } from '../domain/voting/stored-input.ts'
import { shareWords } from '../domain/voting/threshold.ts'
import { cardAction, refId, typedText } from './actions.ts'
import type { Block, Button, Card, Field, Tone } from './card.ts'
import { personWords } from './person-words.ts'
import { aboutWords, resolutionWords } from './resolution-cards.ts'
import { shortened, stampWords, timeWords } from './wording.ts'

export const voteCast = cardAction('ballot.vote', z.object({ ballot: refId, choice: z.enum(choices) }))
export const chairDecide = cardAction(
  'ballot.chair',
  z.object({ ballot: refId, decision: z.enum(['confirm', 'defer', 'escalate']) }),
  // Buttons of cards from before the field was there bring no form.
  z.object({ reason: typedText(200).optional() }),
)

/** Opens the private form for a reason, and the form's own button. */
export const reasonAsk = cardAction('ballot.reason', z.object({ ballot: refId }))
export const reasonGive = cardAction(
  'ballot.reason.give',
  z.object({ ballot: refId }),
  z.object({ reason: typedText(500) }),
)

/** What the chair may choose after a near tie, in the words of the buttons (党章 art. 17). */
export const chairWords = {
  confirm: '按多数意见执行（紧急）',
  defer: '暂缓，下次再表决',
  escalate: '报告上级，请求裁决',
} as const satisfies Record<ChairDecision, string>

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
  /** Null: closed at its deadline, or still open. */
  closedBy: string | null
  zone: string
}

export const titled = (prefix: string, { matter }: Ballot): string => shortened(`${prefix}：${matter}`, 20)

/** DOMAIN §5.2 (4a): the matter, may it be held, what is needed to pass, and the three buttons. */
export function openBallotCard(facts: BallotFacts): Card {
  const { ballot, zone } = facts
  const cast = facts.took
  const { eligible } = presenceOf(ballot.rule, ballot.roster, facts.present)
  const expected = facts.signInBegun ? facts.present : eligible
  return {
    title: titled('表决', ballot),
    tone: 'info',
    subtitle: ballot.number,
    tags: [{ text: '表决中', tone: 'info' }, ...(ballot.important ? [importantTag] : [])],
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      { type: 'text', text: presenceWords(facts) },
      { type: 'text', text: conditionWords(facts) },
      ...aboutBlock(facts),
      ...noteBlocks(facts),
      { type: 'buttons', items: choices.map((choice) => choiceButton(ballot.id, choice)) },
      { type: 'progress', label: `已表决${cast}/${expected}人`, value: cast, max: Math.max(expected, 1) },
      {
        type: 'facts',
        items: [
          ...(facts.meetingNumber ? [{ label: '会议', value: facts.meetingNumber }] : []),
          { label: '截止时间', value: closingWords(ballot, zone) },
        ],
      },
      {
        type: 'buttons',
        items: [{ text: '说明理由', style: 'plain', action: reasonAsk({ ballot: ballot.id }) }],
      },
    ],
    note: '截止前可以更改，以最后一次为准。理由自愿填写，只有记录人能看到。',
    summary: `表决：${ballot.matter}（${ballot.number}），已表决${cast}/${expected}人`,
  }
}

export const closingWords = ({ closesAt, closeWhenAllVoted }: Ballot, zone: string): string =>
  `${timeWords(closesAt, zone)}${closeWhenAllVoted ? '，全员表决即截止' : ''}`

/** The earlier resolution that is put to the vote again. */
function aboutBlock({ ballot, resolutionAbout: about }: BallotFacts): Block[] {
  if (!about) return []
  const how = aboutWords[ballot.aboutHow ?? 'confirm']
  return [{ type: 'text', text: `复议：通过后${how}决议 ${about.number}（${about.matter}）。` }]
}

export const noteBlocks = ({ notes }: BallotFacts): Block[] => notes.map((text) => ({ type: 'text', text }))

export const importantTag = { text: '重要事项', tone: 'attention' } as const

const choiceButton = (ballot: string, choice: Choice): Button => ({
  text: choiceWords[choice],
  // None of the choices is suggested by its colour.
  style: 'plain',
  action: voteCast({ ballot, choice }),
})

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

const toneOf: Partial<Record<Outcome, Tone>> = { passed: 'success', elected: 'success', rejected: 'neutral' }

/** The result: figures, arithmetic, provision, verdict. A near tie on an important matter asks the chair first. */
export function ballotResultCard(facts: BallotFacts, verdict: Verdict, more: Block[] = []): Card {
  const { ballot } = facts
  const waits = awaitsChair(ballot)
  const word = outcomeWords[verdict.outcome]
  return {
    title: titled('表决结果', ballot),
    tone: waits ? 'attention' : (toneOf[verdict.outcome] ?? 'attention'),
    subtitle: ballot.number,
    tags: [
      { text: shortened(word, 12), tone: toneOf[verdict.outcome] === 'success' ? 'success' : 'attention' },
      ...(ballot.important ? [importantTag] : []),
    ],
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      { type: 'text', text: waits ? `按票数为：${word}，待主持人选择。` : `结果：${word}` },
      ...figures(facts, verdict),
      { type: 'text', text: verdict.arithmetic },
      ...consequence(facts, verdict, waits),
      ...resolutionBlock(facts),
      ...noteBlocks(facts),
      { type: 'text', text: `依据：${verdict.article}`, size: 'small' },
      { type: 'facts', items: closing(facts) },
      ...more,
    ],
    note: '主持人确认后记入会议记录。',
    summary: `表决结果：${ballot.matter}（${ballot.number}），${word}`,
  }
}

function figures(facts: BallotFacts, verdict: Verdict): Block[] {
  const { present, figures: counted, ballot } = facts
  const { votes, written, ballots } = counted
  const none = Math.max(0, present - votes.yes - votes.no - votes.abstain - votes.invalid - votes.blank)
  const rows: [string, number][] = [
    ...choices.map((choice): [string, number] => [choiceWords[choice], votes[choice]]),
    ...(ballots ? ([['无效', votes.invalid + votes.blank]] satisfies [string, number][]) : []),
    [ballots ? '未投票' : '未表决', none],
  ]
  return [
    {
      type: 'facts',
      items: [
        ...(
          [['应到', verdict.eligible], ['实到', present], ...(ballot.seats === null ? rows : [])] as const
        ).map(([label, value]) => ({ label, value: `${value}人` })),
        ...papers(counted),
        ...persons(facts, verdict),
        ...(written ? [{ label: '书面意见', value: writtenWords(written) }] : []),
        ...(facts.heard > 0 ? [{ label: '听取书面意见', value: `${facts.heard}份，不计入票数` }] : []),
      ],
    },
    ballot.seats === null
      ? {
          type: 'chart',
          kind: 'bar',
          title: '表决情况',
          points: rows.map(([label, value]) => ({ label, value })),
        }
      : {
          type: 'chart',
          kind: 'bar',
          title: '得票情况',
          points: [...counted.candidates, ...counted.write_ins].map(({ name, yes }) => ({
            label: name,
            value: yes,
          })),
        },
  ]
}

/** Person by person, and who was elected or is to be voted on again. */
function persons({ ballot, figures: { candidates, write_ins } }: BallotFacts, verdict: Verdict) {
  if (ballot.seats === null) return []
  const state = (name: string) =>
    verdict.elected?.includes(name)
      ? '，当选'
      : verdict.runoff?.includes(name)
        ? '，得票相等，再次投票'
        : verdict.recommended?.includes(name)
          ? '，列入推荐人选'
          : ''
  const ranked = [...candidates, ...write_ins.map((one) => ({ ...one, written: true }))].sort(
    (a, b) => b.yes - a.yes,
  )
  return [
    { label: personWords(ballot.rule).seats, value: `${ballot.seats}人` },
    ...ranked.map((one) => ({
      label: 'written' in one ? `${one.name}（另选）` : one.name,
      value: `${one.yes}票${state(one.name)}`,
    })),
  ]
}

const papers = ({ ballots }: BallotFacts['figures']) =>
  ballots
    ? [
        {
          label: '选票',
          value: `发出${ballots.issued}张，收回${ballots.returned}张，有效${Math.max(0, ballots.returned - ballots.invalid)}张，无效${ballots.invalid}张`,
        },
      ]
    : []

const writtenWords = ({ yes, no, abstain }: { yes: number; no: number; abstain: number }): string =>
  `赞成${yes}人，反对${no}人，弃权${abstain}人（会前书面意见，计入票数）`

/** What was resolved, and what became of the earlier resolution. */
function resolutionBlock({ resolution, resolutionAbout: about, ballot }: BallotFacts): Block[] {
  const how = aboutWords[ballot.aboutHow ?? 'confirm']
  const done = resolution && about ? `，${how}决议 ${about.number}` : ''
  return [
    ...(resolution
      ? [
          {
            type: 'text' as const,
            text: `决议编号：${resolution.number}（${resolutionWords[resolution.state]}）${done}。`,
          },
        ]
      : []),
    ...(about && !resolution
      ? [
          {
            type: 'text' as const,
            text: `决议 ${about.number} 现在的状态：${resolutionWords[about.state]}。`,
          },
        ]
      : []),
  ]
}

function consequence({ ballot, present }: BallotFacts, verdict: Verdict, waits: boolean): Block[] {
  if (verdict.outcome === 'no_quorum')
    return [
      { type: 'text', text: `实到${present}人，少于${verdict.quorum_need}人，不能表决，本事项须另行表决。` },
    ]
  if (waits)
    return [
      { type: 'text', text: '赞成与反对人数接近。请主持人选择：' },
      { type: 'form', id: 'chair', fields: { reason: chairReason }, buttons: chairButtons(ballot.id) },
    ]
  if (ballot.chairDecision === null) return []
  return [
    { type: 'text', text: `赞成与反对人数接近，主持人选择：${chairWords[ballot.chairDecision]}。` },
    ...(ballot.chairReason ? [{ type: 'text' as const, text: `理由：${ballot.chairReason}` }] : []),
  ]
}

const chairReason: Field = {
  kind: 'line',
  label: '理由',
  maxLength: 200,
  placeholder: '按多数意见执行须写明为什么紧急；其他选择可以不填',
}

const chairButtons = (ballot: string): Button[] =>
  (Object.keys(chairWords) as ChairDecision[]).map((decision) => ({
    text: chairWords[decision],
    action: chairDecide({ ballot, decision }),
    confirm: { title: '确认选择', text: `${chairWords[decision]}。确认后不再更改。` },
  }))

const closing = ({ ballot, meetingNumber, closedBy, counter, scrutineer, zone }: BallotFacts) => [
  ...(meetingNumber ? [{ label: '会议', value: meetingNumber }] : []),
  ...(counter ? [{ label: '计票人', value: counter }] : []),
  ...(scrutineer ? [{ label: '监票人', value: scrutineer }] : []),
  {
    label: '截止',
    value: ballot.closedAt ? `${stampWords(ballot.closedAt, zone)} ${closedBy ?? '到期自动截止'}` : '',
  },
]

/** Who chose what on an open ballot, and why, for the recorder alone. */
export const votersCard = (
  ballot: Ballot,
  rows: readonly { name: string; choice: string; reason: string | null }[],
): Card => ({
  title: titled('表决名单', ballot),
  tone: 'info',
  subtitle: ballot.number,
  blocks: [
    {
      type: 'table',
      columns: [
        { key: 'name', label: '姓名' },
        { key: 'choice', label: '表决' },
      ],
      rows: rows.map(({ name, choice }) => ({ name, choice })),
      pageSize: 10,
    },
    ...rows.flatMap(({ name, reason }): Block[] =>
      reason === null ? [] : [{ type: 'fold', title: `${name}的理由`, text: reason }],
    ),
  ],
  note: '公开表决的名单，供记录人核对，不在群内公布。',
  summary: `${ballot.number} 表决名单，共${rows.length}人`,
})

/** The private form for a reason. */
export const reasonCard = (ballot: Ballot, given: string | null): Card => ({
  title: titled('说明理由', ballot),
  tone: 'info',
  subtitle: ballot.number,
  blocks: [
    { type: 'text', text: ballot.matter },
    ...(ballot.status === 'open'
      ? ([
          {
            type: 'form',
            id: 'reason',
            fields: {
              reason: {
                kind: 'area',
                label: '理由',
                required: true,
                maxLength: 500,
                ...(given === null ? {} : { value: given }),
              },
            },
            buttons: [{ text: '提交', style: 'primary', action: reasonGive({ ballot: ballot.id }) }],
          },
        ] satisfies Block[])
      : ([{ type: 'text', text: given === null ? '表决已截止。' : `已提交：${given}` }] satisfies Block[])),
  ],
  note: '自愿填写，只有记录人能看到；再次提交以最后一次为准。',
  summary: `说明理由：${ballot.number}`,
})

/** Reminds one person of an open ballot. */
export const ballotReminderCard = (ballot: Ballot, branch: string, zone: string): Card => ({
  title: titled('请表决', ballot),
  tone: 'attention',
  subtitle: `${branch}　${ballot.number}`,
  blocks: [
    { type: 'text', text: `您还没有对“${ballot.matter}”表决。` },
    { type: 'facts', items: [{ label: '截止时间', value: closingWords(ballot, zone) }] },
  ],
  note: ballot.method === 'open' ? '请在群里的表决卡片上选择。' : '请在私聊的选票卡片上选择。',
  summary: `请表决：${ballot.matter}（${ballot.number}）`,
})
