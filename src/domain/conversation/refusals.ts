/** What the conversation itself refuses: input that cannot be read, cards that no longer stand, wrong places. */
export interface ConversationRefusals {
  /** The button's value or form was not one of ours. */
  'card/not-readable': Record<string, never>
  /** The card was not sent by us, belongs to another chat, or stands for something that is gone. */
  'card/not-ours': Record<string, never>
  /** A private card clicked by somebody else. */
  'card/not-yours': Record<string, never>
  /** A proposal that was decided before, or ran out. */
  'card/decided': Record<string, never>
  'card/expired': Record<string, never>
  /** A field of a form is missing or wrong; `sentence` says which and how to write it. */
  'form/field': { label: string; sentence: string }
  /** No case with that number in this organisation. */
  /** A meeting is called off by its own command, which tells those who were invited. */
  'case/private-only': { command: string }
  'case/is-meeting': { number: string }
  /** The person has nothing open that could be handed over. */
  'case/nothing-to-hand-over': { name: string }
  'case/unknown': { number: string; what: string }
  /** The command works only in a group chat. */
  'place/group-only': Record<string, never>
}
