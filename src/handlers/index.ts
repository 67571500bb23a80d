import type { ActionHandler, VoteHandler } from './define/action.ts'
import type { ChatChangeHandler } from './define/chat-change.ts'
import type { Command } from './define/command.ts'
import type { View } from './define/view.ts'
import { helpCommand } from './help/help.ts'
import { bind, cancelBinding, confirmBinding } from './organisation/binding.ts'
import { createGroup } from './organisation/groups.ts'
import { cancelJoining, chatChanges, confirmJoining } from './organisation/joining.ts'
import { appoint, setStanding, showRoster } from './organisation/roster.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  bind,
  showRoster,
  appoint,
  setStanding,
  createGroup,
  helpCommand(() => commands),
]

/** Every card action. */
export const actions: readonly ActionHandler[] = [
  confirmBinding,
  cancelBinding,
  confirmJoining,
  cancelJoining,
]

/** Every card that stays true. */
export const views: readonly View[] = []

export const help: Command = commands.find((command) => command.name === '帮助') as Command // it is in the list above

export type { ActionHandler, ChatChangeHandler, VoteHandler }
export { chatChanges }
