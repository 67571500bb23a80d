import { Refusal } from '../refusals.ts'
import type { StandingBasis } from './types.ts'

/** The five kinds of persons who may be left out of 应到会人数, with both approvals (选举工作条例; DOMAIN §3.2 no. 4). */
export const exclusionReasons = {
  患病不能表达本人意志: 'cannot_express',
  自费出国半年以上: 'abroad',
  被羁押或服刑: 'in_custody',
  年老体弱卧床: 'bedridden',
  外出半年以上未转关系: 'moved',
} as const

/** A meeting's number, e.g. `D2026-002`. */
export const isMeetingNumber = (document: string): boolean => /^D\d{4}-\d+$/i.test(document)

/**
 * The two documents of an exclusion out of those that were named: the superior's consent and the meeting's approval, which
 * is told by its number or its name. Refuses with `standing/needs-two-documents`: without both the member stays in the base.
 */
export function exclusionBasis(name: string, documents: readonly string[]): StandingBasis {
  const meetingRef = documents.find(isMeetingNumber) ?? documents.find((one) => /党员大会|支部大会/.test(one))
  const superiorRef = documents.find((one) => one !== meetingRef)
  if (meetingRef === undefined || superiorRef === undefined)
    throw new Refusal('standing/needs-two-documents', { name, given: [...documents] })
  return { superiorRef, meetingRef }
}
