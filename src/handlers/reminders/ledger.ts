import type { Tag } from '../../cards/card.ts'
import { ledgerCard } from '../../cards/ledger-card.ts'
import { stampWords } from '../../cards/wording.ts'
import type { ReminderRecord } from '../../domain/ports/index.ts'
import { reasonWords } from '../../domain/reminders/reasons.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { obligationOf, whatOf } from './ledger-matter.ts'

const DAYS_BACK = 31
const DAYS_AHEAD = 1
const MOST = 60
const DAY_MS = 24 * 3600_000

/** `/提醒 记录`: what was due to whom, when it was sent and read, or why it was not; for those who answer for it, in private. */
export const reminderLedger = defineCommand({
  name: '提醒 记录',
  aliases: ['提醒记录'],
  summary: '查看提醒的应发、发送、阅读情况和未发原因',
  example: '/提醒 记录',
  permission: 'reminder.ledger',
  scope: 'organisation',
  args: {},
  async run(_args, ctx, { organisation }) {
    const groups = await ctx.unit.organisations.children(organisation.id, 'group')
    const records = await ctx.unit.ledger.records({
      organisationIds: [organisation.id, ...groups.map(({ id }) => id)],
      from: new Date(+ctx.now - DAYS_BACK * DAY_MS),
      to: new Date(+ctx.now + DAYS_AHEAD * DAY_MS),
      after: null,
      limit: MOST + 1,
      backwards: true,
    })
    const rows = []
    for (const record of records.slice(0, MOST))
      rows.push({
        owed: stampWords(record.owedAt, ctx.zone),
        what: await whatOf(ctx, record),
        to: record.person ?? (record.chatId ? '本组织群' : '到期时确定'),
        result: resultOf(record),
        remark: remarkOf(ctx, record),
      })
    const span = `最近${DAYS_BACK}天`
    return {
      card: ledgerCard({ name: organisation.name, span, rows, more: records.length > MOST }),
      privately: true,
    }
  },
})

const results: Readonly<Record<string, Tag>> = {
  planned: { text: '待发', tone: 'info' },
  sent: { text: '已发', tone: 'success' },
  suppressed: { text: '未发', tone: 'neutral' },
  expired: { text: '已过期', tone: 'neutral' },
  dead: { text: '发送失败', tone: 'danger' },
  unknown: { text: '结果不明', tone: 'danger' },
}

const resultOf = ({ state, readAt }: ReminderRecord): Tag =>
  readAt ? { text: '已读', tone: 'success' } : (results[state] ?? { text: state, tone: 'neutral' })

function remarkOf(ctx: Ctx, record: ReminderRecord): string {
  const { sentAt, readAt, dueAt, owedAt, reason, state } = record
  const { zone } = ctx
  const said = [
    ...(sentAt ? [`${stampWords(sentAt, zone)}发送`] : []),
    ...(readAt ? [`${stampWords(readAt, zone)}阅读`] : []),
    ...(state === 'planned' && +dueAt !== +owedAt ? [`推迟到${stampWords(dueAt, zone)}`] : []),
    ...(reason ? [reasonWords(reason, obligationOf(ctx, record)?.wording)] : []),
  ]
  return said.join('，') || '—'
}
