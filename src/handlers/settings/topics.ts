import type { Card } from '../../cards/card.ts'
import { calendarCard, permissionsCard, rulesCard } from '../../cards/setting-topic-cards.ts'
import { officesIn } from '../../domain/organisation/offices.ts'
import { permissions, type Role } from '../../domain/organisation/permissions.ts'
import type { Organisation, RosterEntry } from '../../domain/organisation/types.ts'
import { officeWords } from '../../domain/organisation/words.ts'
import {
  electronicBallotSetting,
  readSetting,
  type Setting,
  settingUnder,
  wordOf,
} from '../../domain/settings/index.ts'
import { electionPassBasis, votingRegion } from '../../domain/settings/voting.ts'
import { runsSecretly } from '../../domain/voting/roll.ts'
import { ruleOn } from '../../domain/voting/rule-book.ts'
import { ruleInForce } from '../../domain/voting/rule-in-force.ts'
import { type Command, worksIn } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

/** What `/设置` shows that is no choice of the organisation alone. */
export const topicWords = { 日历: 'calendar', 表决规则: 'rules', 权限: 'permissions' } as const
export type Topic = (typeof topicWords)[keyof typeof topicWords]

/** The card of a topic. */
export function topicCard(
  topic: Topic,
  ctx: Ctx,
  organisation: Organisation,
  commands: readonly Command[],
): Promise<Card> {
  const cards: Record<Topic, () => Promise<Card>> = {
    calendar: async () => calendarOf(ctx, organisation),
    rules: () => rulesOf(ctx, organisation),
    permissions: () => permissionsOf(ctx, organisation, commands),
  }
  return cards[topic]()
}

function calendarOf({ today, catalogue: { calendar } }: Ctx, { name }: Organisation): Card {
  const year = Number(today.slice(0, 4))
  return calendarCard({
    organisation: name,
    today,
    working: calendar.isWorkingDay(today),
    years: [year, year + 1].map((one) => ({
      year: one,
      provisional: calendar.isProvisional(`${one}-01-01`),
    })),
    next: calendar.nextHoliday(today),
  })
}

async function rulesOf(ctx: Ctx, organisation: Organisation): Promise<Card> {
  const chosen: Setting[] = [votingRegion, electionPassBasis, electronicBallotSetting]
  const settings = await Promise.all(
    chosen.map(async (given) => {
      const setting = settingUnder(given, ctx.catalogue)
      const { value } = await readSetting(ctx, organisation, setting)
      return { label: setting.label, word: wordOf(setting, value) }
    }),
  )
  const { votingRules, ruleHistory } = ctx.catalogue
  const offered = [...votingRules.values()].filter(
    (rule) => runsSecretly(rule, organisation.kind) && ruleOn(ruleHistory.get(rule.id), ctx.today),
  )
  const rules = await Promise.all(offered.map((rule) => ruleInForce(ctx, organisation.id, rule)))
  return rulesCard({ organisation: organisation.name, settings, rules })
}

async function permissionsOf(
  ctx: Ctx,
  organisation: Organisation,
  commands: readonly Command[],
): Promise<Card> {
  const roster = await ctx.unit.rosters.roster(organisation.id, ctx.today)
  const here = commands.filter(({ scope }) => worksIn(scope, organisation.kind))
  const roles: Role[] = [...officesIn(organisation.kind), 'member']
  return permissionsCard({
    organisation: organisation.name,
    roles: roles.flatMap((role) => {
      const names = here.filter((one) => mayGive(role, one)).map(({ name }) => name)
      if (names.length === 0) return []
      return [{ label: labelOf(role), holders: holdersOf(role, roster), commands: names }]
    }),
  })
}

const mayGive = (role: Role, { permission }: Command): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)

const labelOf = (role: Role): string =>
  Object.hasOwn(officeWords, role) ? officeWords[role as keyof typeof officeWords] : '名册上的人员'

const holdersOf = (role: Role, roster: readonly RosterEntry[]): string[] =>
  roster.filter(({ offices }) => (offices as readonly Role[]).includes(role)).map(({ name }) => name)
