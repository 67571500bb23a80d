import { z } from 'zod'
import { cardAction, refId } from './actions.ts'
import type { Block, Card, Field } from './card.ts'

/** A command's form: its verb; the fields are the command's parameters by their names. */
export const commandForm = cardAction(
  'command.form',
  /** In a private chat: the organisation for which the form was opened. */
  z.object({ command: z.string().max(40), organisation: refId.optional() }),
  z.record(z.string(), z.unknown()),
)

/** A button that opens a command's form, with what is known filled in: texts of parameters by their names. */
export const commandOpen = cardAction(
  'command.open',
  z.object({
    command: z.string().max(40),
    texts: z.record(z.string().max(20), z.string().max(200)).default({}),
  }),
)

/** The form that opens when parameters of a command are missing or cannot be read. What was understood is filled in. */
export const commandFormCard = (form: {
  command: string
  example: string
  organisation?: string | undefined
  fields: Record<string, Field>
  /** What is missing or wrong, a sentence each. */
  faults: string[]
}): Card => ({
  title: `${form.faults.length > 0 ? '请补充' : '请填写'}：${form.command}`,
  tone: form.faults.length > 0 ? 'attention' : 'info',
  blocks: [
    ...form.faults.map((fault): Block => ({ type: 'text', text: fault })),
    {
      type: 'form',
      id: 'command',
      fields: form.fields,
      buttons: [
        {
          text: '提交',
          style: 'primary',
          action: commandForm({
            command: form.command,
            ...(form.organisation ? { organisation: form.organisation } : {}),
          }),
        },
      ],
    },
  ],
  note: `也可以一次写全，例如：${form.example}`,
  summary: `请补充：${form.command}`,
})

/** What stands in the place of a form that was submitted. */
export const submittedCard = (command: string, by: string): Card => ({
  title: `已提交：${command}`,
  tone: 'neutral',
  blocks: [{ type: 'text', text: `${by}已提交，办理结果见新的卡片。`, size: 'small' }],
  summary: `已提交：${command}`,
})
