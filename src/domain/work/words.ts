import type { Task, TaskOrigin } from '../ports/tasks.ts'

/** What a task comes of, in the words of cards. */
export const originWords = {
  request: '批复意见',
  instruction: '上级指示',
  case: '事项',
  ballot: '表决',
} as const satisfies Record<TaskOrigin, string>

export const taskStateWords = { open: '未办结', done: '已办结' } as const satisfies Record<
  Task['state'],
  string
>
