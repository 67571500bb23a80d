import type { Feature } from '../define/feature.ts'
import { clickSave } from './settings.ts'

/** Settings of an organisation; the command speaks of all commands and is made in `src/handlers/index.ts`. */
export const settingsFeature: Feature = {
  actions: [clickSave],
}
