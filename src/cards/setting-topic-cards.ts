import type { HolidayRun } from '../domain/calendar/working-calendar.ts'
import type { Threshold } from '../domain/voting/threshold.ts'
import type { Card } from './card.ts'
import { dateWords, nameWords } from './wording.ts'

/** `/设置 日历`: which years' holidays are known, and what follows from them today. */
export const calendarCard = (facts: {
  organisation: string
  today: string
  working: boolean
  years: { year: number; provisional: boolean }[]
  next: HolidayRun | undefined
}): Card => ({
  title: '日历',
  tone: 'info',
  subtitle: facts.organisation,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '今天', value: `${facts.today}，${facts.working ? '工作日' : '休息日'}` },
        ...(facts.next
          ? [
              {
                label: '下一假期',
                value: `${dateWords(facts.next.start, facts.today)}至${dateWords(facts.next.end, facts.today)}`,
              },
            ]
          : []),
        ...facts.years.map(({ year, provisional }) => ({
          label: `${year}年`,
          value: provisional ? '放假安排尚未公布，期限为暂定' : '已按国务院放假安排（含调休）计算',
        })),
      ],
    },
  ],
  note: '放假安排公布后由管理员导入（zhibu calendar import），未完成事项的期限随之重排。',
  summary: `日历：${facts.years.map(({ year, provisional }) => `${year}年${provisional ? '暂定' : '已公布'}`).join('，')}`,
})

/** `/设置 表决规则`: what each kind of vote needs here today, and where it is laid down. */
export const rulesCard = (facts: {
  organisation: string
  settings: { label: string; word: string }[]
  rules: { label: string; quorum: Threshold | null; pass: Threshold | null; source: string }[]
}): Card => ({
  title: '表决规则',
  tone: 'info',
  subtitle: facts.organisation,
  blocks: [
    { type: 'facts', items: facts.settings.map(({ label, word }) => ({ label, value: word })) },
    {
      type: 'table',
      columns: [
        { key: 'label', label: '表决' },
        { key: 'quorum', label: '到会要求' },
        { key: 'pass', label: '通过要求' },
        { key: 'source', label: '依据' },
      ],
      rows: facts.rules.map(({ label, quorum, pass, source }) => ({
        label,
        quorum: quorum ? shareWords(quorum) : '—',
        pass: pass ? shareWords(pass) : '—',
        source,
      })),
      pageSize: 10,
    },
  ],
  note: '更改，例如：/设置 表决地区 上海市；/设置 当选基数 实到会 依据=局党委〔2026〕3号',
  summary: `${facts.organisation}的表决规则，共${facts.rules.length}项`,
})

const baseWords = { eligible: '应到会', present: '实到会' } as const

const shareWords = ({ basis, op, num, den }: Threshold): string =>
  op === '>' ? `超过${baseWords[basis]}的${num}/${den}` : `不少于${baseWords[basis]}的${num}/${den}`

/** `/设置 权限`: who holds which office here, and what each may do. */
export const permissionsCard = (facts: {
  organisation: string
  roles: { label: string; holders: string[]; commands: string[] }[]
}): Card => ({
  title: '权限',
  tone: 'info',
  subtitle: facts.organisation,
  blocks: facts.roles.map(({ label, holders, commands }) => ({
    type: 'fold' as const,
    title: `${label}${holders.length > 0 ? `：${nameWords(holders, 4)}` : ''}（${commands.length}）`,
    text: commands.map((name) => `/${name}`).join('、'),
  })),
  note: '权限随职务而定，不能单独授予。任职：/党员 任职 姓名 职务；卸任：/党员 卸任 姓名 职务',
  summary: `${facts.organisation}的权限：${facts.roles.map(({ label }) => label).join('、')}`,
})
