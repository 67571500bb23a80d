import { z } from 'zod'
import type { Ballot } from '../domain/ports/index.ts'
import { choices, choiceWords } from '../domain/voting/index.ts'
import { leastSealed, objectionDays } from '../domain/voting/secret-ballot.ts'
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
import { paperNames } from './count-sheet-cards.ts'
import { personWords } from './person-words.ts'

/** 提交 on a voter's own paper: one action whatever is chosen, so that only the form says it. */
export const secretCast = cardAction(
  'ballot.secret.cast',
  z.object({ ballot: refId }),
  z.object({
    choice: z.string().max(20).optional(),
    marks: z.union([z.array(z.string().max(10)).max(200), z.string().max(10)]).optional(),
    others: z.string().max(400).optional(),
  }),
)
/** Sends a voter's paper again. */
export const secretAsk = cardAction('ballot.secret.ask', z.object({ ballot: refId }))

/** What sealing protects and what it does not: said on every card, before anybody votes. */
const honesty: Block = {
  type: 'fold',
  title: '保密说明：保护什么，不保护什么',
  text: [
    '每张选票提交时即用本次表决的公钥加密（RFC 9180 HPKE）后保存，私钥不在数据库中；截止后在内存中打乱顺序开票，只保存总数和密文指纹，不保存“谁投了什么票”。',
    '不能防范：正在运行的服务程序和聊天平台在提交的瞬间能看到选择；能同时拿到数据库和私钥的人在私钥销毁前可以解密；全体一致时结果本身就说明了每个人的选择。',
    `投票不足${leastSealed}人时不开票。私钥在截止${objectionDays}天后销毁。不放心的，请要求改用纸质票。`,
  ].join('\n'),
}

/** The group's card: turnout and nothing else. */
export function secretBallotCard(facts: BallotFacts): Card {
  const { ballot, zone, meetingNumber } = facts
  const issued = facts.voters
  return {
    title: titled(ballot.seats === null ? '无记名表决' : personWords(ballot.rule).title, ballot),
    tone: 'info',
    subtitle: ballot.number,
    tags: [{ text: '无记名', tone: 'info' }, ...(ballot.important ? [importantTag] : [])],
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      { type: 'text', text: presenceWords(facts) },
      { type: 'text', text: conditionWords(facts) },
      ...paperNames(ballot),
      { type: 'text', text: '选票已逐人私聊发送，请在私聊中投票，提交后不能更改。' },
      {
        type: 'progress',
        label: `无记名表决进行中，已投${facts.took}/${issued}`,
        value: facts.took,
        max: Math.max(issued, 1),
      },
      {
        type: 'facts',
        items: [
          ...(meetingNumber ? [{ label: '会议', value: meetingNumber }] : []),
          { label: '截止时间', value: closingWords(ballot, zone) },
        ],
      },
      honesty,
      {
        type: 'buttons',
        items: [{ text: '重新发送选票', style: 'plain', action: secretAsk({ ballot: ballot.id }) }],
      },
    ],
    note: '截止前任何人都看不到票数。',
    summary: `无记名表决：${ballot.matter}（${ballot.number}），已投${facts.took}/${issued}`,
  }
}

/** A voter's own paper, in private: the form, or the receipt once it was cast. */
export function secretPaperCard(facts: {
  ballot: Ballot
  /** Taken part already: with the receipt of a sealed vote, or null when it was on paper or in writing. */
  done: { receipt: string | null } | null
  zone: string
}): Card {
  const { ballot, done, zone } = facts
  const open = ballot.status === 'open'
  return {
    title: titled(ballot.seats === null ? '无记名表决' : personWords(ballot.rule).paper, ballot),
    tone: open && !done ? 'info' : 'neutral',
    subtitle: ballot.number,
    blocks: [
      { type: 'text', text: ballot.matter, size: 'heading' },
      ...paperNames(ballot),
      ...(done ? receiptBlocks(done.receipt) : open ? paperForm(ballot) : [closedBlock(ballot)]),
      { type: 'facts', items: [{ label: '截止时间', value: closingWords(ballot, zone) }] },
      honesty,
    ],
    note:
      done || !open
        ? `查看结果：/表决 结果 ${ballot.number}`
        : '您在表决名册中。请选择后提交，提交后不能更改。',
    summary: `${ballot.seats === null ? '无记名表决' : personWords(ballot.rule).paper}：${ballot.matter}（${ballot.number}）`,
  }
}

const closedBlock = ({ number }: Ballot): Block => ({
  type: 'text',
  text: `表决已截止（${number}），没有投票。`,
})

const receiptBlocks = (receipt: string | null): Block[] =>
  receipt === null
    ? [{ type: 'text', text: '您已在现场投票或提交书面意见。' }]
    : [
        { type: 'text', text: '您的选票已密封，不能更改。' },
        { type: 'text', text: `回执（密文指纹）：${receipt}` },
        {
          type: 'text',
          text: '截止后公布全部指纹，可以核对您的选票已计入。回执不含您的选择。',
          size: 'small',
        },
      ]

function paperForm(ballot: Ballot): Block[] {
  const fields: Record<string, Field> =
    ballot.seats === null
      ? {
          choice: {
            kind: 'choice',
            label: '您的选择',
            required: true,
            options: choices.map((value) => ({ value, text: choiceWords[value] })),
          },
        }
      : {
          marks: {
            kind: 'choices',
            label: `同意的人选，最多${ballot.seats}人`,
            options: ballot.candidates.map(({ name }, i) => ({ value: String(i), text: name })),
          },
          others: { kind: 'line', label: '另选他人', maxLength: 120, placeholder: '姓名，多人用“、”隔开' },
        }
  return [
    {
      type: 'form',
      id: 'paper',
      fields,
      buttons: [
        {
          text: '提交',
          style: 'primary',
          action: secretCast({ ballot: ballot.id }),
          confirm: { title: '提交选票', text: '提交后不能更改。' },
        },
      ],
    },
  ]
}
