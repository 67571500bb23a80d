import { standingWords } from '../domain/organisation/words.ts'
import type { Ballot, BallotFlag, Meeting } from '../domain/ports/index.ts'
import type { Conditions } from '../domain/voting/conditions.ts'
import type { ExplainedRoll } from '../domain/voting/explain-roll.ts'
import { outcomeWords, type VotingRule } from '../domain/voting/index.ts'
import { articleOf } from '../domain/voting/tally.ts'
import type { Block, Card } from './card.ts'
import { dateWords, nameWords, shortened, stampWords, timeWords } from './wording.ts'

/** What a roll looks like before it is frozen. */
export interface RollFacts {
  branch: string
  meeting: string | null
  day: string
  rule: VotingRule
  explained: ExplainedRoll
  conditions: Conditions
}

const whyWords = { ...standingWords, recused: '回避', 'other-body': '不在本规则的表决范围' } as const

const byName = (a: string, b: string): number => a.localeCompare(b, 'zh')

/** Who will be asked and who not, before anything is opened. */
export function rollCard({ branch, meeting, day, rule, explained, conditions }: RollFacts): Card {
  const { roll, left } = explained
  const names = roll.voters.map((one) => one.name).sort(byName)
  const base = `应到会${rule.voters}${conditions.eligible}人`
  return {
    title: '表决名册（核对用）',
    tone: 'info',
    subtitle: meeting ? `${branch}　${meeting}` : branch,
    blocks: [
      { type: 'text', text: `${base}，${needWords(rule, conditions)}。`, size: 'heading' },
      {
        type: 'facts',
        items: [
          { label: '规则', value: rule.label },
          { label: '名册日期', value: dateWords(day) },
          ...(meeting ? [{ label: '已签到', value: `${conditions.present}人` }] : []),
        ],
      },
      { type: 'text', text: names.length === 0 ? '在册：没有人。' : `在册：${nameWords(names, 100)}` },
      ...leftBlock(left),
      { type: 'text', text: `依据：${articleOf(rule)}`, size: 'small' },
    ],
    note: '发起表决时按当日名册固定，之后名册的变动不影响这次表决。有误的请先更正：/党员 状态；回避请在发起时写：回避=姓名。',
    summary: `表决名册：${base}`,
  }
}

function leftBlock(left: ExplainedRoll['left']): Block[] {
  if (left.length === 0) return []
  return [
    {
      type: 'table',
      columns: [
        { key: 'name', label: '不在册' },
        { key: 'why', label: '原因' },
      ],
      rows: left.map(({ name, why }) => ({ name, why: whyWords[why] })),
      pageSize: 10,
    },
  ]
}

/** 表决要求到会不少于3人，通过须赞成不少于3人 */
function needWords({ quorum, kind }: VotingRule, { need, passNeed }: Conditions): string {
  const what = kind === 'attendance' ? '召开' : '表决'
  const come = quorum ? `${what}要求到会不少于${need}人` : `${what}没有到会人数要求`
  return passNeed === null
    ? come
    : `${come}，通过须${kind === 'election' ? '得票' : '赞成'}，即不少于${passNeed}人`
}

/** May we start, rule by rule. */
export function conditionsCard(facts: {
  branch: string
  meeting: Meeting | null
  day: string
  rows: readonly { rule: VotingRule; conditions: Conditions }[]
  zone: string
}): Card {
  const { branch, meeting, day, rows, zone } = facts
  const ready = rows.every(({ conditions }) => conditions.met)
  return {
    title: '能否表决',
    tone: ready ? 'success' : 'attention',
    subtitle: meeting ? `${branch}　${meeting.number}` : branch,
    blocks: [
      ...(meeting ? [{ type: 'text' as const, text: `会议时间：${timeWords(meeting.startsAt, zone)}` }] : []),
      ...rows.flatMap((row): Block[] => [
        { type: 'text', text: row.rule.label, size: 'heading' },
        { type: 'text', text: conditionWords(row) },
      ]),
    ],
    note: `按${dateWords(day)}的名册和已签到的人数计算。`,
    summary: ready ? '能否表决：到会人数已达到要求' : '能否表决：到会人数还不够',
  }
}

function conditionWords({ rule, conditions }: { rule: VotingRule; conditions: Conditions }): string {
  const { eligible, present, need, met, missing, passNeed, withinReach } = conditions
  const verb = rule.kind === 'attendance' ? '召开' : '表决'
  const base = `应到会${rule.voters}${eligible}人，已签到${present}人，要求不少于${need}人：`
  const state = met
    ? `可以${verb}。`
    : eligible === 0
      ? '没有应到会的人。'
      : `还差${missing}人，不能${verb}。`
  if (passNeed === null) return `${base}${state}`
  const pass = `通过须赞成不少于${passNeed}人${met && !withinReach ? '，现有到会人数全部赞成也不够' : ''}。`
  return `${base}${state}${pass}`
}

/** One correction of the register that touches a decision. */
export interface CorrectionRow {
  ballot: Ballot
  name: string
  effect: BallotFlag['effect']
  by: string
  at: Date
}

const effectWords = { joins: '应在名册', leaves: '不应在名册' } as const satisfies Record<
  BallotFlag['effect'],
  string
>

/** Which decisions the register's corrections touch. They stand: what follows is for people to decide. */
export const correctionsCard = (branch: string, rows: readonly CorrectionRow[], zone: string): Card => ({
  title: '名册更正影响的表决',
  tone: rows.length > 0 ? 'attention' : 'info',
  subtitle: branch,
  blocks:
    rows.length === 0
      ? [{ type: 'text', text: '没有。表决以后名册没有影响到表决名册的更正。' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '表决' },
              { key: 'matter', label: '事项' },
              { key: 'name', label: '更正' },
              { key: 'outcome', label: '结果' },
              { key: 'at', label: '登记' },
            ],
            rows: rows.map(({ ballot, name, effect, by, at }) => ({
              number: ballot.number,
              matter: shortened(ballot.matter, 20),
              name: `${name}${effectWords[effect]}`,
              outcome: ballot.verdict ? outcomeWords[ballot.verdict.outcome] : '表决中',
              at: `${stampWords(at, zone)} ${by}`,
            })),
            pageSize: 10,
          },
        ],
  note: '结果不因更正而改变。认为影响结果的，可以提请复议或重新表决。',
  summary: `名册更正影响的表决${rows.length}条`,
})
