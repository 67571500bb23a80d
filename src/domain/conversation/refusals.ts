/** What the conversation itself refuses: input that cannot be read, cards that no longer stand. */
export interface ConversationRefusals {
  'conversation/time-not-understood': { text: string }
}
