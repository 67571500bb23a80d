import { missingCard, registeredCard } from '../../cards/register-cards.ts'
import type { Obligation } from '../../domain/cadence/obligation.ts'
import type { ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { refuseWrongPeriod } from '../../domain/cadence/overrides.ts'
import { missingByPerson, registerEntries } from '../../domain/cadence/registers.ts'
import { partsOf } from '../../domain/calendar/dates.ts'
import { type Period, periodOf, periodsOfYear } from '../../domain/calendar/periods.ts'
import { registerWords } from '../../domain/meetings/kinds.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, dateOnly, members, period, wholeNumber } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { obligationNamed } from './obligation-named.ts'
import { obligationStates } from './states.ts'

const yes = (label: string) => optional(keyed(choice({ label, words: { 是: true, 否: false } })))
const kind = positional(choice({ label: '事项', keys: ['类型'], words: registerWords }))

/**
 * `/登记 谈心谈话 张三、李四 日期=11月10日`, `/登记 党费收缴 张三、李四 所属期=2026-10`: who talked or paid, person by person.
 * Only that it happened is kept. A second entry of the same changes nothing; 撤销=是 takes a wrong one out again.
 */
export const registerPeople = defineCommand({
  name: '登记',
  aliases: ['谈话登记', '党费登记'],
  summary: '登记谈心谈话（两人，只记人次不记内容）和党费收缴（按人按月）',
  example: '/登记 党费收缴 张三、李四 所属期=2026-11',
  permission: 'duty.register',
  scope: 'branch',
  args: {
    kind,
    people: optional(positional(members({ label: '人员', keys: ['姓名'] }))),
    all: yes('全体'),
    period: optional(keyed(period({ label: '所属期', keys: ['补开', '周期'] }))),
    date: optional(keyed(dateOnly({ label: '日期', past: true }))),
    withdraw: yes('撤销'),
  },
  async run({ kind: id, people, all, period: given, date, withdraw = false }, ctx, { organisation }) {
    const obligation = obligationNamed(ctx, id)
    const doneOn = date ?? ctx.today
    if (doneOn > ctx.today) throw new Refusal('backfill/ahead', { date: doneOn })
    const of = given ?? periodOf(doneOn, obligation.period)
    refuseWrongPeriod(obligation, of, ctx.today)
    if (partsOf(of.start).year > partsOf(ctx.today).year)
      throw new Refusal('register/ahead', { label: obligation.label, period: of.label })
    await stateIn(ctx, organisation, obligation, of)
    const chosen = all ? await ctx.unit.rosters.roster(organisation.id, ctx.today) : (people ?? [])
    const entries = registerEntries(
      obligation,
      chosen.map(({ memberId }) => memberId),
    ).map((entry) => ({ ...entry, organisationId: organisation.id, period: of.label }))
    const changed = withdraw
      ? await ctx.unit.dutyRecords.remove(entries)
      : await ctx.unit.dutyRecords.insert(
          entries.map((entry) => ({ ...entry, doneOn, recordedBy: ctx.me().id, recordedAt: ctx.now })),
        )
    if (changed === 0)
      throw new Refusal(withdraw ? 'register/none' : 'register/present', { label: obligation.label })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: withdraw ? 'register.withdraw' : 'register.enter',
      object: organisation.id,
      facts: { obligation: obligation.id, period: of.label, entries: changed, on: doneOn },
    })
    const { status, registered } = await stateIn(ctx, organisation, obligation, of)
    return {
      card: registeredCard({
        label: obligation.label,
        period: of.label,
        entries: changed,
        withdrawn: withdraw,
        done: registered?.done ?? 0,
        due: registered?.due ?? 0,
        status,
        wording: obligation.wording,
      }),
    }
  },
})

/** The state of the duty; refuses one that the organisation has not chosen, or did not have in the period. */
async function stateIn(
  ctx: Ctx,
  organisation: Organisation,
  { id, label }: Obligation,
  of: Period,
): Promise<ObligationState> {
  const state = (await obligationStates(ctx, organisation, [of])).find((one) => one.obligation === id)
  if (!state) throw new Refusal('register/off', { label })
  if (state.status === 'not_applicable')
    throw new Refusal('obligation/not-applicable', { label, period: of.label })
  return state
}

/** `/登记 查询 党费收缴`: who is missing in which period of the year, to those who keep the register alone. */
export const listMissing = defineCommand({
  name: '登记 查询',
  aliases: ['党费欠缴', '欠缴'],
  summary: '查看谈心谈话、党费收缴还没有登记的人员和周期（仅私聊答复）',
  example: '/登记 查询 党费收缴',
  permission: 'duty.register',
  scope: 'branch',
  args: { kind, year: optional(positional(wholeNumber({ label: '年度', min: 2000, max: 2199 }))) },
  async run({ kind: id, year: given }, ctx, { organisation }) {
    const year = given ?? partsOf(ctx.today).year
    const obligation = obligationNamed(ctx, id)
    const periods = periodsOfYear(year, obligation.period).filter(({ start }) => start <= ctx.today)
    const states = (await obligationStates(ctx, organisation, periods)).filter((one) => one.obligation === id)
    const asked = states.filter(({ status }) => status !== 'not_applicable' && status !== 'exempt')
    const [first, last] = [asked[0], asked.at(-1)]
    if (!first || !last) throw new Refusal('register/off', { label: obligation.label })
    const missing = missingByPerson(
      obligation,
      asked.map((one) => one.period),
      {
        organisationId: organisation.id,
        people: { standings: await ctx.unit.cadence.standings([organisation.id]) },
        records: await ctx.unit.dutyRecords.of(
          [organisation.id],
          periods.map(({ label }) => label),
        ),
        today: ctx.today,
      },
    )
    const rows = await Promise.all(
      [...missing].map(async ([memberId, labels]) => ({
        name: (await ctx.unit.rosters.member(memberId))?.name ?? '—',
        periods: labels,
      })),
    )
    return {
      privately: true,
      card: missingCard({
        label: obligation.label,
        organisation: organisation.name,
        from: first.period.label,
        to: last.period.label,
        rows,
      }),
    }
  },
})
