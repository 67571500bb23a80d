import { z } from 'zod'
import type { Ballot, ChairDecision } from '../domain/ports/index.ts'
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
import { shareWords } from '../domain/voting/threshold.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Button, Card, Tone } from './card.ts'
import { shortened, stampWords, timeWords } from './wording.ts'

export const voteCast = cardAction('ballot.vote', z.object({ ballot: refId, choice: z.enum(choices) }))
export const chairDecide = cardAction(
  'ballot.chair',
  z.object({ ballot: refId, decision: z.enum(['confirm', 'defer', 'escalate']) }),
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
  counts: Record<Choice, number>
  /** Null: closed at its deadline, or still open. */
  closedBy: string | null
  zone: string
}

const titled = (prefix: string, { matter }: Ballot): string => shortened(`${prefix}：${matter}`, 20)
const castOf = ({ counts }: BallotFacts): number => counts.yes + counts.no + counts.abstain

/** DOMAIN §5.2 (4a): the matter, may it be held, what is needed to pass, and the three buttons. */
export function openBallotCard(facts: BallotFacts): Card {
  const { ballot, zone } = facts
  const cast = castOf(facts)
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
      { type: 'buttons', items: choices.map((choice) => choiceButton(ballot.id, choice)) },
      { type: 'progress', label: `已表决${cast}/${expected}人`, value: cast, max: Math.max(expected, 1) },
      {
        type: 'facts',
        items: [
          ...(facts.meetingNumber ? [{ label: '会议', value: facts.meetingNumber }] : []),
          { label: '截止时间', value: timeWords(ballot.closesAt, zone) },
        ],
      },
    ],
    note: '截止前可以更改，以最后一次为准。',
    summary: `表决：${ballot.matter}（${ballot.number}），已表决${cast}/${expected}人`,
  }
}

const importantTag = { text: '重要事项', tone: 'attention' } as const

const choiceButton = (ballot: string, choice: Choice): Button => ({
  text: choiceWords[choice],
  // None of the choices is suggested by its colour.
  style: 'plain',
  action: voteCast({ ballot, choice }),
})

function presenceWords({ ballot: { rule, roster }, present, signInBegun }: BallotFacts): string {
  const { eligible, quorum_need: need } = presenceOf(rule, roster, present)
  const base = `应到会${rule.voters}${eligible}人`
  if (signInBegun && present >= need) return `${base}，实到${present}人，符合表决要求（不少于${need}人）。`
  return signInBegun
    ? `${base}，实到${present}人，表决要求到会不少于${need}人。`
    : `${base}，表决要求到会不少于${need}人。尚未签到，投票即视为到会。`
}

function conditionWords({ ballot: { rule, roster }, present }: BallotFacts): string {
  const { passNeed } = presenceOf(rule, roster, present)
  if (!rule.pass || passNeed === null) return ''
  const than = rule.pass.op === '>' ? '超过' : '达到'
  const base = rule.pass.basis === 'eligible' ? '应到会' : '实到会'
  return `通过条件：赞成人数${than}${base}${rule.voters}的${shareWords(rule.pass)}，即不少于${passNeed}人。`
}

const toneOf: Partial<Record<Outcome, Tone>> = { passed: 'success', rejected: 'neutral' }

/** The result: figures, arithmetic, provision, verdict. A near tie on an important matter asks the chair first. */
export function ballotResultCard(facts: BallotFacts, verdict: Verdict): Card {
  const { ballot } = facts
  const waits = awaitsChair(ballot)
  const word = outcomeWords[verdict.outcome]
  return {
    title: titled('表决结果', ballot),
    tone: waits ? 'attention' : (toneOf[verdict.outcome] ?? 'attention'),
    subtitle: ballot.number,
    tags: [
      { text: shortened(word, 12), tone: verdict.outcome === 'passed' ? 'success' : 'attention' },
      ...(ballot.important ? [importantTag] : []),
    ],
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      { type: 'text', text: waits ? `按票数为：${word}，待主持人选择。` : `结果：${word}` },
      ...figures(facts, verdict),
      { type: 'text', text: verdict.arithmetic },
      ...consequence(facts, verdict, waits),
      { type: 'text', text: `依据：${verdict.article}`, size: 'small' },
      { type: 'facts', items: closing(facts) },
    ],
    note: '主持人确认后记入会议记录。',
    summary: `表决结果：${ballot.matter}（${ballot.number}），${word}`,
  }
}

function figures(facts: BallotFacts, verdict: Verdict): Block[] {
  const { counts, present } = facts
  const none = Math.max(0, present - castOf(facts))
  const rows: [string, number][] = [
    ...choices.map((choice): [string, number] => [choiceWords[choice], counts[choice]]),
    ['未表决', none],
  ]
  return [
    {
      type: 'facts',
      items: [['应到', verdict.eligible] as const, ['实到', present] as const, ...rows].map(
        ([label, value]) => ({
          label,
          value: `${value}人`,
        }),
      ),
    },
    {
      type: 'chart',
      kind: 'bar',
      title: '表决情况',
      points: rows.map(([label, value]) => ({ label, value })),
    },
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
      { type: 'buttons', items: chairButtons(ballot.id) },
    ]
  return ballot.chairDecision === null
    ? []
    : [{ type: 'text', text: `赞成与反对人数接近，主持人选择：${chairWords[ballot.chairDecision]}。` }]
}

const chairButtons = (ballot: string): Button[] =>
  (Object.keys(chairWords) as ChairDecision[]).map((decision) => ({
    text: chairWords[decision],
    action: chairDecide({ ballot, decision }),
    confirm: { title: '确认选择', text: `${chairWords[decision]}。确认后不再更改。` },
  }))

const closing = ({ ballot, meetingNumber, closedBy, zone }: BallotFacts) => [
  ...(meetingNumber ? [{ label: '会议', value: meetingNumber }] : []),
  {
    label: '截止',
    value: ballot.closedAt ? `${stampWords(ballot.closedAt, zone)} ${closedBy ?? '到期自动截止'}` : '',
  },
]

/** Who chose what on an open ballot: for the recorder alone. */
export const votersCard = (
  ballot: Ballot,
  rows: readonly { name: string; choice: Choice | null }[],
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
      rows: rows.map(({ name, choice }) => ({ name, choice: choice ? choiceWords[choice] : '未表决' })),
      pageSize: 10,
    },
  ],
  note: '公开表决的名单，供记录人核对，不在群内公布。',
  summary: `${ballot.number} 表决名单，共${rows.length}人`,
})
