/**
 * The neutral card: what a handler returns and a platform's renderer turns into its own JSON.
 * Every text in it is plain text and is shown literally: there is no markup, so that what people type
 * can never become a mention, a link or a picture.
 */
import type { ActionValue } from './actions.ts'

/** What a colour says: information, due soon, overdue or refused, done, closed. */
export type Tone = 'info' | 'attention' | 'danger' | 'success' | 'neutral'

/** Small words know two shades more: done late, and lost for good. */
export type TagTone = Tone | 'late' | 'lost'

/** A small coloured word beside the title, or in a table. */
export interface Tag {
  text: string
  tone: TagTone
}

/** A button. With `url` it opens a page; with `action` it calls the handler of that action. */
export interface Button {
  text: string
  action: ActionValue
  style?: 'primary' | 'danger' | 'plain'
  /** Asked before the click counts. */
  confirm?: { title: string; text: string }
}

/** One row of a checklist: a box that can be ticked and unticked. `text` starts with the item's label. */
export interface ChecklistItem {
  id: string
  text: string
  done: boolean
  /** Called with the wanted state after the click. Without it the row is shown and cannot be ticked. */
  action?: ActionValue
}

export interface Option {
  value: string
  text: string
}

interface FieldBase {
  label: string
  required?: boolean
  placeholder?: string
}

/** An input of a form. The submitted value is a string, a list of strings, or a boolean (`check`). */
export type Field =
  | (FieldBase & { kind: 'line' | 'area'; maxLength?: number; value?: string })
  | (FieldBase & { kind: 'choice'; options: Option[]; value?: string })
  | (FieldBase & { kind: 'choices'; options: Option[]; values?: string[] })
  /** Submitted as `YYYY-MM-DD`. */
  | (FieldBase & { kind: 'date'; value?: string })
  /** Submitted as `YYYY-MM-DD HH:mm`, local time. */
  | (FieldBase & { kind: 'datetime'; value?: string })
  | (FieldBase & { kind: 'check'; value?: boolean })

/** A table cell: text, or a coloured state. */
export type Cell = string | Tag

/** The building stones of a card, from top to bottom. */
export type Block =
  | { type: 'text'; text: string; size?: 'normal' | 'small' | 'heading' }
  | { type: 'facts'; items: { label: string; value: string }[] }
  | { type: 'checklist'; items: ChecklistItem[] }
  /** A form with its own submit buttons; every button submits the same fields. Ids are the keys of `fields`. */
  | { type: 'form'; id: string; fields: Record<string, Field>; buttons: Button[] }
  | { type: 'buttons'; items: Button[] }
  | { type: 'progress'; label: string; value: number; max: number }
  | { type: 'chart'; kind: 'bar' | 'pie'; title: string; points: { label: string; value: number }[] }
  | {
      type: 'table'
      columns: { key: string; label: string }[]
      rows: Record<string, Cell>[]
      pageSize?: number
    }
  | { type: 'fold'; title: string; text: string }
  /** Mentions members by id, so that the platform notifies them. */
  | { type: 'mention'; memberIds: string[]; text: string }
  | { type: 'divider' }

/** A card. `summary` is the line in the list of chats and the fall-back where no card can be shown. */
export interface Card {
  title: string
  tone: Tone
  subtitle?: string
  tags?: Tag[]
  blocks: Block[]
  /** Small grey last line. */
  note?: string
  summary: string
}
