import { walkPart } from './walk-part.ts'

walkPart('party')
