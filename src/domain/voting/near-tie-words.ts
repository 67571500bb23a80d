import type { ChairDecision } from '../ports/index.ts'

/** What the chair may choose after a near tie, in the words of the buttons (党章 art. 17). */
export const chairWords = {
  confirm: '按多数意见执行（紧急）',
  defer: '暂缓，下次再表决',
  escalate: '报告上级，请求裁决',
} as const satisfies Record<ChairDecision, string>

/** The chair's choice and reason as one sentence; empty where there was none. */
export const chairSentence = ({
  chairDecision,
  chairReason,
}: {
  chairDecision: ChairDecision | null
  chairReason?: string | null | undefined
}): string =>
  chairDecision === null
    ? ''
    : `赞成与反对人数接近，主持人选择：${chairWords[chairDecision]}。${chairReason ? `理由：${chairReason}` : ''}`
