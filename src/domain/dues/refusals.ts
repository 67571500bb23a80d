/** Ways in which dues can be refused. */
export interface DuesRefusals {
  'dues/nobody': { names: string[] }
  'dues/nothing-said': Record<string, never>
  'dues/no-case': { period: string }
}
