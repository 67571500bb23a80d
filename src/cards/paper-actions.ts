import { z } from 'zod'
import { cardAction, refId } from './actions.ts'

const chosenStep = z.object({ step: z.string({ error: '请先选择一个步骤。' }).min(1, '请先选择一个步骤。') })

/** 上传资料: asks the person for a file of the chosen step. */
export const evidenceAsk = cardAction('evidence.ask', z.object({ case: refId }), chosenStep)
/** The step to which the files of a message belong. */
export const evidenceChoose = cardAction('evidence.choose', z.object({ proposal: refId }), chosenStep)
const chosenPaper = z.object({
  paper: z.string({ error: '请先选择一份材料。' }).min(1, '请先选择一份材料。'),
})
/** 取回 and 撤下 on the list of a case's papers. */
export const paperFetch = cardAction('paper.fetch', z.object({ case: refId }), chosenPaper)
export const paperWithdraw = cardAction('paper.withdraw', z.object({ case: refId }), chosenPaper)

const attachedFile = z.object({
  file: z.string({ error: '请先选择一份文件。' }).min(1, '请先选择一份文件。'),
})
const attached = z.object({ subject: z.enum(['request', 'report', 'rectification']), ref: refId })
/** Asks the person for a file of a request, a report or a rectification item. */
export const attachmentAsk = cardAction('attachment.ask', attached)
/** 取回 one of its files. */
export const attachmentFetch = cardAction('attachment.fetch', attached, attachedFile)
