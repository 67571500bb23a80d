import { choices, choiceWords, type Verdict } from '../domain/voting/index.ts'
import type { BallotFacts } from './ballot-words.ts'
import type { Block } from './card.ts'
import { personWords } from './person-words.ts'

/** How many there were, how they voted and who got how many votes, with a chart. */
export function figureBlocks(facts: BallotFacts, verdict: Verdict): Block[] {
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
