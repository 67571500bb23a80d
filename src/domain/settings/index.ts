import { electronicBallotSetting } from './electronic-ballot.ts'
import { optionalDuties } from './optional-duties.ts'
import { escalationSetting, type Setting } from './setting.ts'
import { electionPassBasis, unionAssembly, votingRegion } from './voting.ts'

export { electronicBallotSetting } from './electronic-ballot.ts'
export { readSetting } from './read-setting.ts'
export { escalationSetting, type Setting, settingUnder, valuesOf, wordOf } from './setting.ts'

/** Every setting, in the order of the card. A new one is a row, and is read by `readSetting`. */
export const settings: readonly Setting[] = [
  escalationSetting,
  electronicBallotSetting,
  ...optionalDuties,
  votingRegion,
  electionPassBasis,
  unionAssembly,
]
