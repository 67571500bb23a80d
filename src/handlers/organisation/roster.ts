import { rosterCard } from '../../cards/organisation-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { exclusionBasis, exclusionReasons, isMeetingNumber } from '../../domain/organisation/exclusion.ts'
import type { StandingBasis, StandingKind } from '../../domain/organisation/types.ts'
import { organisationWords, standingsIn, standingWords } from '../../domain/organisation/words.ts'
import type { Ballot } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { flagCorrections } from '../../domain/voting/corrections.ts'
import { choice, dateOnly, list, member } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

export const showRoster = defineCommand({
  name: '党员 名册',
  aliases: ['名册', '成员 名册'],
  summary: '查看名册：状态、职务、党小组',
  example: '/党员 名册',
  permission: 'roster.show',
  scope: 'organisation',
  args: {},
  async run(_args, ctx, { organisation }) {
    return {
      card: rosterCard(organisation, ctx.today, await ctx.unit.rosters.roster(organisation.id, ctx.today)),
    }
  },
})

/** Which decisions a correction of the past touches. They stand; their cards say so. */
export const flaggedWords = (ballots: readonly Ballot[]): string =>
  ballots.length === 0
    ? ''
    : `此前的表决 ${ballots.map((one) => one.number).join('、')} 的名册受影响，已标明，结果不变。`

const withoutVote = '会议可以参加，表决时不计入应到会有表决权人数。'
const standingNotes: Record<StandingKind, string> = {
  formal: '有表决权。',
  probationary: withoutVote,
  discipline_probation: withoutVote,
  rights_suspended: withoutVote,
  excluded_approved: withoutVote,
  union_member: '参加工会会员大会和职工大会的表决。',
  staff: '参加职工大会的表决，不参加工会会员大会的表决。',
  belongs: '列入名册。',
}

export const setStanding = defineCommand({
  name: '党员 状态',
  aliases: ['党员状态'],
  summary: '登记正式、预备、留党察看、权利中止等状态；工会名册：工会会员、职工',
  example: '/党员 状态 王五 预备党员',
  permission: 'roster.change',
  scope: 'branch-or-union',
  args: {
    who: positional(member({ label: '姓名' })),
    standing: positional(
      choice({
        label: '状态',
        words: {
          正式党员: 'formal',
          预备党员: 'probationary',
          留党察看: 'discipline_probation',
          权利中止: 'rights_suspended',
          不计算在应到会人数: 'excluded_approved',
          不计入应到会人数: 'excluded_approved',
          工会会员: 'union_member',
          职工: 'staff',
        },
      }),
    ),
    from: optional(keyed(dateOnly({ label: '日期', past: true }))),
    until: optional(keyed(dateOnly({ label: '至', keys: ['结束日期'], past: true }))),
    documents: optional(keyed(list({ label: '依据', keys: ['文号'], max: 4, maxLength: 60 }))),
    reason: optional(keyed(choice({ label: '原因', words: exclusionReasons }))),
  },
  async run({ who, standing, from, until, documents = [], reason }, ctx, { organisation }) {
    const date = from ?? ctx.today
    const offered: readonly StandingKind[] = standingsIn[organisation.kind]
    if (!offered.includes(standing))
      throw new Refusal('standing/not-here', {
        standing: standingWords[standing],
        kind: organisationWords[organisation.kind],
        offered: offered.map((one) => standingWords[one]),
      })
    await refuseUnknownMeetings(ctx, organisation.id, documents)
    if (until !== undefined && !endsByItself.includes(standing))
      throw new Refusal('standing/no-end', { standing: standingWords[standing] })
    if (until !== undefined && until <= date) throw new Refusal('standing/ends-before', { from: date, until })
    const basis = { ...basisOf(standing, who.name, documents, reason), until }
    const me = ctx.me().id
    if (!(await ctx.unit.rosters.setStanding(organisation.id, who.memberId, standing, date, me, basis)))
      throw new Refusal('member/already', { name: who.name, what: standingWords[standing] })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'standing.set',
      object: who.memberId,
      facts: { standing, from: date, until: until ?? null, documents: documents.length },
    })
    const flagged = await flagCorrections(ctx, organisation.id, [who.memberId], date, me)
    const end = until === undefined ? '' : `至${dateWords(until, ctx.today)}止，之后为正式党员，`
    return {
      card: noteCard(
        '状态已登记',
        `${who.name}自${dateWords(date, ctx.today)}起为${standingWords[standing]}，${end}${standingNotes[standing]}${flaggedWords(flagged)}`,
        'success',
      ),
    }
  },
})

/** What takes the vote away for a time. Anything else ends by an act of its own. */
const endsByItself: readonly StandingKind[] = [
  'discipline_probation',
  'rights_suspended',
  'excluded_approved',
]

/** A meeting that is named as the basis has to be one of this organisation's. */
async function refuseUnknownMeetings(ctx: Ctx, organisationId: string, documents: readonly string[]) {
  for (const number of documents.filter(isMeetingNumber))
    if (!(await ctx.unit.meetings.byNumber(organisationId, number.toUpperCase())))
      throw new Refusal('case/unknown', { number, what: '会议' })
}

/** What the standing rests on: an exclusion on two documents and one of five reasons, others on the decision's number. */
function basisOf(
  standing: StandingKind,
  name: string,
  documents: readonly string[],
  reason: string | undefined,
): StandingBasis {
  if (standing !== 'excluded_approved') return { document: documents.join('、') || undefined }
  const basis = exclusionBasis(name, documents)
  if (reason === undefined)
    throw new Refusal('standing/needs-reason', { reasons: Object.keys(exclusionReasons) })
  return { ...basis, reason }
}
