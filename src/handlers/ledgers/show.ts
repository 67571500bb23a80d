import { ledgerPage } from '../../cards/ledger-cards.ts'
import { parsePeriod, periodOf } from '../../domain/calendar/periods.ts'
import { ledgers, ledgerWithId } from '../../domain/ledgers/index.ts'
import { unionOf } from '../../domain/organisation/linked-rosters.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, period } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { optional, positional } from '../define/argument.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import { defineCommand } from '../define/command.ts'
import { orderLedger } from '../papers/export.ts'
import { ledgerRef, ledgerView } from './view.ts'

const words = Object.fromEntries(
  ledgers.flatMap((one) => [one.label, ...one.aliases].map((word) => [word, one.id])),
)

/** 导出 at the end: as a file. */
const asFile = {
  ...choice({ label: '导出', words: { 导出: true } }),
  take(free: string) {
    const before = /^(.*?)\s*导出$/s.exec(free)?.[1]
    return before === undefined ? null : { text: '导出', rest: before }
  },
}

/** `/台账 <种类> [时段] [导出]`: a page of a ledger; a restricted one, and one asked privately, to the person alone. */
export const showLedger = defineCommand({
  name: '台账',
  aliases: ['看台账', '查台账'],
  summary: '查看台账：三会一课、整改、建议、困难、会费、奖惩、请示报告、意见、公示',
  example: '/台账 三会一课 2026年',
  permission: 'ledger.open',
  scope: 'branch-or-union',
  args: {
    asFile: optional(asFile),
    ledger: positional(choice({ label: '种类', words })),
    period: optional(positional(period({ label: '时段' }))),
  },
  async run(given, ctx, { organisation: said }) {
    const ledger = ledgerWithId(given.ledger)
    if (!ledger) throw new Refusal('card/not-readable', {})
    const organisation = ledger.home === 'union' ? await unionOf(ctx.unit, said) : said
    await ctx.allow(ledger.permission, organisation.id)
    const { label } = given.period ?? periodOf(ctx.today, 'year')
    if (given.asFile) return orderLedger(ctx, organisation.id, ledger, label)
    if (ledger.restricted)
      ctx.unit.record({
        organisationId: organisation.id,
        actorId: ctx.me().id,
        action: 'ledger.read',
        object: organisation.id,
        facts: { ledger: ledger.id, period: label },
      })
    const ref = ledgerRef.write({
      organisationId: organisation.id,
      ledger: ledger.id,
      period: label,
      page: 1,
    })
    return { view: ledgerView, ref, privately: ledger.restricted }
  },
})

/** 上一页 and 下一页: the page as a card of its own, where the first one stands. */
export const clickLedgerPage = defineAction(ledgerPage, async (value, ctx) => {
  const ledger = ledgerWithId(value.ledger)
  const named = parsePeriod(value.period)
  if (!ledger || !named) throw new Refusal('card/not-readable', {})
  await refuseElsewhere(ctx, value.organisation)
  await ctx.allow(ledger.permission, value.organisation)
  const privately = ledger.restricted || ctx.chat.type === 'private' || ctx.chat.id === null
  const { page } = value
  ctx.unit.send({
    key: `ledger:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: privately || ctx.chat.id === null ? { memberId: ctx.me().id } : { chatId: ctx.chat.id },
    content: {
      view: ledgerView,
      ref: ledgerRef.write({
        organisationId: value.organisation,
        ledger: ledger.id,
        period: named.label,
        page,
      }),
    },
    priority: 'reply',
  })
  return { toast: `第${page}页` }
})
