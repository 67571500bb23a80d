import type { Ballot, PreviousBallot } from '../../domain/ports/index.ts'
import { outcomeWords } from '../../domain/voting/index.ts'
import type { Base } from '../define/context.ts'

const whyWords = {
  void: '重新表决',
  deferred: '暂缓后再次表决',
  reconsideration: '复议',
  runoff: '得票相等后再次投票',
  repeat: '同一会议对同一事项再次表决',
} as const satisfies Record<PreviousBallot['why'], string>

/**
 * What a ballot's card says of its roll and of the votes before it: who left it for this matter, which vote it repeats, and
 * that the register was corrected later. Numbers only where a correction is concerned: whose standing it was is not for
 * the group.
 */
export async function rollNotes({ unit }: Base, ballot: Ballot): Promise<string[]> {
  const roll = await unit.ballots.roll(ballot.id)
  const away = await unit.rosters.members(roll?.recused ?? [])
  const flags = await unit.ballots.flags(ballot.id)
  const count = (effect: 'joins' | 'leaves') => flags.filter((one) => one.effect === effect).length
  return [
    ...(away.length > 0
      ? [`回避：${away.map((one) => one.name).join('、')}，不计入本事项的应到会人数。`]
      : []),
    ...(ballot.previous ? [await previousWords(unit, ballot.previous)] : []),
    ...(flags.length > 0
      ? [
          `表决后名册有更正：${[
            ...(count('joins') > 0 ? [`${count('joins')}人应在名册而未列入`] : []),
            ...(count('leaves') > 0 ? [`${count('leaves')}人不应在名册`] : []),
          ].join('，')}。本次结果不变，请核对是否需要复议。`,
        ]
      : []),
  ]
}

async function previousWords(unit: Base['unit'], { id, why, reason }: PreviousBallot): Promise<string> {
  const earlier = await unit.ballots.get(id)
  const outcome = earlier?.verdict ? `（${outcomeWords[earlier.verdict.outcome]}）` : ''
  return `${whyWords[why]}：此前为 ${earlier?.number ?? ''}${outcome}${reason ? `，理由：${reason}` : ''}。`
}
