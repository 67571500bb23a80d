import { dispositionWords } from '../domain/opinions/words.ts'
import type { OpinionCall, OpinionLine } from '../domain/ports/index.ts'
import type { Card } from './card.ts'
import { shortened } from './wording.ts'

/** For the group: how many lines were adopted, never what they say. */
export const opinionFeedbackCard = (call: OpinionCall, lines: readonly OpinionLine[]): Card => ({
  title: shortened(`意见反馈：${call.topic}`, 40),
  tone: 'success',
  subtitle: call.number,
  blocks: [
    {
      type: 'text',
      text:
        lines.length === 0
          ? '未收到意见。'
          : `意见归纳为${lines.length}条，${Object.entries(dispositionWords)
              .map(([kind, word]) => `${word}${lines.filter((one) => one.disposition === kind).length}条`)
              .join('、')}。署名提出的，处理结果已私聊告知。`,
    },
  ],
  summary: `意见反馈：${call.number}`,
})

/** For an author alone: what became of the line that carries his own opinion, not who else said it. */
export const ownOutcomeCard = (call: OpinionCall, outcome: OpinionLine | string): Card => ({
  title: shortened(`您的意见：${call.topic}`, 40),
  tone: 'info',
  subtitle: call.number,
  blocks:
    typeof outcome === 'string'
      ? [{ type: 'text', text: `您的意见没有归入汇总，原因：${outcome}。` }]
      : [
          {
            type: 'facts',
            items: [
              { label: '归纳为', value: outcome.content },
              ...(outcome.disposition
                ? [{ label: '处理', value: dispositionWords[outcome.disposition] }]
                : []),
              ...(outcome.reason ? [{ label: '理由', value: outcome.reason }] : []),
            ],
          },
        ],
  summary: `您的意见的处理结果（${call.number}）`,
})
