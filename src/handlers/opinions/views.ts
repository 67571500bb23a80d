import { collationCard, opinionCallCard, opinionSummaryCard } from '../../cards/opinion-cards.ts'
import { ownOutcomeCard } from '../../cards/opinion-outcome-cards.ts'
import { currentCollator } from '../../domain/opinions/close-opinions.ts'
import { pagesOf, rawOpinions } from '../../domain/opinions/raw-opinions.ts'
import { opinionViews, readCollationRef } from '../../domain/opinions/words.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import type { Opinion } from '../../domain/ports/index.ts'
import type { Base } from '../define/context.ts'
import { defineView } from '../define/view.ts'
import { callFacts } from './find-call.ts'

/** The card of the group: the form, and how many have answered. */
export const callForOpinions = defineView(opinionViews.call, async (callId, ctx) => {
  const call = await ctx.unit.opinions.call(callId)
  if (!call) return null
  const facts = await callFacts(ctx, call, await ctx.unit.opinions.opinions(callId))
  return { card: opinionCallCard(facts), open: call.state === 'open' }
})

/** The raw opinions: for the collator alone, in a private chat; for anybody else there is nothing to see. */
export const collationOfOpinions = defineView(opinionViews.collation, async (ref, ctx) => {
  const { callId, page: wanted } = readCollationRef(ref)
  const call = await ctx.unit.opinions.call(callId)
  if (!call || ctx.viewerId === null || ctx.viewerId !== (await currentCollator(ctx, call))) return null
  const opinions = await ctx.unit.opinions.opinions(callId)
  const names = await namesOf(ctx, opinions)
  const { shown, withheld } = rawOpinions(opinions, (id) => names.get(id) ?? '')
  const pages = pagesOf(shown)
  const page = Math.min(wanted, pages.length)
  const facts = await callFacts(ctx, call, opinions)
  const card = collationCard({
    ...facts,
    shown: pages[page - 1] ?? [],
    withheld,
    page,
    pages: pages.length,
    from: pages.slice(0, page - 1).reduce((sum, one) => sum + one.length, 1),
  })
  return { card, open: call.state !== 'collated' }
})

async function namesOf(ctx: Base, opinions: readonly Opinion[]): Promise<Map<string, string>> {
  const ids = opinions.flatMap((one) => (one.memberId === null ? [] : [one.memberId]))
  const members = await ctx.unit.rosters.members([...new Set(ids)])
  return new Map(members.map((one) => [one.id, one.name]))
}

/** What became of a person's own opinion: for its author alone. */
export const ownOutcome = defineView(opinionViews.own, async (callId, ctx) => {
  const call = await ctx.unit.opinions.call(callId)
  if (!call || ctx.viewerId === null) return null
  const own = (await ctx.unit.opinions.opinions(callId)).find((one) => one.memberId === ctx.viewerId)
  if (!own || own.none || own.line === null) return null
  const line = (await ctx.unit.opinions.lines(callId)).find(({ no }) => no === own.line)
  return { card: ownOutcomeCard(call, line ?? own.aside ?? ''), open: false }
})

/** The summary: for the members of the branch committee, each in a private chat. */
export const summaryOfOpinions = defineView(opinionViews.summary, async (callId, ctx) => {
  const call = await ctx.unit.opinions.call(callId)
  if (call?.state !== 'collated' || ctx.viewerId === null) return null
  const roster = await ctx.unit.rosters.roster(call.organisationId, ctx.today)
  if (!holdersOf(roster, 'committee').includes(ctx.viewerId)) return null
  const facts = await callFacts(ctx, call, await ctx.unit.opinions.opinions(callId))
  return { card: opinionSummaryCard(facts), open: false }
})
