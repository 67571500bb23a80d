import type { ConversationRefusals } from '../../domain/conversation/refusals.ts'
import type { Replies } from './replies.ts'

export const conversationReplies: Replies<ConversationRefusals> = {
  'card/not-readable': () => '此卡片的内容无法识别，没有办理。请重新发送命令获取新卡片。',
  'card/not-ours': () => '此卡片已失效或不属于本群，没有办理。请重新发送命令获取新卡片。',
  'card/not-yours': () => '此卡片是发给他人的，您不能在这里办理。',
  'card/decided': () => '此事项已经办理过，没有重复办理。',
  'card/expired': () => '此卡片已过期，没有办理。请重新发送命令。',
  'form/field': ({ label, sentence }) => `${label}：${sentence}`,
  'case/private-only': ({ command }) => `“${command}”只能在与支部助手的私聊中办理，请私聊发送。`,
  'case/is-meeting': ({ number }) => `${number} 是会议，请发送：/会议 取消 ${number} 原因=…`,
  'case/nothing-to-hand-over': ({ name }) => `${name}名下没有未办结的事项，无需移交。`,
  'case/unknown': ({ number, what }) => `没有找到编号为 ${number} 的${what}，请核对编号。`,
  'place/group-only': () => '这个命令请在群里使用。',
}
