import { walkPart } from './walk-part.ts'

walkPart('meetings')
