import type { DutyWording } from '../domain/cadence/duty-wording.ts'
import type { CadenceStatus } from '../domain/cadence/status-words.ts'
import { periodWords } from '../domain/calendar/period-words.ts'
import type { SendingEstimate } from '../domain/delivery/estimate.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Button, Card } from './card.ts'
import { type Span, urgeAllConfirm, urgeOne } from './overview-actions.ts'
import { markedNote } from './provisional-mark.ts'
import { lengthWords } from './wording.ts'

/** A duty of a branch about which it may be urged. */
export interface OpenDuty {
  branchId: string
  branch: string
  obligation: string
  label: string
  period: string
  status: CadenceStatus
  wording: DutyWording
  /** Urged about it today already. */
  urgedToday: boolean
}

/** `2026年10月支部委员会会议`. */
export const dutyWord = ({ label, period }: Pick<OpenDuty, 'label' | 'period'>): string =>
  `${periodWords(period)}${label}`

/** 催办 about one duty. */
export const urgeButton = ({ branchId, obligation, period }: OpenDuty): Button => ({
  text: '催办',
  action: urgeOne({ branch: branchId, obligation, period }),
})

/** Asks before many are urged at once. */
export const urgeAllCard = (facts: {
  superiorId: string
  span: Span
  name: string
  duties: number
  branches: number
  estimate: SendingEstimate
}): Card => ({
  title: '全部催办',
  tone: 'attention',
  subtitle: facts.name,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '催办事项', value: `${facts.duties}项` },
        { label: '涉及支部', value: `${facts.branches}个，每个支部书记收到一张卡片` },
        {
          label: '预计用时',
          value: `${facts.estimate.messages}条消息，全部送达约需${lengthWords(facts.estimate.minutesAtLimit)}；为日常回复留出余量，按每分钟${facts.estimate.perMinute}条错峰发送，约${lengthWords(facts.estimate.minutes)}发完`,
        },
      ],
    },
    {
      type: 'buttons',
      items: [
        {
          text: '确认',
          style: 'danger',
          action: urgeAllConfirm({ superior: facts.superiorId, span: facts.span }),
        },
      ],
    },
  ],
  note: '今天已催办的事项不重复催办。发送记录可在审计中查阅。',
  summary: `请确认全部催办：${facts.duties}项`,
})

/** What a branch's secretary receives. */
export const urgedCard = (facts: {
  superior: string
  branch: string
  duties: { label: string; period: string; status: CadenceStatus; wording: DutyWording; until: string }[]
  buttons: Button[]
  provisional: boolean
}): Card => ({
  title: '上级催办',
  tone: 'danger',
  subtitle: facts.branch,
  blocks: [
    { type: 'text', text: `${facts.superior}就以下事项催办，请尽快办理：` },
    {
      type: 'facts',
      items: facts.duties.map((duty) => ({
        label: dutyWord(duty),
        value: `${cadenceTag(duty.status, duty.wording).text}，${duty.until}`,
      })),
    },
    ...(facts.buttons.length > 0 ? [{ type: 'buttons' as const, items: facts.buttons }] : []),
  ],
  ...markedNote('查看进度：/进度 本季度', facts.provisional),
  summary: `上级催办：${facts.duties.map(dutyWord).join('、')}`.slice(0, 100),
})
