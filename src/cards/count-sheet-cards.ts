import { z } from 'zod'
import type { Ballot, CountSheet } from '../domain/ports/index.ts'
import { validOf } from '../domain/voting/sheet-figures.ts'
import { cardAction, refId } from './actions.ts'
import {
  type BallotFacts,
  closingWords,
  conditionWords,
  importantTag,
  presenceWords,
  titled,
} from './ballot-words.ts'
import type { Block, Card, Field } from './card.ts'
import { personWords } from './person-words.ts'
import { stampWords } from './wording.ts'

export const sheetConfirm = cardAction('ballot.sheet.confirm', z.object({ ballot: refId, sheet: refId }))
export const sheetReturn = cardAction('ballot.sheet.return', z.object({ ballot: refId, sheet: refId }))
/** Opens the private form of the count sheet, and the form's own button. */
export const sheetAsk = cardAction('ballot.paper', z.object({ ballot: refId }))
export const sheetEnter = cardAction(
  'ballot.sheet.enter',
  z.object({ ballot: refId }),
  z.record(z.string(), z.unknown()),
)

/** The group's card of a ballot on paper: who counts, what is needed, how far it is. No choice is on it. */
export function paperBallotCard(facts: BallotFacts): Card {
  const { ballot, zone, meetingNumber } = facts
  const number = ballot.number
  return {
    title: titled(ballot.seats === null ? '无记名票决' : personWords(ballot.rule).title, ballot),
    tone: 'info',
    subtitle: number,
    tags: [{ text: '现场票决', tone: 'info' }, ...(ballot.important ? [importantTag] : [])],
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      { type: 'text', text: presenceWords(facts) },
      { type: 'text', text: conditionWords(facts) },
      ...paperNames(ballot),
      { type: 'text', text: '请在现场发票、投票、计票。计票人录入计票单，监票人核对确认后公布结果。' },
      {
        type: 'facts',
        items: [
          ...(meetingNumber ? [{ label: '会议', value: meetingNumber }] : []),
          { label: '计票人', value: facts.counter ?? '未指定，由录入人担任' },
          { label: '监票人', value: facts.scrutineer ?? '未指定，由确认人担任' },
          { label: '计票', value: facts.sheetWaits ? '已录入，待另一人核对确认' : '未录入' },
          { label: '发起', value: stampWords(ballot.openedAt, zone) },
        ],
      },
      {
        type: 'buttons',
        items: [{ text: '录入计票单', style: 'plain', action: sheetAsk({ ballot: ballot.id }) }],
      },
    ],
    note: `也可以写：/表决 录入 ${number} 发出= 收回= ${ballot.seats === null ? '赞成= 反对= 弃权= 无效=' : '无效= 得票=姓名:票数；…'}`,
    summary: `现场票决：${ballot.matter}（${number}）`,
  }
}

/** The names of an election, in the order of the ballot paper. */
export function paperNames({
  seats,
  candidates,
  rule,
}: Pick<Ballot, 'seats' | 'candidates' | 'rule'>): Block[] {
  if (seats === null) return []
  const words = personWords(rule)
  const names = candidates.map((one) => one.name).join('、')
  return [
    {
      type: 'text',
      text: `${words.seats}${seats}人，${words.person}${candidates.length}人（按姓氏笔画为序）：${names}。`,
    },
    { type: 'text', text: `每张票最多选${seats}人，可以另选他人；多选的为无效票。`, size: 'small' },
  ]
}

const stateWords: Record<CountSheet['state'], string> = {
  entered: '待核对确认',
  confirmed: '已确认',
  returned: '已退回，请重新录入',
  replaced: '已更正，以新的计票单为准',
}

