import { Refusal } from '../refusals.ts'
import type { ActionOf } from './actions.ts'
import { end, redo, unfinish } from './consequences.ts'
import { type Item, isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { itemsOf, ownerOfRepeated, repeatsOverItems } from './repeat.ts'
import { type Draft, definitionOf } from './settle.ts'
import type { Rule } from './step-actions.ts'
import type { StepTemplate } from './template.ts'

/** A case that runs, held or not. */
function running(draft: Draft): void {
  if (draft.state !== 'open' && draft.state !== 'held')
    throw new Refusal('process/not-open', { state: draft.state })
}

function reasonOf(draft: Draft, reason: string): string {
  const given = reason.trim()
  if (given === '') throw new Refusal('process/reason-missing', { label: draft.template.label })
  return given
}

export const reschedule: Rule<ActionOf<'reschedule'>> = (draft, { T, reason }, act) => {
  running(draft)
  const { label, steps } = draft.template
  const meets = draft.anchors.T !== null || steps.some(({ due }) => due.startsWith('T'))
  if (!meets) throw new Refusal('process/no-meeting-time', { label })
  const why = reasonOf(draft, reason)
  draft.history.push({
    ...act,
    act: 'rescheduled',
    detail: `${draft.anchors.T ?? ''}→${T.toISOString()} ${why}`,
  })
  draft.anchors.T = T.toISOString()
  draft.plannedAt = act.at
  return []
}

export const unschedule: Rule<ActionOf<'unschedule'>> = (draft, { reason }, act) => {
  running(draft)
  const why = reasonOf(draft, reason)
  draft.history.push({ ...act, act: 'rescheduled', detail: `${draft.anchors.T ?? ''}→ ${why}` })
  draft.anchors.T = null
  return draft.steps
    .filter(({ id }) => definitionOf(draft, id).config.convenes !== undefined)
    .flatMap((state) => redo(draft, state, state.id, why, act))
}

export const resume: Rule<ActionOf<'resume'>> = (draft, { reason }, act) => {
  if (draft.state !== 'held') throw new Refusal('process/not-held', {})
  draft.history.push({ ...act, act: 'resumed', detail: reasonOf(draft, reason) })
  draft.state = 'open'
  draft.hold = null
  // Deadlines that passed meanwhile fall on the day on which it goes on.
  draft.plannedAt = act.at
  return [{ type: 'resumed' }]
}

export const pause: Rule<ActionOf<'pause'>> = (draft, { reason }, act) => {
  running(draft)
  if (draft.state === 'held')
    throw new Refusal('process/held', { label: null, note: draft.hold?.note ?? null })
  const note = reasonOf(draft, reason)
  draft.state = 'held'
  draft.hold = { step: draft.template.steps[0]?.id ?? '', target: null, note }
  draft.history.push({ ...act, act: 'held', detail: note })
  return [{ type: 'held', step: draft.hold.step, target: null, note }]
}

/** The file of a case that was closed is opened again, so that something can be added; what was left out comes back. */
export const restart: Rule<ActionOf<'restart'>> = (draft, { reason }, act) => {
  if (draft.state === 'open' || draft.state === 'held') throw new Refusal('process/not-over', {})
  const why = reasonOf(draft, reason)
  draft.state = 'open'
  draft.reason = null
  draft.plannedAt = act.at
  draft.history.push({ ...act, act: 'restarted', detail: why })
  const archives = draft.steps.filter(({ id }) => definitionOf(draft, id).kind === 'archive')
  const last = archives.length > 0 ? archives : draft.steps.slice(-1)
  for (const state of last) if (isFinished(state)) unfinish(state, why, act)
  return [{ type: 'restarted' }]
}

export const close: Rule<ActionOf<'close'>> = (draft, { reason }, act) => {
  running(draft)
  if (draft.reason !== null) throw new Refusal('process/not-open', { state: 'closed' })
  return end(draft, reasonOf(draft, reason), act)
}

export const cancel: Rule<ActionOf<'cancel'>> = (draft, { reason }, act) => {
  running(draft)
  const why = reasonOf(draft, reason)
  draft.state = 'cancelled'
  draft.reason = why
  draft.hold = null
  draft.history.push({ ...act, act: 'cancelled', detail: why })
  for (const state of draft.steps) if (!isFinished(state)) state.state = 'skipped'
  return [{ type: 'cancelled', reason: why }]
}

export const setItems: Rule<ActionOf<'setItems'>> = (draft, { items }, act) => {
  running(draft)
  const gone = draft.steps.filter(
    (state) => isFinished(state) && repeats(draft, state) && !stays(state, items),
  )
  for (const { item, id } of gone) {
    const title = draft.items.find((one) => one.id === item)?.title ?? definitionOf(draft, id).label
    throw new Refusal('process/item-decided', { item: title })
  }
  draft.items = items.map((item) => ({ ...item }))
  draft.steps = draft.template.steps.flatMap((step) =>
    itemsOf(step, draft).map(
      (item) =>
        draft.steps.find((state) => state.id === step.id && state.item === item) ??
        freshState(step.id, item, ownerOfRepeated(step, item)),
    ),
  )
  draft.history.push({ ...act, act: 'items', detail: items.map(({ title }) => title).join('；') })
  return []
}

const repeats = (instance: ProcessInstance, { id }: StepState) => repeatsOverItems(definitionOf(instance, id))
const stays = ({ item }: StepState, items: readonly Item[]) =>
  item === null ? items.length === 0 : items.some(({ id }) => id === item)

/** A step that nothing has happened to yet. */
export const freshState = (id: string, item: string | null, assignee: string | null = null): StepState => ({
  id,
  item,
  state: 'waiting',
  due: null,
  overdueHard: false,
  assignee,
  doneAt: null,
  doneBy: null,
  reason: null,
  outputs: {},
  fields: {},
  record: null,
  redoneFrom: null,
  rounds: 0,
  extendedTo: null,
  history: [],
})

/** The voting rule of the body that decides a case, where its ballot step names one for each body. */
export const ruleForBody = (
  { config }: StepTemplate,
  { steps }: Pick<ProcessInstance, 'steps'>,
): string | undefined => {
  const body = steps.find(({ outputs }) => outputs.body !== undefined)?.outputs.body
  return typeof body === 'string' ? config.rule_by_body?.[body] : undefined
}

/** The voting rule of an agenda item at a ballot step: the one for its kind, otherwise the step's own. */
export const ruleForItem = ({ config }: StepTemplate, item?: Item): string | undefined =>
  (item?.kind === undefined ? undefined : config.rule_by_item?.[item.kind]) ?? config.rule
