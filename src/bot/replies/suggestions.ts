import type { SuggestionRefusals } from '../../domain/suggestions/refusals.ts'
import type { Replies } from './replies.ts'

export const suggestionReplies: Replies<SuggestionRefusals> = {
  'suggestion/anonymous-in-group': () =>
    '群里发送的命令大家都能看到发送人，不能算匿名，没有收下。请私聊发给助手：/建议 匿名 内容',
  'suggestion/not-yours': ({ number }) =>
    `建议 ${number} 仅建议人和工会可以查看；已采用的建议见：/建议 列表。`,
  'suggestion/reason-missing': ({ number }) =>
    `不采用建议 ${number} 须写明理由，例如：意见=现有照明已符合标准。`,
  'suggestion/reviewed': ({ number }) =>
    `建议 ${number} 已经评审，没有重复办理。请答复建议人：/建议 答复 ${number}`,
  'suggestion/not-reviewed': ({ number }) =>
    `建议 ${number} 还没有评审，不能答复。请先发送：/建议 评审 ${number} 采用=是 意见=…`,
  'suggestion/replied': ({ number }) => `建议 ${number} 已经答复，没有重复办理。`,
  'suggestion/not-replied': ({ number }) => `建议 ${number} 还没有答复，请答复后再办理。`,
  'suggestion/not-adopted': ({ number }) => `建议 ${number} 没有采用，不需要登记效果。`,
  'suggestion/rated': ({ number }) => `建议 ${number} 您已经评价过，没有重复办理。`,
}
