import { walkPart } from './walk-part.ts'

walkPart('union')
