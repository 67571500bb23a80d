import { z } from 'zod'
import { approvalStateWords } from '../domain/approval/states.ts'
import { leastCandidates, seatsLeft } from '../domain/elections/candidates.ts'
import { nextStep } from '../domain/elections/next-step.ts'
import type { Approval, BallotMethod, Candidate, Election, ElectionState } from '../domain/ports/index.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card, Field, Tag, Tone } from './card.ts'
import { shortened, timeWords } from './wording.ts'

export const electionNominate = cardAction(
  'election.nominate',
  z.object({ election: refId }),
  z.object({
    nominees: z.union([z.array(z.string().max(60)).max(200), z.string().max(400)]).optional(),
  }),
)

/** More people than this are typed, not picked. */
const pickable = 60

const stateTags: Record<ElectionState, Tag & { tone: Tone }> = {
  nominating: { text: '推荐中', tone: 'info' },
  listed: { text: '候选人预备人选', tone: 'attention' },
  voting: { text: '投票中', tone: 'info' },
  runoff: { text: '再次投票', tone: 'attention' },
  partial: { text: '另行选举', tone: 'attention' },
  elected: { text: '已选出', tone: 'success' },
  reported: { text: '待批复', tone: 'attention' },
  confirmed: { text: '已批复', tone: 'success' },
}
const methodWords: Record<BallotMethod, string> = {
  open: '公开',
  paper: '纸质票，现场计票',
  electronic_secret: '无记名电子投票',
}

/** What the card of an election needs besides it. */
export interface ElectionFacts {
  election: Election
  branch: string
  consent: Approval | null
  approval: Approval | null
  /** Number of the last ballot. */
  ballot: string | null
  /** How many recommended somebody, of how many who may. */
  took: number
  voters: number
  /** Who can be elected. */
  electable: { memberId: string; name: string }[]
  now: Date
  zone: string
}

const names = (people: readonly Candidate[]): string => people.map((one) => one.name).join('、')

/** An election in the group: where it stands, its list, and the form to recommend while that is open. */
export function electionCard(facts: ElectionFacts): Card {
  const { election, branch, consent } = facts
  return {
    title: shortened(`选举：${election.body}`, 40),
    tone: stateTags[election.state].tone,
    subtitle: `${branch}　${election.number}`,
    tags: [stateTags[election.state]],
    blocks: [
      { type: 'facts', items: rows(facts) },
      ...(isNominating(facts) ? nomination(facts) : []),
      { type: 'text', text: `下一步：${nextStep(election, consent?.state ?? null)}` },
    ],
    note: `依据：${election.rule.source}`,
    summary: `选举：${election.body}（${election.number}），${stateTags[election.state].text}`,
  }
}

const isNominating = ({ election, now }: ElectionFacts): boolean =>
  election.state === 'nominating' && now < election.nominateUntil

function rows({ election, consent, approval, ballot, took, voters, zone }: ElectionFacts) {
  const { seats, rule, candidates, elected, method } = election
  const left = seatsLeft(election)
  return [
    ...(election.byElection ? [{ label: '性质', value: '补选，其他委员不变' }] : []),
    { label: '应选', value: `${seats}人${elected.length > 0 && left > 0 ? `，尚缺${left}人` : ''}` },
    { label: '候选人', value: `不少于${leastCandidates(rule, left)}人` },
    { label: '方式', value: methodWords[method] },
    ...(election.state === 'nominating'
      ? [
          { label: '推荐截止', value: timeWords(election.nominateUntil, zone) },
          { label: '已推荐', value: `${took}/${voters}人` },
        ]
      : []),
    ...(candidates.length > 0 ? [{ label: '名单（姓氏笔画）', value: names(candidates) }] : []),
    ...(consent ? [{ label: '人选请示', value: requestWords(consent) }] : []),
    ...(ballot ? [{ label: '表决', value: ballot }] : []),
    ...(elected.length > 0 ? [{ label: '当选', value: names(elected) }] : []),
    ...(approval ? [{ label: '结果请示', value: requestWords(approval) }] : []),
  ]
}

const requestWords = ({ number, state }: Approval): string => `${number}，${approvalStateWords[state]}`

function nomination({ election, electable }: ElectionFacts): Block[] {
  const label = `推荐人选，最多${leastCandidates(election.rule, election.seats)}人`
  const field: Field =
    electable.length <= pickable
      ? {
          kind: 'choices',
          label,
          options: electable.map(({ memberId, name }) => ({ value: memberId, text: name })),
        }
      : { kind: 'line', label, placeholder: '姓名，多人用“、”隔开', maxLength: 300 }
  return [
    {
      type: 'form',
      id: 'nominate',
      fields: { nominees: field },
      buttons: [{ text: '提交', style: 'primary', action: electionNominate({ election: election.id }) }],
    },
    { type: 'text', text: '推荐不是投票；只汇总人数，不公布谁推荐了谁，截止前可以更改。', size: 'small' },
  ]
}

/** What was recommended, for those who draw up the list, in private. */
export const nominationsCard = (
  election: Election,
  took: number,
  counts: readonly { name: string; count: number }[],
): Card => ({
  title: '推荐汇总',
  tone: 'info',
  subtitle: election.number,
  blocks: [
    { type: 'text', text: `${election.body}：${took}人参加推荐。` },
    {
      type: 'table',
      columns: [
        { key: 'name', label: '姓名' },
        { key: 'count', label: '推荐人数' },
      ],
      rows: counts.map(({ name, count }) => ({ name, count: String(count) })),
      pageSize: 10,
    },
  ],
  note: `确定候选人预备人选：/选举 名单 ${election.number} 候选人=张三、李四`,
  summary: `${election.number} 推荐汇总`,
})
