import type { LocalDate } from '../calendar/dates.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { type Acted, finishCase } from './act.ts'
import { freshState } from './case-actions.ts'
import type { Item, OrgFacts, ProcessInstance } from './instance.ts'
import { itemsOf, ownerOfRepeated } from './repeat.ts'
import { draftOf, phaseNews, settle } from './settle.ts'
import type { ProcessTemplate } from './template.ts'

/** What a new case hangs on. */
export interface StartContext {
  id: string
  anchors: {
    /** The trigger. */
    S: Date
    /** The meeting, if the process has one and its time is known. */
    T?: Date | null
    /** First and last day of the cadence period. */
    PS?: LocalDate | null
    PE?: LocalDate | null
    /** Start of the next instance of another process, by its id. */
    next?: Record<string, LocalDate>
  }
  org: OrgFacts
  /** Agenda items that are put to the vote. */
  items?: readonly Item[]
  /** Members of the roster and groups, for steps that stand once for each. */
  members?: readonly Item[]
  groups?: readonly Item[]
  committee?: readonly Item[]
  /** Who leads a group, by its id: they do the steps that stand for it. */
  leaders?: Readonly<Record<string, string>>
  /** Who does what, by step id; steps without an entry belong to the holders of their role. */
  assignees?: Readonly<Record<string, string>>
  startedBy?: string | null
  /** The person whom the case is about. */
  subject?: string | null
}

/** Starts a process with its own copy of the template. Pure. Deadlines already past fall on the day of starting. */
export function start(
  template: ProcessTemplate,
  context: StartContext,
  now: Date,
  calendar: WorkingCalendar,
  zone: string,
): Acted {
  const {
    anchors,
    items = [],
    members = [],
    groups = [],
    committee = [],
    leaders = {},
    assignees = {},
  } = context
  const at = now.toISOString()
  const instance: ProcessInstance = draftOf({
    id: context.id,
    templateId: template.id,
    templateVersion: template.version,
    template,
    anchors: {
      S: anchors.S.toISOString(),
      T: anchors.T?.toISOString() ?? null,
      PS: anchors.PS ?? null,
      PE: anchors.PE ?? null,
      next: anchors.next ?? {},
    },
    org: context.org,
    items: [...items],
    members: [...members],
    groups: [...groups],
    committee: [...committee],
    state: 'open',
    reason: null,
    hold: null,
    plannedAt: at,
    subject: context.subject ?? null,
    steps: template.steps.flatMap((step) =>
      itemsOf(step, {
        items: [...items],
        members: [...members],
        groups: [...groups],
        committee: [...committee],
      }).map((item) =>
        freshState(
          step.id,
          item,
          ownerOfRepeated(step, item) ?? leaders[item ?? ''] ?? assignees[step.id] ?? null,
        ),
      ),
    ),
    history: [{ at, by: context.startedBy ?? null, act: 'started', detail: null }],
  })
  const effects = settle(instance, { now, calendar, zone }, 'dependency')
  const news = effects.filter(({ type }) => type !== 'due-changed')
  for (const state of instance.steps) state.history = []
  return { instance, effects: [...news, ...phaseNews(new Set(), instance), ...finishCase(instance)] }
}
