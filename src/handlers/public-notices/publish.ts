import { noteCard } from '../../cards/plain-cards.ts'
import { noticeLimits } from '../../cards/public-notice-cards.ts'
import { bindToStep } from '../../domain/cases/step-records.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { PublicNotice } from '../../domain/ports/index.ts'
import {
  type NoticeMatter,
  noticeKinds,
  noticeMatters,
  speaksOfPenalty,
} from '../../domain/public-notices/kinds.ts'
import { noticeDays, noticePeriod } from '../../domain/public-notices/period.ts'
import { personalDataIn } from '../../domain/public-notices/personal-data.ts'
import { planNoticeReminders } from '../../domain/public-notices/reminding.ts'
import { noticeViews, versionRef } from '../../domain/public-notices/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, longText, member, text, wholeNumber } from '../arguments/index.ts'
import { ofStep } from '../arguments/of-step.ts'
import { mayRead } from '../cases/find-case.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import type { StepAtHand } from '../define/step-feature.ts'
import { noticeOfStep } from './of-step.ts'

/**
 * `/公示 发布 <标题> 天数=5 内容=…`: a 公示 takes objections for so many working days; with 种类=公布, 公开 or 通报 it tells
 * what is done and takes none. A penalty is shown to no group: it is filed.
 */
export const publishNotice = defineCommand({
  name: '公示 发布',
  aliases: ['公示', '发布公示'],
  summary: '发布公示（公示期内受理异议），或公布、公开、通报',
  example: '/公示 发布 年度先进拟表彰名单 天数=5 内容=拟表彰张三、李四 依据=支委会研究 范围=全体职工',
  permission: 'public-notice.publish',
  scope: 'branch-or-union',
  args: {
    title: positional(text({ label: '标题', max: noticeLimits.title })),
    content: keyed(longText({ label: '内容', max: noticeLimits.content })),
    days: optional(keyed(wholeNumber({ label: '天数', min: noticeDays.least, max: noticeDays.most }))),
    kind: optional(
      keyed(
        choice({
          label: '种类',
          words: { 公示: 'public_notice', 公布: 'announcement', 公开: 'disclosure', 通报: 'circular' },
        }),
      ),
    ),
    matter: optional(
      keyed(
        choice({
          label: '类别',
          words: {
            一般事项: 'general',
            评优选先: 'merit',
            奖励: 'reward',
            发展对象: 'candidate',
            党务公开: 'affairs',
            困难帮扶: 'aid',
            会费收支: 'dues',
            处罚: 'penalty',
          },
        }),
      ),
    ),
    basis: optional(keyed(text({ label: '依据', max: noticeLimits.basis }))),
    scope: optional(keyed(text({ label: '范围', max: noticeLimits.scope }))),
    acceptor: optional(keyed(member({ label: '受理人' }))),
    forStep: optional(keyed(ofStep(noticeOfStep.serves, noticeOfStep))),
    contact: optional(keyed(text({ label: '方式', keys: ['联系方式'], max: noticeLimits.contact }))),
  },
  async run(given, ctx, { organisation }) {
    if (given.forStep && !(await mayRead(ctx, given.forStep.found)))
      throw new Refusal('case/unknown', { number: given.forStep.found.number, what: '事项' })
    const matter = given.matter ?? 'general'
    const kind = given.kind ?? 'public_notice'
    const { toGroup } = noticeMatters[matter]
    if (toGroup && speaksOfPenalty(given.title, given.content, given.basis))
      throw new Refusal('notice/penalty', {})
    if (toGroup) refusePersonalData(matter, given.title, given.content, given.basis)
    const days = toGroup && noticeKinds[kind].period ? (given.days ?? noticeMatters[matter].days) : 0
    const period = days > 0 ? noticePeriod(ctx.today, days, ctx.catalogue.calendar, ctx.zone) : null
    const me = ctx.me().id
    const notice: PublicNotice = {
      id: ctx.unit.newId(),
      organisationId: organisation.id,
      number: await ctx.unit.nextNumber(organisation.id, 'G', Number(ctx.today.slice(0, 4))),
      kind,
      matter,
      title: given.title,
      scope: given.scope ?? scopeOf(organisation, given.forStep),
      contact: given.contact ?? null,
      acceptorId: given.acceptor?.memberId ?? (await usualAcceptor(ctx, organisation.id)),
      days,
      version: 1,
      state: !toGroup ? 'filed' : period ? 'open' : 'published',
      endsAt: period?.endsAt ?? null,
      closedAt: null,
      withdrawnReason: null,
      caseId: given.forStep?.link.caseId ?? null,
      step: given.forStep?.link.step ?? null,
      publishedBy: me,
      publishedAt: ctx.now,
    }
    await ctx.unit.publicNotices.insert(notice)
    await ctx.unit.publicNotices.addVersion(notice, {
      version: 1,
      content: given.content,
      basis: given.basis ?? null,
      reason: null,
      startsOn: ctx.today,
      endsOn: period?.endsOn ?? null,
      publishedBy: me,
      publishedAt: ctx.now,
    })
    recordPublication(ctx, notice)
    if (given.forStep)
      await bindToStep(ctx, given.forStep.link, { kind: 'notice', ref: notice.id, label: notice.number })
    await planNoticeReminders(ctx, notice)
    if (!toGroup) return filedReply(notice)
    return showInGroup(ctx, notice)
  },
})

/** The card in the group; asked elsewhere, the same card is the answer there. */
export async function showInGroup(ctx: Ctx, notice: PublicNotice): Promise<{ view: string; ref: string }> {
  const content = { view: noticeViews.shown, ref: versionRef(notice.id, notice.version) }
  const here = ctx.chat.type === 'group' && ctx.chat.organisation?.id === notice.organisationId
  if (!here)
    await postToGroup(ctx, notice.organisationId, {
      key: `public-notice:${notice.id}:v${notice.version}`,
      content,
      priority: 'reply',
    })
  return content
}

const filedReply = (notice: PublicNotice) => ({
  card: noteCard(
    '已登记，不向群发布',
    `${notice.number} 已登记，宣布范围：${notice.scope}。处罚事项不在群里发布，请按登记的范围宣布。`,
    'neutral',
  ),
  privately: true,
})

/** Leaves the entry of a publication: figures and hashes stand in the rows, never the text. */
export const recordPublication = (ctx: Ctx, notice: PublicNotice): void =>
  ctx.unit.record({
    organisationId: notice.organisationId,
    actorId: ctx.me().id,
    action: 'public-notice.publish',
    object: notice.id,
    facts: {
      number: notice.number,
      kind: notice.kind,
      matter: notice.matter,
      version: notice.version,
      days: notice.days,
      ends: notice.endsAt?.toISOString() ?? null,
      acceptor: notice.acceptorId,
    },
  })

/** Refuses what a published text may not say of a person (`personal-data.ts`). */
export function refusePersonalData(matter: NoticeMatter, ...texts: (string | undefined)[]): void {
  const found = personalDataIn(matter, ...texts)
  if (found.length > 0) throw new Refusal('notice/personal-data', { found, aid: matter === 'aid' })
}

/** For whom a notice is where nobody says it: those whom the step names, else everybody of the organisation. */
const scopeOf = ({ kind }: Organisation, at: StepAtHand | undefined): string =>
  at?.step.config.audience === 'staff' ? '全体职工' : kind === 'union' ? '本工会' : '本支部'

async function usualAcceptor(ctx: Ctx, organisationId: string): Promise<string> {
  const roster = await ctx.unit.rosters.roster(organisationId, ctx.today)
  return holdersOf(roster, 'collator')[0] ?? ctx.me().id
}
