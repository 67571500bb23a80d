import { itemFor, readTopic } from '../../domain/meetings/topics.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { ruleForBody, ruleForItem, type StepTemplate } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { VotingRule } from '../../domain/voting/index.ts'
import type { Ctx } from '../define/context.ts'
import type { StepAtHand } from '../define/step-feature.ts'

/** The process whose ballot step says which rule a kind of matter has, where no meeting's case says it. */
const ordinaryProcess = 'general-meeting'
const ordinaryRule = 'branch_general_resolution'
/** What is put to the vote in a union's group, where nothing else is said, is a matter of its committee. */
const ordinaryUnionRule = 'union_committee_resolution'

/**
 * The rule of a matter whose rule was not named: by the agenda item it belongs to, else by what its words say (接收, 选举),
 * as the ballot step of the meeting's process prescribes.
 */
export async function ruleOfMatter(
  ctx: Ctx,
  meeting: Meeting | null,
  matter: string,
  organisation?: Organisation,
): Promise<VotingRule> {
  const found = meeting?.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const ofUnion = organisation?.kind === 'union'
  const usual = ofUnion ? undefined : ctx.catalogue.processes.get(ordinaryProcess)
  const template = found?.instance.template ?? usual
  const item = itemFor(found?.instance.items ?? [], matter)
  const kind = item?.kind ?? readTopic(matter).kind
  const step = template?.steps.find((one: StepTemplate) => one.kind === 'ballot')
  const id =
    (step && ruleForItem(step, { id: item?.id ?? 'matter', title: matter, kind })) ??
    (ofUnion ? ordinaryUnionRule : ordinaryRule)
  const rule = ctx.catalogue.votingRules.get(id)
  if (!rule) throw new Refusal('ballot/rule-not-offered', { rule: id, offered: [] })
  return rule
}

/** The rule that a step of a case prescribes for its item; undefined where none is named or the step is none. */
export function ruleOfStep(
  { catalogue }: Pick<Ctx, 'catalogue'>,
  at: StepAtHand | undefined,
): VotingRule | undefined {
  const item = at?.found.instance.items.find(({ id }) => id === at.item)
  const id = at && (ruleForBody(at.step, at.found.instance) ?? ruleForItem(at.step, item))
  return id === undefined ? undefined : catalogue.votingRules.get(id)
}
