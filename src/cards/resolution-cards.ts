import type { AboutResolution, Resolution } from '../domain/ports/index.ts'
import type { Block, Card } from './card.ts'
import { shortened } from './wording.ts'

/** What a resolution's state is called. */
export const resolutionWords = {
  in_force: '有效',
  suspended_for_reconsideration: '复议中，暂停执行',
  confirmed: '经复议维持，继续执行',
  amended: '已修改，按新决议执行',
  replaced: '已被替代',
  withdrawn: '已废止',
} as const satisfies Record<Resolution['state'], string>

/** What a ballot does to the earlier resolution when it passes. */
export const aboutWords = {
  replace: '替代',
  amend: '修改',
  confirm: '维持',
  withdraw: '废止',
} as const satisfies Record<AboutResolution, string>

/** Whether it is to be carried out. */
const standsNow = ({ state }: Resolution): boolean => state === 'in_force' || state === 'confirmed'

/** One resolution with what came before and after it. */
export interface ResolutionFacts {
  resolution: Resolution
  branch: string
  ballot: { number: string; arithmetic: string } | null
  meeting: string | null
  /** 替代 J2026-001（…） and the like, a line each. */
  links: readonly string[]
  /** The running case in which it is discussed again. */
  reconsidered: string | null
}

/** A resolution: whether it is to be carried out, how it was adopted, and the decisions that it is linked with. */
export const resolutionCard = (facts: ResolutionFacts): Card => ({
  title: shortened(`决议：${facts.resolution.matter}`, 30),
  tone: standsNow(facts.resolution) ? 'success' : 'attention',
  subtitle: facts.resolution.number,
  tags: [{ text: resolutionWords[facts.resolution.state], tone: 'neutral' }],
  blocks: [
    { type: 'text', text: facts.resolution.matter },
    {
      type: 'facts',
      items: [
        { label: '状态', value: resolutionWords[facts.resolution.state] },
        { label: '通过日期', value: facts.resolution.adoptedOn },
        ...(facts.meeting ? [{ label: '会议', value: facts.meeting }] : []),
        ...(facts.ballot
          ? [{ label: '表决', value: `${facts.ballot.number}：${facts.ballot.arithmetic}` }]
          : []),
        ...(facts.reconsidered ? [{ label: '复议', value: facts.reconsidered }] : []),
        ...(facts.links.length > 0 ? [{ label: '关联决议', value: facts.links.join('；') }] : []),
      ],
    },
  ],
  note: `${facts.branch}　提出复议：/复议 ${facts.resolution.number} 依据=… 意见=…`,
  summary: `决议 ${facts.resolution.number}：${resolutionWords[facts.resolution.state]}`,
})

/** The latest resolutions, newest first. */
export const resolutionListCard = (branch: string, resolutions: readonly Resolution[]): Card => ({
  title: '决议',
  tone: 'info',
  subtitle: branch,
  blocks: [
    resolutions.length === 0
      ? ({ type: 'text', text: '还没有通过的决议。' } satisfies Block)
      : ({
          type: 'table',
          columns: [
            { key: 'number', label: '编号' },
            { key: 'matter', label: '事项' },
            { key: 'adopted', label: '通过日期' },
            { key: 'state', label: '状态' },
          ],
          rows: resolutions.map((one) => ({
            number: one.number,
            matter: shortened(one.matter, 30),
            adopted: one.adoptedOn,
            state: {
              text: resolutionWords[one.state],
              tone: standsNow(one) ? ('success' as const) : ('attention' as const),
            },
          })),
          pageSize: 10,
        } satisfies Block),
  ],
  note: '查看一项：/决议 查询 J编号',
  summary: `${branch}的决议`,
})
