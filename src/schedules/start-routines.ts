import { partsOf } from '../domain/calendar/dates.ts'
import { localDate } from '../domain/calendar/local-time.ts'
import { routinePeriod, routineStart, spanOf } from '../domain/cases/routines.ts'
import { defineSchedule } from './define.ts'

const BATCH = 200

/**
 * Starts the case of the current period of each routine that an organisation has switched on, from the period's first
 * working day on, and offers the routines once a year to organisations that have not decided on any. Both ask what is
 * not there yet, so that a missed run heals itself; one organisation that cannot be served does not hold up the others.
 */
export const startRoutines = defineSchedule({
  name: 'start-routines',
  cron: '* * * * *',
  async run({ plans, now, calendar, zone, processes, startRoutine, offerRoutines, log }) {
    const today = localDate(now, zone)
    const failed = (process: string, id: string) => (error: unknown) =>
      log.error({ err: error, process, id }, 'a routine could not be started')
    for (const id of await plans.routinesInUse()) {
      const template = processes.get(id)
      const span = template && spanOf(template)
      if (!span) continue
      const period = routinePeriod(span, today)
      if (routineStart(period, calendar, zone) > now) continue
      for (const organisation of await plans.routinesDue(template.id, period.start, BATCH))
        await startRoutine(organisation, template.id).catch(failed(template.id, organisation))
    }
    const begun = routineStart(routinePeriod('month', today), calendar, zone)
    if (begun > now) return
    for (const id of await plans.routineOffersDue(partsOf(today).year, begun, BATCH))
      await offerRoutines(id).catch(failed('offer', id))
  },
})
