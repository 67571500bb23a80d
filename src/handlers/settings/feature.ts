import type { Feature } from '../define/feature.ts'
import { clickSave, settingsCommand } from './settings.ts'

/** Settings of an organisation. */
export const settingsFeature: Feature = {
  commands: [settingsCommand],
  actions: [clickSave],
}
