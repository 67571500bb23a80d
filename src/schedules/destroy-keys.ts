import { defineSchedule } from './define.ts'

const BATCH = 100

/** Destroys the keys of secret ballots after the time for objections: from then on nobody can open their votes. */
export const destroyKeys = defineSchedule({
  name: 'destroy-keys',
  cron: '27 * * * *',
  async run({ plans, now, destroyKey, log }) {
    for (const id of await plans.keysToDestroy(now, BATCH))
      await destroyKey(id).then(
        (destroyed) => log.info({ ballot: id, destroyed }, 'key of a secret ballot is due for destruction'),
        (error: unknown) => log.error({ err: error, ballot: id }, 'a key could not be destroyed'),
      )
  },
})
