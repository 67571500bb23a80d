import type { ProcessCase } from '../../../domain/ports/index.ts'
import type { Base } from '../../define/context.ts'

/** What a field is filled with from the rows of a case's organisation, as people would write it; empty = nothing to say. */
export type Prefill = (ctx: Base, found: ProcessCase) => Promise<string>
