import {
  rectificationAccept,
  rectificationFinish,
  rectificationLimits,
  rectificationListCard,
  rectificationProgress,
  rectificationReturn,
} from '../../cards/rectification-cards.ts'
import { anyProvisional } from '../../domain/calendar/provisional.ts'
import { rectificationView } from '../../domain/rectification/reminding.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, longText, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand, type Reply } from '../define/command.ts'
import { accept, giveBack, report } from './acts.ts'
import { isOnCommittee, itemNumbered, itemOfButton, maySeeProblem } from './item.ts'

const number = positional(caseNumber({ letter: 'Z' }))
const said = (label: string, ...keys: string[]) =>
  longText({ label, keys: ['说明', '意见', '原因', ...keys], max: rectificationLimits.text })
const evidence = optional(
  keyed(text({ label: '佐证', keys: ['材料', '链接'], max: rectificationLimits.evidence })),
)

const shown = (id: string): Reply => ({ view: rectificationView, ref: id, privately: true })

/** `/整改 进展 <编号> <说明> 佐证=…`. */
export const reportProgress = defineCommand({
  name: '整改 进展',
  aliases: ['整改进展'],
  summary: '登记整改进展和佐证（责任人）',
  example: '/整改 进展 Z2026-001 已补齐上半年记录 佐证=https://drive.example.com/records',
  permission: 'rectification.progress',
  scope: 'branch-or-union',
  args: { number, text: positional(said('说明')), evidence },
  async run(given, ctx, { organisation }) {
    const item = await itemNumbered(ctx, organisation.id, given.number)
    await report(ctx, item, 'progress', given)
    return shown(item.id)
  },
})

/** `/整改 报验 <编号> <说明> 佐证=…`: the owner hands it over for acceptance. */
export const finishRectification = defineCommand({
  name: '整改 报验',
  aliases: ['整改 完成'],
  summary: '整改完成，提请验收（责任人）',
  example: '/整改 报验 Z2026-001 全年记录已补齐 佐证=学习记录本',
  permission: 'rectification.progress',
  scope: 'branch-or-union',
  args: { number, text: positional(said('说明')), evidence },
  async run(given, ctx, { organisation }) {
    const item = await itemNumbered(ctx, organisation.id, given.number)
    await report(ctx, item, 'finished', given)
    return shown(item.id)
  },
})

/** `/整改 销号 <编号>`: accepted by another person. */
export const acceptRectification = defineCommand({
  name: '整改 销号',
  aliases: ['销号'],
  summary: '验收销号（责任人以外的人员）',
  example: '/整改 销号 Z2026-001 意见=已查看记录，整改到位',
  permission: 'rectification.accept',
  scope: 'branch-or-union',
  args: { number, text: optional(positional(said('意见'))), evidence },
  async run(given, ctx, { organisation }) {
    const item = await itemNumbered(ctx, organisation.id, given.number)
    await accept(ctx, item, { text: given.text ?? '同意销号', evidence: given.evidence })
    return shown(item.id)
  },
})

/** `/整改 重开 <编号> 原因=…`: returned before its acceptance, or reopened after it. */
export const reopenRectification = defineCommand({
  name: '整改 重开',
  aliases: ['整改 退回'],
  summary: '退回重改，或重开已销号的整改事项',
  example: '/整改 重开 Z2026-001 原因=问题反弹',
  permission: 'rectification.accept',
  scope: 'branch-or-union',
  args: { number, text: positional(said('原因')) },
  async run(given, ctx, { organisation }) {
    const item = await itemNumbered(ctx, organisation.id, given.number)
    await giveBack(ctx, item, given)
    return shown(item.id)
  },
})

/** `/整改 查看 <编号>`: privately, to those who may see the problem. */
export const showRectification = defineCommand({
  name: '整改 查看',
  summary: '查看和办理整改事项（仅私聊；责任人和班子成员）',
  example: '/整改 查看 Z2026-001',
  permission: 'rectification.show',
  scope: 'branch-or-union',
  args: { number },
  async run(given, ctx, { organisation }) {
    const item = await itemNumbered(ctx, organisation.id, given.number)
    if (!(await maySeeProblem(ctx, item, ctx.me().id)))
      throw new Refusal('rectification/not-yours', { number: item.number })
    return shown(item.id)
  },
})

const listed = 40

/** `/整改 列表`: in a group measures only; privately the committee sees the problems too. */
export const listRectifications = defineCommand({
  name: '整改 列表',
  aliases: ['整改'],
  summary: '查看整改事项及进度',
  example: '/整改 列表',
  permission: 'rectification.show',
  scope: 'branch-or-union',
  args: {},
  async run(_args, ctx, { organisation }) {
    const items = await ctx.unit.rectifications.list(organisation.id, listed)
    const owners = await ctx.unit.rosters.members([...new Set(items.map((one) => one.ownerId))])
    const names = new Map(owners.map((one) => [one.id, one.name]))
    const withProblems =
      ctx.chat.type === 'private' && (await isOnCommittee(ctx, organisation.id, ctx.me().id))
    const nameOf = (id: string) => names.get(id) ?? ''
    const due = items.filter(({ state }) => state !== 'closed').map(({ dueOn }) => dueOn)
    return {
      card: rectificationListCard({
        branch: organisation.name,
        items,
        withProblems,
        nameOf,
        today: ctx.today,
        provisional: anyProvisional(ctx.catalogue.calendar, due),
      }),
    }
  },
})

/** The buttons of the card, with the same rules. */
export const clickItemProgress = defineAction(rectificationProgress, async ({ item: id }, ctx, { form }) => {
  await report(ctx, await itemOfButton(ctx, id), 'progress', { text: form.text, evidence: form.evidence })
  return { toast: '已登记进展' }
})
export const clickItemFinish = defineAction(rectificationFinish, async ({ item: id }, ctx, { form }) => {
  await report(ctx, await itemOfButton(ctx, id), 'finished', { text: form.text, evidence: form.evidence })
  return { toast: '已提请验收' }
})
export const clickItemAccept = defineAction(rectificationAccept, async ({ item: id }, ctx, { form }) => {
  await accept(ctx, await itemOfButton(ctx, id), { text: form.text, evidence: form.evidence })
  return { toast: '已销号' }
})
export const clickGiveBack = defineAction(rectificationReturn, async ({ item: id }, ctx, { form }) => {
  await giveBack(ctx, await itemOfButton(ctx, id), { text: form.text, evidence: form.evidence })
  return { toast: '已退回' }
})
