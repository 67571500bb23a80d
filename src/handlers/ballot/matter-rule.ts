import { attendeesOf } from '../../domain/meetings/attendees.ts'
import { itemFor, readTopic } from '../../domain/meetings/topics.ts'
import type { Organisation, OrganisationKind } from '../../domain/organisation/types.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { ruleForBody, ruleForItem, type StepTemplate } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { VotingRule } from '../../domain/voting/index.ts'
import { ordinaryRuleFor } from '../../domain/voting/ordinary-rules.ts'
import type { Ctx } from '../define/context.ts'
import type { StepAtHand } from '../define/step-feature.ts'
import { namedRule } from '../meeting/presence.ts'

/** Which process's ballot step says the rule of a kind of matter, where no meeting's case says it. */
const ordinaryProcess: Partial<Record<OrganisationKind, string>> = { branch: 'general-meeting' }

/**
 * The rule of a matter whose rule was not named: by the agenda item it belongs to, else by what its words say (接收, 选举),
 * as the ballot step of the meeting's process prescribes; else the ordinary rule of the organisation's kind and of the body
 * that the meeting is of.
 */
export async function ruleOfMatter(
  ctx: Ctx,
  organisation: Organisation,
  meeting: Meeting | null,
  matter: string,
): Promise<VotingRule> {
  const found = meeting?.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const usual = ordinaryProcess[organisation.kind]
  const template = found?.instance.template ?? (usual ? ctx.catalogue.processes.get(usual) : undefined)
  const item = itemFor(found?.instance.items ?? [], matter)
  const kind = item?.kind ?? readTopic(matter).kind
  const step = template?.steps.find((one: StepTemplate) => one.kind === 'ballot')
  const named =
    (step && ruleForItem(step, { id: item?.id ?? 'matter', title: matter, kind })) ??
    (step && found ? namedRule(found.instance, step) : undefined)
  const attendees = meeting && attendeesOf(meeting.kinds, ctx.catalogue.cadences.obligations)
  const id = (typeof named === 'string' ? named : ordinaryRuleFor(organisation.kind, attendees)) ?? ''
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
