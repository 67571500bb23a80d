import { noticeListCard, noticeRecordCard } from '../../cards/public-notice-cards.ts'
import { noticeViews, versionRef } from '../../domain/public-notices/words.ts'
import { caseNumber } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { acceptorName, endsProvisionally, noticeNumbered } from './notice-facts.ts'

const shown = 30

/** `/公示 查询 [编号]`: the list; with a number the proof of what was shown, where and when. */
export const showNotices = defineCommand({
  name: '公示 查询',
  aliases: ['公示 列表', '查公示'],
  summary: '查看公示；写明编号则查看发布记录（版本、校验码、消息编号）',
  example: '/公示 查询 G2026-001',
  permission: 'public-notice.show',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'G' }))) },
  async run({ number }, ctx, { organisation }) {
    if (number === undefined) {
      const latest = await ctx.unit.publicNotices.latest(organisation.id, shown)
      const visible = latest.filter((one) => one.state !== 'filed')
      const provisional = visible.some((one) => endsProvisionally(ctx, one))
      return { card: noticeListCard(organisation.name, visible, ctx.zone, provisional) }
    }
    const notice = await noticeNumbered(ctx, organisation.id, number)
    const filed = notice.state === 'filed'
    if (filed) await ctx.allow('public-notice.publish', organisation.id)
    const versions = await ctx.unit.publicNotices.versions(notice.id)
    const card = noticeRecordCard({
      notice,
      branch: organisation.name,
      acceptor: await acceptorName(ctx, notice),
      objections: await ctx.unit.publicNotices.objections(notice.id),
      versions: await Promise.all(
        versions.map(async (text) => ({
          text,
          shown: await ctx.unit.cards.shown(noticeViews.shown, versionRef(notice.id, text.version)),
        })),
      ),
      extensions: await ctx.unit.publicNotices.extensions(notice.id),
      provisional: endsProvisionally(ctx, notice),
      zone: ctx.zone,
    })
    return { card, privately: filed }
  },
})
