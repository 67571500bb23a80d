import type { Delivery } from '../bot/delivery/index.ts'
import type { Log } from '../bot/log.ts'
import type { ChatPlatform } from '../bot/platform.ts'
import { askReaders } from '../bot/readers.ts'
import { liveCadences } from '../domain/cadence/live.ts'
import { replanYear } from '../domain/cadence/replan-year.ts'
import type { ReloadableCalendar } from '../domain/calendar/reloadable.ts'
import { replanCase } from '../domain/cases/replan-case.ts'
import { offerRoutines, runRoutine } from '../domain/cases/run-routine.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { closeOpinions } from '../domain/opinions/close-opinions.ts'
import type { ImportedYears, PlanStore, Storage, Unit } from '../domain/ports/index.ts'
import { closeNotice } from '../domain/public-notices/close-notice.ts'
import { tellSuperiors } from '../domain/reminders/tell-superior.ts'
import { proposeDisposals } from '../domain/retention/propose.ts'
import { closeBallot } from '../domain/voting/close-ballot.ts'
import { destroyBallotKey } from '../domain/voting/secret-ballot.ts'
import { arrangeQueued } from '../handlers/cadence/arrange-plan.ts'
import type { Base } from '../handlers/define/context.ts'
import type { ScheduleOptions } from '../schedules/start.ts'

/** What the jobs work on. */
export interface ScheduleParts {
  storage: Storage
  baseOf: (unit: Unit) => Base
  plans: PlanStore
  years: ImportedYears
  platform: ChatPlatform
  catalogue: Catalogue & { calendar: ReloadableCalendar }
  zone: string
  delivery: Delivery
  log: Log
}

/** The acts that become due by the clock; each in a unit of its own, so that a crash between two loses nothing. */
export function scheduleWork(parts: ScheduleParts): ScheduleOptions['context'] {
  const { storage, baseOf, platform, catalogue, log } = parts
  return {
    cadences: liveCadences(catalogue),
    calendar: catalogue.calendar,
    zone: parts.zone,
    processes: catalogue.processes,
    plans: parts.plans,
    years: parts.years,
    callsPerMinute: platform.limits.perMinute,
    elapsed: () => performance.now(),
    learnYears: (imported) => catalogue.calendar.replace(imported),
    closeBallot: (id) => storage.unit(async (unit) => void (await closeBallot(baseOf(unit), id, null))),
    closeOpinions: (id) => storage.unit(async (unit) => void (await closeOpinions(baseOf(unit), id, null))),
    closeNotice: (id) => storage.unit(async (unit) => void (await closeNotice(baseOf(unit), id))),
    arrangeQueued: (item) => storage.unit((unit) => arrangeQueued(baseOf(unit), item)),
    startRoutine: (id, process) => storage.unit((unit) => runRoutine(baseOf(unit), id, process)),
    offerRoutines: (id) => storage.unit((unit) => offerRoutines(baseOf(unit), id)),
    destroyKey: (id) => storage.unit((unit) => destroyBallotKey(baseOf(unit), id)),
    tellSuperiors: (plan, candidates) =>
      storage.unit((unit) => tellSuperiors(baseOf(unit), plan, candidates, platform.name)),
    replanCase: (id) => storage.unit((unit) => replanCase(baseOf(unit), id)),
    replanYear: (id) => storage.unit((unit) => replanYear(baseOf(unit), id)),
    repostCards: () => parts.delivery.repostOld(),
    proposeDisposals: () => storage.unit((unit) => proposeDisposals(baseOf(unit), platform.name)),
    noteReaders: () => askReaders(platform, storage, baseOf, log),
    log,
  }
}
