import { defineSchedule } from './define.ts'

/** Posts open cards again before the platform stops taking changes of them. */
export const repostCards = defineSchedule({
  name: 'repost-cards',
  cron: '17 * * * *',
  run: ({ repostCards }) => repostCards(),
})
