/**
 * Ways of making public (DOMAIN §1.4, §1.5). A 公示 comes before the decision takes effect, has a period and takes
 * objections; the others tell what is done.
 */
export const noticeKinds = {
  public_notice: { label: '公示', period: true },
  announcement: { label: '公布', period: false },
  disclosure: { label: '公开', period: false },
  circular: { label: '通报', period: false },
} as const

export type NoticeKind = keyof typeof noticeKinds

/** What a matter asks of its publication. `days` are the usual working days; `source` says where they come from. */
interface MatterRule {
  label: string
  days: number
  /** False: never shown to a group; it is filed, and its scope of announcement registered. */
  toGroup: boolean
  /** In how many working days an objection must be answered, also past the end of the period; absent = by that end. */
  answerDays?: number
  source: string
}

/** Matters that are made public, with their usual periods (DOMAIN §3.5). */
export const noticeMatters = {
  general: { label: '一般事项', days: 5, toGroup: true, source: '惯例' },
  merit: { label: '评优选先', days: 5, toGroup: true, source: '惯例：评优、奖励公示5个工作日' },
  reward: { label: '奖励', days: 5, toGroup: true, source: '惯例：评优、奖励公示5个工作日' },
  candidate: { label: '发展对象', days: 5, toGroup: true, source: '地方规定：公示不少于5个工作日' },
  affairs: { label: '党务公开', days: 7, toGroup: true, source: '地方规定：公开时间一般不少于7天' },
  aid: { label: '困难帮扶', days: 5, toGroup: true, source: '惯例；只公示必要的最少信息' },
  dues: {
    label: '会费收支',
    days: 5,
    toGroup: true,
    answerDays: 5,
    source: '惯例：公示5个工作日，异议5个工作日内答复',
  },
  penalty: { label: '处罚', days: 0, toGroup: false, source: '处罚事项不向群发布，按登记的范围宣布' },
} as const satisfies Record<string, MatterRule>

export type NoticeMatter = keyof typeof noticeMatters

/** What a matter asks, as data of one shape. */
export const ruleOfNotice = (matter: NoticeMatter): MatterRule => noticeMatters[matter]

/** Words by which a text speaks of a penalty. */
const penaltyWords = /处分|处罚|处理决定|警告|记过|记大过|降级|撤职|留用察看|开除|除名|诫勉|通报批评/

/** Whether a text speaks of a penalty, which no group is shown (DOMAIN §5.2 card 6, §7.3). */
export const speaksOfPenalty = (...texts: (string | undefined)[]): boolean =>
  texts.some((text) => text !== undefined && penaltyWords.test(text))
