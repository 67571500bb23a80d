import type { ChairDecision } from '../domain/ports/index.ts'
import { awaitsChair } from '../domain/voting/count-ballot.ts'
import { type Outcome, outcomeWords, type Verdict } from '../domain/voting/index.ts'
import { chairSentence, chairWords } from '../domain/voting/near-tie-words.ts'
import { chairDecide } from './ballot-actions.ts'
import { afterBlocks } from './ballot-after.ts'
import { figureBlocks } from './ballot-figures.ts'
import { type BallotFacts, importantTag, noteBlocks, titled } from './ballot-words.ts'
import type { Block, Button, Card, Field, Tone } from './card.ts'
import { aboutWords, resolutionWords } from './resolution-cards.ts'
import { shortened, stampWords } from './wording.ts'

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
      ...figureBlocks(facts, verdict),
      { type: 'text', text: verdict.arithmetic },
      ...consequence(facts, verdict, waits),
      ...resolutionBlock(facts),
      ...noteBlocks(facts),
      { type: 'text', text: `依据：${verdict.article}`, size: 'small' },
      { type: 'facts', items: closing(facts) },
      ...afterBlocks(facts),
      ...more,
    ],
    note: '主持人确认后记入会议记录。',
    summary: `表决结果：${ballot.matter}（${ballot.number}），${word}`,
  }
}

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
  return [{ type: 'text', text: chairSentence(ballot) }]
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
