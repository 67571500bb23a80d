import { electionNominate } from '../../cards/election-cards.ts'
import { splitList } from '../../domain/conversation/normalise.ts'
import { leastCandidates } from '../../domain/elections/candidates.ts'
import { electionView } from '../../domain/elections/record-election.ts'
import { Refusal } from '../../domain/refusals.ts'
import { confidential, defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import { electable } from './find.ts'

/** 提交 on the election's card: whom a member recommends, until the time is over. Nobody is told who recommends whom. */
export const nominate = confidential(
  defineAction(electionNominate, async ({ election: id }, ctx, { form }) => {
    const election = await ctx.unit.elections.get(id)
    await refuseElsewhere(ctx, election?.organisationId ?? null)
    if (!election) throw new Refusal('card/not-ours', {})
    await ctx.allow('election.nominate', election.organisationId)
    if (election.state !== 'nominating' || election.nominateUntil <= ctx.now)
      throw new Refusal('election/nomination-over', { number: election.number })
    const people = await electable(ctx, election)
    const me = ctx.me().id
    if (!people.some((one) => one.memberId === me)) throw new Refusal('ballot/not-a-voter', {})
    const { nominees = [] } = form
    const given = [...new Set(Array.isArray(nominees) ? nominees : splitList(nominees))]
    const named = given.map((one) => people.find(({ memberId, name }) => memberId === one || name === one))
    if (given.length === 0) throw new Refusal('election/nobody-named', {})
    const stranger = given.find((_, i) => !named[i])
    if (stranger !== undefined) throw new Refusal('election/not-electable', { name: stranger.slice(0, 20) })
    const most = leastCandidates(election.rule, election.seats)
    if (given.length > most) throw new Refusal('election/too-many-named', { named: given.length, most })
    await ctx.unit.elections.nominate(
      id,
      me,
      named.flatMap((one) => (one ? [one.memberId] : [])),
    )
    ctx.unit.record({
      organisationId: election.organisationId,
      actorId: me,
      action: 'election.nominate',
      object: id,
      facts: {},
    })
    ctx.unit.touch(electionView, id)
    return { toast: '已记录推荐，截止前可以更改' }
  }),
)
