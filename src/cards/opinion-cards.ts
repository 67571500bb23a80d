import { z } from 'zod'
import { opinionCharacters } from '../domain/opinions/content.ts'
import { figureWords, leastAnonymous, type OpinionFigures } from '../domain/opinions/figures.ts'
import type { RawOpinion } from '../domain/opinions/raw-opinions.ts'
import { audienceWords, namingWords } from '../domain/opinions/words.ts'
import type { OpinionCall } from '../domain/ports/index.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Button, Card, Field, Tag } from './card.ts'
import { shortened, timeWords } from './wording.ts'

/** How many questions a call may ask; each is an input of the card. */
export const mostQuestions = 5

/** Far above the limit of the rule, which refuses in words; below it what no card of ours submits. */
const typed = z.string().max(40_000).optional()
const opinionForm = z.object({
  a1: typed,
  a2: typed,
  a3: typed,
  a4: typed,
  a5: typed,
  anonymous: z.boolean().optional(),
})

/** The answers of a submitted form, in the order of the questions. */
export const answersIn = (form: z.output<typeof opinionForm>): (string | undefined)[] => [
  form.a1,
  form.a2,
  form.a3,
  form.a4,
  form.a5,
]

export const opinionSubmit = cardAction('opinion.submit', z.object({ call: refId }), opinionForm)
export const opinionNone = cardAction('opinion.none', z.object({ call: refId }), opinionForm)
export const opinionCollate = cardAction(
  'opinion.collate',
  z.object({ call: refId }),
  z.object({ summary: z.string({ error: '请填写汇总。' }).max(40_000), placing: typed }),
)

const stateTags: Record<OpinionCall['state'], Tag> = {
  open: { text: '征求中', tone: 'info' },
  closed: { text: '已截止', tone: 'neutral' },
  collated: { text: '已归纳', tone: 'success' },
}

/** What the cards of a call need besides it. `meeting` is the number of the meeting that it belongs to. */
export interface CallFacts {
  call: OpinionCall
  branch: string
  collator: string
  meeting: string | null
  figures: OpinionFigures
  zone: string
}

/** The card for those who are asked: the form, and how many have answered; never what they said or who they are. */
export function opinionCallCard(facts: CallFacts): Card {
  const { call, branch, figures } = facts
  const open = call.state === 'open'
  return {
    title: shortened(`征求意见：${call.topic}`, 40),
    tone: open ? 'info' : call.state === 'closed' ? 'neutral' : 'success',
    subtitle: call.number,
    tags: [stateTags[call.state]],
    blocks: [
      { type: 'text', text: `${branch}现就“${call.topic}”征求意见。` },
      callFacts(facts),
      ...(open
        ? [{ type: 'text' as const, text: promiseOf(call), size: 'small' as const }, opinionForms(call)]
        : []),
      { type: 'text', text: `${figureWords(call, figures)}。`, size: 'small' },
      ...(call.state === 'collated'
        ? [{ type: 'text' as const, text: '意见已由归纳人归纳，并如实反馈给班子成员。' }]
        : []),
    ],
    note: open
      ? '提交的内容不会出现在群里。征求意见不是表决。'
      : call.state === 'closed'
        ? '已截止，不再收意见，正在归纳。'
        : '征求意见已结束。',
    summary: `征求意见：${call.topic}（${call.number}）`,
  }
}

const callFacts = ({ call, collator, meeting, zone }: CallFacts): Block => ({
  type: 'facts',
  items: [
    { label: '范围', value: audienceWords[call.audience] },
    { label: '截止', value: timeWords(call.deadline, zone) },
    { label: '归纳人', value: collator },
    { label: '方式', value: namingWords[call.naming] },
    ...(meeting ? [{ label: '会议', value: meeting }] : []),
  ],
})

/** What becomes of an opinion, said before it is given. */
function promiseOf({ naming }: OpinionCall): string {
  const named = '署名意见可以再次提交，以最后一次为准。'
  const anonymous = `匿名意见不记录姓名和时间，提交后不能更改；不足${leastAnonymous}条时不向任何人显示内容。`
  const kinds = { named, anonymous, optional: `${named}${anonymous}` }
  return `说明：意见只有归纳人能看到，由其归纳整理，如实反馈。${kinds[naming]}`
}

function opinionForms(call: OpinionCall): Block {
  const questions = call.questions.length === 0 ? ['意见'] : call.questions
  const fields: Record<string, Field> = {}
  questions.forEach((question, index) => {
    fields[`a${index + 1}`] = {
      kind: 'area',
      label: call.questions.length === 0 ? question : `${index + 1}. ${shortened(question, 56)}`,
      maxLength: opinionCharacters,
    }
  })
  if (call.naming === 'optional') fields.anonymous = { kind: 'check', label: '匿名' }
  const none: Button = {
    text: '没有意见',
    action: opinionNone({ call: call.id }),
    confirm: { title: '没有意见', text: '将记为没有意见，填写的内容不提交。' },
  }
  return {
    type: 'form',
    id: 'opinion',
    fields,
    buttons: [{ text: '提交', style: 'primary', action: opinionSubmit({ call: call.id }) }, none],
  }
}

