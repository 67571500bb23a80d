import { type Choice, choices, choiceWords, presenceOf } from '../domain/voting/index.ts'
import { reasonAsk, voteCast } from './ballot-actions.ts'
import {
  type BallotFacts,
  closingWords,
  conditionWords,
  importantTag,
  noteBlocks,
  presenceWords,
  titled,
} from './ballot-words.ts'
import type { Block, Button, Card } from './card.ts'
import { aboutWords } from './resolution-cards.ts'

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

/** The earlier resolution that is put to the vote again. */
function aboutBlock({ ballot, resolutionAbout: about }: BallotFacts): Block[] {
  if (!about) return []
  const how = aboutWords[ballot.aboutHow ?? 'confirm']
  return [{ type: 'text', text: `复议：通过后${how}决议 ${about.number}（${about.matter}）。` }]
}

const choiceButton = (ballot: string, choice: Choice): Button => ({
  text: choiceWords[choice],
  // None of the choices is suggested by its colour.
  style: 'plain',
  action: voteCast({ ballot, choice }),
})
