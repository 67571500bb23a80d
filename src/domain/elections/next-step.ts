import type { ApprovalState, Election } from '../ports/index.ts'

/** What is to be done next, with the command that does it. */
export function nextStep({ number, state }: Election, consent: ApprovalState | null): string {
  switch (state) {
    case 'nominating':
      return `推荐结束后确定候选人预备人选：/选举 名单 ${number} 候选人=张三、李四。`
    case 'listed':
      return consent === 'agreed' || consent === 'agreed_in_principle'
        ? `正式投票：/选举 投票 ${number}。`
        : consent === 'submitted'
          ? '等待上级对候选人预备人选的批复。'
          : `上级没有同意，请调整人选：/选举 名单 ${number} 候选人=张三、李四。`
    case 'voting':
      return '等待投票和计票。'
    case 'runoff':
      return `得票相等，再次投票：/选举 投票 ${number}。`
    case 'partial':
      return `当选人数不足，另行选举：/选举 投票 ${number}；需要调整人选的，先写 /选举 名单 ${number} 候选人=张三、李四；当选人数接近应选名额、经半数以上选举人同意的，可以减少名额：/选举 减额 ${number} 同意=人数。`
    case 'elected':
      return `将选举结果报上级批准：/选举 报批 ${number}。`
    case 'reported':
      return '等待上级对选举结果的批复。'
    case 'confirmed':
      return '选举已完成。'
  }
}
