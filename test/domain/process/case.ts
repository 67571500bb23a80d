import { readFileSync } from 'node:fs'
import { atLocalTime } from '../../../src/domain/calendar/local-time.ts'
import { makeCalendar } from '../../../src/domain/calendar/working-calendar.ts'
import { calendarYearSchema } from '../../../src/domain/calendar/year.ts'
import {
  type Action,
  act,
  checklist,
  type Effect,
  type ProcessInstance,
  type ProcessTemplate,
  type StartContext,
  start,
} from '../../../src/domain/process/index.ts'
import { Refusal } from '../../../src/domain/refusals.ts'
import { loadTemplates } from '../../../src/templates.ts'

export const zone = 'Asia/Shanghai'
export const calendar = makeCalendar(
  [2025, 2026, 2027].map((year) =>
    calendarYearSchema.parse(JSON.parse(readFileSync(`templates/calendar/${year}.json`, 'utf8'))),
  ),
)

/** All templates that come with the service. */
export const reference: ReadonlyMap<string, ProcessTemplate> = loadTemplates().processes
export function templateOf(id: string): ProcessTemplate {
  const template = reference.get(id)
  if (!template) throw new Error(`no template ${id}`)
  return template
}

/** An instant of local time: `at('2026-12-25', '15:00')`. */
export const at = (date: string, time = '09:00') => atLocalTime(date, time, zone)

/** A branch with a committee and groups, unless told otherwise. */
export const org = (facts: Partial<StartContext['org']> = {}) => ({
  has_committee: true,
  has_groups: true,
  has_union: false,
  ...facts,
})

/** A case that is walked through; it remembers everything that followed. */
export class Walk {
  instance: ProcessInstance
  effects: Effect[]
  /** What followed from the last act. */
  last: Effect[]
  now: Date
  constructor(template: ProcessTemplate, context: Partial<StartContext>, now: Date) {
    this.now = now
    const started = start(
      template,
      { id: 'case-1', anchors: { S: now }, org: org(), ...context },
      now,
      calendar,
      zone,
    )
    this.instance = started.instance
    this.effects = started.effects
    this.last = started.effects
  }
  act(action: Action, actor = 'anna'): this {
    const before = JSON.stringify(this.instance)
    const given = this.instance
    const { instance, effects } = act(given, action, actor, this.now, calendar, zone)
    if (JSON.stringify(given) !== before) throw new Error('the given instance was changed')
    this.instance = instance
    this.effects = [...this.effects, ...effects]
    this.last = effects
    return this
  }
  /** Ticks a row, with values where it needs them. */
  tick(step: string, outputs?: Record<string, boolean | number | string>, item?: string): this {
    return this.act({ type: 'complete', step, ...(outputs && { outputs }), ...(item && { item }) })
  }
  /** Completes a step by its record. */
  record(
    step: string,
    kind: 'ballot' | 'notice' | 'approval',
    outputs?: Record<string, boolean | string>,
    item?: string,
  ) {
    return this.act({
      type: 'complete',
      step,
      record: { kind, ref: `${kind}-1` },
      ...(outputs && { outputs }),
      ...(item && { item }),
    })
  }
  /** The code and facts of the refusal of an act. */
  refused(action: Action): { code: string; facts: unknown } {
    try {
      act(this.instance, action, 'anna', this.now, calendar, zone)
    } catch (refusal) {
      if (refusal instanceof Refusal) return { code: refusal.code, facts: refusal.facts }
      throw refusal
    }
    throw new Error('not refused')
  }
  state(step: string, item: string | null = null) {
    const state = this.instance.steps.find((one) => one.id === step && (item === null || one.item === item))
    if (!state) throw new Error(`no step ${step}`)
    return state
  }
  states(...steps: string[]): string[] {
    return steps.map((step) => this.state(step).state)
  }
  due(step: string): string | undefined {
    return this.state(step).due?.date
  }
  visible(): string[] {
    return checklist(this.instance, this.now).map(({ step }) => step)
  }
  kinds(): string[] {
    return this.last.map(({ type }) => type)
  }
}
