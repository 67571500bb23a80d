/** How a voter took part other than by a button in the group. */
export type VoteSource = 'room' | 'paper' | 'written' | 'sealed'

/** How somebody voted already, in the words of a refusal (您已…). */
export const sourceWords: Record<VoteSource | 'chat', string> = {
  chat: '在群里表决',
  room: '在现场举手表决',
  paper: '在现场投纸质票',
  written: '提交书面意见',
  sealed: '进行无记名电子投票',
}
