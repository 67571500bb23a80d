/** A permission that the app needs, as the developer console names it, with its reason for the one who grants it. */
export interface RequiredScope {
  scope: string
  reason: string
}

/** Every permission that this bot uses, and nothing more. */
export const requiredScopes: readonly RequiredScope[] = [
  { scope: 'im:message:send_as_bot', reason: '以机器人身份发送和更新卡片' },
  { scope: 'im:message.group_at_msg:readonly', reason: '接收群里 @ 机器人的命令' },
  { scope: 'im:message.p2p_msg:readonly', reason: '接收私聊里的命令' },
  { scope: 'im:chat:readonly', reason: '读取群名称和群成员，用于绑定组织和建立名册' },
  { scope: 'im:message:readonly', reason: '读取通知的已读状态，下载成员发来的佐证材料' },
  { scope: 'im:resource', reason: '发送会议记录、台账、档案等文件' },
  { scope: 'contact:user.base:readonly', reason: '读取成员姓名' },
  { scope: 'contact:contact.base:readonly', reason: '按成员编号查找成员' },
]
