import type { SettingRefusals } from '../../domain/settings/refusals.ts'
import type { Replies } from './replies.ts'

export const settingReplies: Replies<SettingRefusals> = {
  'setting/unknown-value': ({ label, given, known }) =>
    `“${label}”没有“${given}”这个选项，可选：${known.join('、')}。`,
  'setting/not-for': ({ label, organisation }) => `${organisation}没有“${label}”这项设置。`,
  'setting/needs-document': ({ label, word }) =>
    `把“${label}”设为“${word}”须经上级同意，请写明同意文件的文号，例如：/设置 ${label} ${word} 依据=局党〔2026〕12号。`,
  'setting/unchanged': () => '与现在的设置相同，没有变化。',
}