/** A count sheet for the second teller: the figures, 确认 and 退回修改. */
export function sheetCard(facts: {
  ballot: Ballot
  sheet: CountSheet
  enteredBy: string
  checkedBy: string | null
  inRoom: string[]
}): Card {
  const { ballot, sheet, enteredBy, checkedBy } = facts
  const value = { ballot: ballot.id, sheet: sheet.id }
  const waits = sheet.state === 'entered' && ballot.status === 'open'
  return {
    title: titled('计票单', ballot),
    tone: waits ? 'attention' : 'neutral',
    subtitle: ballot.number,
    tags: [{ text: stateWords[sheet.state].slice(0, 12), tone: waits ? 'attention' : 'neutral' }],
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      { type: 'facts', items: sheetRows(ballot, sheet) },
      ...(facts.inRoom.length > 0
        ? [{ type: 'text' as const, text: `现场表决：${facts.inRoom.join('、')}` }]
        : []),
      ...voidWarning(sheet),
      {
        type: 'facts',
        items: [
          { label: '录入', value: enteredBy },
          ...(checkedBy ? [{ label: '核对', value: checkedBy }] : []),
          { label: '状态', value: stateWords[sheet.state] },
        ],
      },
      ...(waits
        ? [
            {
              type: 'buttons' as const,
              items: [
                { text: '确认', style: 'primary' as const, action: sheetConfirm(value) },
                { text: '退回修改', style: 'plain' as const, action: sheetReturn(value) },
              ],
            },
          ]
        : []),
    ],
    note: '须由录入人以外的另一人核对确认；确认后不能更改。',
    summary: `计票单：${ballot.matter}（${ballot.number}），${stateWords[sheet.state]}`,
  }
}

function sheetRows({ seats, method }: Ballot, { figures }: CountSheet): { label: string; value: string }[] {
  const papers =
    method === 'open'
      ? [['举手', figures.returned] as const]
      : ([
          ['发出', figures.issued],
          ['收回', figures.returned],
          ['有效', validOf(figures)],
          ['无效', figures.invalid],
          ['空白', figures.blank],
        ] as const)
  const votes =
    seats === null
      ? ([
          ['赞成', figures.yes],
          ['反对', figures.no],
          ['弃权', figures.abstain],
        ] as const)
      : [...figures.persons, ...figures.writeIns].map(({ name, yes }) => [name, yes] as const)
  return [...papers, ...votes].map(([label, value]) => ({ label, value: String(value) }))
}

const voidWarning = ({ figures: { issued, returned } }: CountSheet): Block[] =>
  returned > issued ? [{ type: 'text', text: '收回票数多于发出票数，确认后本次表决无效，应重新表决。' }] : []

/** How many names a form has a field for; more are written in the command. */
export const mostNamesInForm = 30

const digits = (label: string, value?: number): Field => ({
  kind: 'line',
  label,
  maxLength: 6,
  placeholder: '0',
  ...(value === undefined ? {} : { value: String(value) }),
})

/** The private form of a count sheet, filled with what was entered before. */
export function sheetFormCard(facts: BallotFacts, before: CountSheet | null): Card {
  const { ballot } = facts
  const figures = before?.figures
  const fields: Record<string, Field> = {
    issued: { ...digits('发出', figures?.issued), required: true },
    returned: { ...digits('收回', figures?.returned), required: true },
    ...(ballot.seats === null
      ? {
          yes: digits('赞成', figures?.yes),
          no: digits('反对', figures?.no),
          abstain: digits('弃权', figures?.abstain),
        }
      : personFields(ballot, before)),
    invalid: digits('无效', figures?.invalid),
    blank: digits('空白', figures?.blank),
  }
  const open = ballot.status === 'open' && before?.state !== 'confirmed'
  return {
    title: titled('录入计票单', ballot),
    tone: open ? 'info' : 'neutral',
    subtitle: ballot.number,
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      ...(open
        ? ([
            {
              type: 'form',
              id: 'sheet',
              fields,
              buttons: [{ text: '提交', style: 'primary', action: sheetEnter({ ballot: ballot.id }) }],
            },
          ] satisfies Block[])
        : ([{ type: 'text', text: '计票单已经确认，不能再更改。' }] satisfies Block[])),
      { type: 'facts', items: [{ label: '表决', value: closingWords(ballot, facts.zone) }] },
    ],
    note: '赞成、反对、弃权、无效、空白之和须等于收回票数。',
    summary: `录入计票单：${ballot.number}`,
  }
}

function personFields({ candidates }: Ballot, before: CountSheet | null): Record<string, Field> {
  const votesOf = (name: string) => before?.figures.persons.find((one) => one.name === name)?.yes
  const others = before?.figures.writeIns.map(({ name, yes }) => `${name}:${yes}`).join('；')
  return {
    ...Object.fromEntries(
      candidates
        .slice(0, mostNamesInForm)
        .map(({ name }, i) => [`person${i}`, digits(`${name}得票`, votesOf(name))]),
    ),
    writeIns: {
      kind: 'line',
      label: '另选他人',
      maxLength: 200,
      placeholder: '姓名:票数；姓名:票数',
      ...(others ? { value: others } : {}),
    },
  }
}
