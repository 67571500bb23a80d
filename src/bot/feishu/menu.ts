/** Keys of the bot's menu in the developer console, and the commands that they stand for. */
const commands: Record<string, string> = {
  menu_help: '/帮助',
  menu_progress: '/进度',
  menu_tasks: '/清单',
  menu_checklist: '/清单',
  menu_meetings: '/会议',
}

/** The command behind a menu key: a known key's own, else the key itself (`进度` → `/进度`). */
export const menuCommand = (eventKey: string): string =>
  Object.hasOwn(commands, eventKey) ? String(commands[eventKey]) : `/${eventKey.replace(/^\//, '')}`
