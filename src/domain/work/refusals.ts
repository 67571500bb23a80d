/** What tasks refuse. */
export interface WorkRefusals {
  'task/done': { number: string }
}
