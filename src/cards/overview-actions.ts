import { z } from 'zod'
import { cardAction, refId } from './actions.ts'

const span = z.enum(['month', 'quarter', 'year'])

/** The spans that an overview is asked for. */
export type Span = z.infer<typeof span>

/** Another page of the overview. */
export const overviewPage = cardAction(
  'overview.page',
  z.object({ superior: refId, span, page: z.int().min(0).max(10_000) }),
)
/** 查看支部: the branch that was chosen, duty by duty. */
export const overviewBranch = cardAction(
  'overview.branch',
  z.object({ superior: refId, span }),
  z.object({ branch: refId }),
)
/** 查看下级: the overview of a superior that stands below. */
export const overviewBelow = cardAction(
  'overview.below',
  z.object({ superior: refId, span }),
  z.object({ below: refId }),
)
/** 催办 about one obligation of one branch. */
export const urgeOne = cardAction(
  'urge.one',
  z.object({ branch: refId, obligation: z.string().max(60), period: z.string().max(10) }),
)
/** 全部催办: shows how many and how long before anything is sent. */
export const urgeAll = cardAction('urge.all', z.object({ superior: refId, span }))
export const urgeAllConfirm = cardAction('urge.all-confirm', z.object({ superior: refId, span }))
