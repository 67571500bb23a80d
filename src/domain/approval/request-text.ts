import { partsOf } from '../calendar/dates.ts'

/** Longest matter, body and comment in characters: what a card's inputs take. */
export const requestLimits = { matter: 60, body: 1000, comment: 500 } as const

/** How every 请示 ends (党政机关公文: a request asks, a report does not). */
const closingWords = '妥否，请批示。'

/** What a request is written from. `date` is local. */
export interface RequestFacts {
  matter: string
  branch: string
  addressee: string
  date: string
  attachments: readonly string[]
}

/** 「关于…的请示」, whatever of it was typed. */
export function requestTitle(matter: string): string {
  const core = matter.replace(/^关于/, '').replace(/的请示$/, '')
  return `关于${core}的请示`
}

/** A request by the skeleton of DOMAIN §6.4, where nobody wrote a text. */
export function draftedRequest(facts: RequestFacts): string {
  const { matter } = facts
  const core = matter.replace(/^关于/, '').replace(/的请示$/, '')
  return framed(facts, `根据工作安排，结合本支部实际，拟${core}。`)
}

/** A request around a text that somebody wrote: title, addressee, closing words and signature are added where missing. */
export const writtenRequest = (facts: RequestFacts, text: string): string => framed(facts, text)

/** What a request for a ruling after a near tie says (党章 art. 17): the figures, never who said what. */
export function draftedRuling(facts: {
  matter: string
  number: string
  arithmetic: string
  /** What the chair chose after the near tie, and why. */
  chair: string
  branch: string
  addressee: string
  date: string
}): { matter: string; body: string } {
  const room = requestLimits.matter - '请求裁决“”'.length
  const named = facts.matter.length > room ? `${facts.matter.slice(0, room - 1)}…` : facts.matter
  const matter = `请求裁决“${named}”`
  const text =
    `本支部对“${facts.matter}”进行表决（${facts.number}）：${facts.arithmetic}。${facts.chair.replace(/。?$/, '。')}` +
    '依照党章第十七条，现将争论情况报告上级，请求裁决。'
  return { matter, body: framed({ ...facts, matter, attachments: [] }, text) }
}

function framed({ matter, branch, addressee, date, attachments }: RequestFacts, text: string): string {
  const { year, month, day } = partsOf(date)
  return [
    requestTitle(matter),
    `${addressee}：`,
    text,
    ...(/请(予)?(批示|批准|审批|批复|审示|指示)。?$/.test(text.trimEnd()) ? [] : [closingWords]),
    ...(attachments.length > 0
      ? [`附件：${attachments.map((one, at) => `${at + 1}.${one}`).join('；')}`]
      : []),
    branch,
    `${year}年${month}月${day}日`,
  ].join('\n')
}