/** What the collator alone reads: a page of raw opinions, and the form for the summary. */
export function collationCard(
  facts: CallFacts & {
    shown: RawOpinion[]
    withheld: boolean
    page: number
    pages: number
    /** Number of the first one shown, from 1. */
    from?: number
  },
): Card {
  const { call, figures } = facts
  if (call.state === 'collated') return collatedStub(facts)
  return {
    title: shortened(`归纳意见：${call.topic}`, 40),
    tone: 'attention',
    subtitle: call.number,
    tags: [stateTags[call.state]],
    blocks: [
      { type: 'text', text: `${figureWords(call, figures)}。仅您本人可以查看，请勿转发。` },
      ...call.questions.map(
        (question, index): Block => ({ type: 'text', text: `${index + 1}. ${question}`, size: 'small' }),
      ),
      ...facts.shown.map(
        (one, at): Block => ({
          type: 'text',
          text: `${(facts.from ?? 1) + at}　${one.name ?? '匿名'}：${one.content}`,
        }),
      ),
      ...(facts.withheld
        ? [
            {
              type: 'text' as const,
              text: `匿名意见不足${leastAnonymous}条，为保护提出人，不显示内容。`,
              size: 'small' as const,
            },
          ]
        : []),
      { type: 'divider' },
      summaryForm(call),
    ],
    note: collationNote(facts),
    summary: `请归纳意见：${call.number}`,
  }
}

const summaryForm = (call: OpinionCall): Block => ({
  type: 'form',
  id: 'collation',
  fields: {
    summary: {
      kind: 'area',
      label: '汇总',
      required: true,
      maxLength: opinionCharacters,
      placeholder: '归纳要点，每行一条；匿名意见请换一种说法，以免认出提出人',
    },
    placing: {
      kind: 'line',
      label: '归并（多条时填写）',
      maxLength: 500,
      placeholder: '汇总条:原始意见编号，如 1:1、3；2:2；略(与主题无关):4',
    },
  },
  buttons: [
    {
      text: '提交',
      style: 'primary',
      action: opinionCollate({ call: call.id }),
      confirm: {
        title: '提交汇总',
        text: `${call.state === 'open' ? '还没有到截止时间，提交后不再收意见。' : ''}汇总将反馈给班子成员，提交后不能更改。`,
      },
    },
  ],
})

function collationNote({ call, page, pages }: { call: OpinionCall; page: number; pages: number }): string {
  const paged =
    pages > 1
      ? `第${page}/${pages}页，其他页：/意见 汇总 ${call.number} 页=${page === pages ? 1 : page + 1}。`
      : ''
  return `${paged}提交汇总后，本卡片不再显示原始意见。`
}

/** What stays of the collator's card: no raw opinion any more. */
const collatedStub = ({ call }: CallFacts): Card => ({
  title: shortened(`已归纳：${call.topic}`, 40),
  tone: 'success',
  subtitle: call.number,
  blocks: [
    { type: 'text', text: '意见已经归纳，并反馈给班子成员。原始意见不再在卡片上显示。' },
    ...summaryBlocks(call),
  ],
  summary: `意见已归纳：${call.number}`,
})

const summaryBlocks = (call: OpinionCall): Block[] => [
  { type: 'text', text: '汇总', size: 'heading' },
  { type: 'text', text: call.summary ?? '' },
]

/** For the members of the branch committee, each privately: the summary. */
export const opinionSummaryCard = (facts: CallFacts): Card => ({
  title: shortened(`意见汇总：${facts.call.topic}`, 40),
  tone: 'success',
  subtitle: facts.call.number,
  blocks: [
    { type: 'text', text: `${figureWords(facts.call, facts.figures)}。` },
    ...summaryBlocks(facts.call),
    { type: 'facts', items: [{ label: '归纳人', value: facts.collator }] },
  ],
  note: '供班子成员研究使用，请勿转发。',
  summary: `意见汇总：${facts.call.number}`,
})

/** Tells the person who sent an opinion by message that it was kept. Never says what it was. */
export const opinionKeptCard = (kept: { number: string; text: string; inGroup: boolean }): Card => ({
  title: '意见已收到',
  tone: 'success',
  subtitle: kept.number,
  blocks: [{ type: 'text', text: kept.text }],
  ...(kept.inGroup ? { note: '群里发送的内容其他人也能看到，下次可以私聊发给助手，或在卡片上填写。' } : {}),
  summary: `意见已收到（${kept.number}）`,
})
