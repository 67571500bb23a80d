import { defineSchedule } from './define.ts'

/**
 * Asks who has read the notices of meetings that lie ahead: for groups the platform tells it only when asked (for
 * private chats it pushes an event). Asking twice changes nothing.
 */
export const noteReaders = defineSchedule({
  name: 'note-readers',
  cron: '*/10 * * * *',
  run: (context) => context.noteReaders(),
})
