import type { OpinionCall, ProcessCase } from '../../../domain/ports/index.ts'
import type { Base } from '../../define/context.ts'
import type { Prefill } from './source.ts'

/** The collated calls for opinions of a case, those of its meeting with them. */
async function callsOf({ unit }: Base, { instance }: ProcessCase): Promise<OpinionCall[]> {
  const refs = (await unit.stepRecords.ofCase(instance.id)).filter(({ kind }) => kind === 'opinions')
  const meeting = await unit.meetings.byInstance(instance.id)
  const bound = await Promise.all(refs.map(({ ref }) => unit.opinions.call(ref)))
  const all = [
    ...bound.flatMap((one) => one ?? []),
    ...(meeting ? await unit.opinions.ofMeeting(meeting.id) : []),
  ]
  const unique = new Map(all.map((one) => [one.id, one]))
  return [...unique.values()].filter(({ state }) => state === 'collated')
}

/** What was collated, word for word. */
export const opinionWords: Prefill = async (ctx, found) =>
  (await callsOf(ctx, found)).map(({ summary }) => summary ?? '').join('\n')

/** Where the collated opinions stand. */
export const opinionNumbers: Prefill = async (ctx, found) =>
  (await callsOf(ctx, found)).map(({ number }) => `意见汇总 ${number}`).join('、')
