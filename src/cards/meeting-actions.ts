import { z } from 'zod'
import { cardAction, refId, typedText } from './actions.ts'

const stepRef = { case: refId, step: z.string().max(60), item: z.string().max(60).nullable() }

export const stepTick = cardAction('step.tick', z.object(stepRef))
const stepForm = z.object({
  step: z.string({ error: '请先选择一个步骤。' }).min(1, '请先选择一个步骤。'),
  reason: typedText(500).optional(),
  to: z.string().max(60).optional(),
})
export const stepDone = cardAction('step.done', z.object({ case: refId }), stepForm)
export const stepWaive = cardAction('step.waive', z.object({ case: refId }), stepForm)
export const stepAssign = cardAction('step.assign', z.object({ case: refId }), stepForm)
export const noticeReply = cardAction(
  'notice.reply',
  z.object({ meeting: refId, reply: z.enum(['attend', 'leave']) }),
  z.object({ reason: typedText(200).optional() }),
)
export const signInClick = cardAction('attendance.sign', z.object({ meeting: refId }))
export const signInLeave = cardAction(
  'attendance.leave',
  z.object({ meeting: refId }),
  z.object({ reason: typedText(200).optional() }),
)
export const signInConfirm = cardAction('attendance.confirm', z.object({ meeting: refId }))
export const meetingCancelConfirm = cardAction(
  'meeting.cancel',
  z.object({ meeting: refId, reason: z.string().max(200).optional() }),
  z.object({ reason: typedText(200).optional() }),
)

/** Steps are named on a form by step and item; this is how both go into one option value. */
export const optionOf = (row: { step: string; item: string | null }): string =>
  `${row.step}|${row.item ?? ''}`
export const fromOption = (value: string): { step: string; item?: string } => {
  const [step = '', item = ''] = value.split('|')
  return item === '' ? { step } : { step, item }
}
