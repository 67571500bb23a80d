import { z } from 'zod'
import { cardAction, refId, typedText } from './actions.ts'
import type { Card, Field } from './card.ts'

/** 保存 on the settings card: fields are keys of settings, and `document`. */
export const settingsSave = cardAction(
  'settings.save',
  z.object({ organisation: refId }),
  z.looseObject({ document: typedText(40).optional() }),
)

/** One setting as the card shows it. */
export interface SettingRow {
  key: string
  label: string
  explains: string
  /** The word that holds, and whose choice it is. */
  word: string
  source: string
  options: { value: string; text: string }[]
  value: string
  /** Whether a document is needed for some of its values. */
  needsDocument: boolean
}

/** What an organisation has decided, and a form to change it for those who may. */
export function settingsCard(facts: {
  organisation: { id: string; name: string }
  rows: SettingRow[]
  mayChange: boolean
}): Card {
  const { organisation, rows } = facts
  const fields: Record<string, Field> = {}
  for (const row of rows)
    fields[row.key] = { kind: 'choice', label: row.label, options: row.options, value: row.value }
  if (rows.some((row) => row.needsDocument))
    fields.document = {
      kind: 'line',
      label: '依据文号',
      maxLength: 40,
      placeholder: '须经上级同意的事项填写',
    }
  return {
    title: '设置',
    tone: 'info',
    subtitle: organisation.name,
    blocks: [
      {
        type: 'table',
        columns: [
          { key: 'label', label: '事项' },
          { key: 'word', label: '现在' },
          { key: 'source', label: '来源' },
        ],
        rows: rows.map(({ label, word, source }) => ({ label, word, source })),
      },
      {
        type: 'fold',
        title: '各项说明',
        text: rows.map((row) => `${row.label}：${row.explains}。`).join('\n'),
      },
      ...(facts.mayChange
        ? [
            {
              type: 'form' as const,
              id: 'settings',
              fields,
              buttons: [
                {
                  text: '保存',
                  style: 'primary' as const,
                  action: settingsSave({ organisation: organisation.id }),
                },
              ],
            },
          ]
        : []),
    ],
    note: '也可以直接写，例如：/设置 升级提醒 关闭',
    summary: `${organisation.name}的设置：${rows.map((row) => `${row.label}${row.word}`).join('，')}`,
  }
}
