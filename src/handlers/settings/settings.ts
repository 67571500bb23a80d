import { type SettingRow, settingsCard, settingsSave } from '../../cards/setting-cards.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import { type Setting, settings, settingUnder, valuesOf, wordOf } from '../../domain/settings/index.ts'
import { inForce } from '../../domain/settings/read-setting.ts'
import { choice, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { type Command, defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { topicCard, topicWords } from './topics.ts'

const labels = Object.fromEntries(settings.map(({ label, key }) => [label, key]))
const sources = { own: '本组织', superior: '上级', standard: '默认' } as const

/**
 * `/设置`: what the organisation has decided; `/设置 升级提醒 关闭` decides; `/设置 日历`, `表决规则` and `权限` show what holds.
 * `all` are the commands that 权限 speaks of.
 */
export const settingsCommand = (all: () => readonly Command[]): Command =>
  defineCommand({
    name: '设置',
    summary: '查看或更改设置：升级提醒等；查看日历、表决规则、权限',
    example: '/设置 升级提醒 关闭',
    permission: 'setting.show',
    scope: 'organisation',
    args: {
      item: optional(positional(choice({ label: '事项', words: { ...labels, ...topicWords } }))),
      value: optional(positional(text({ label: '选项', max: 20 }))),
      document: optional(keyed(text({ label: '依据', keys: ['文号'], max: 40 }))),
    },
    async run({ item, value, document }, ctx, { organisation }) {
      const topic = Object.values(topicWords).find((one) => one === item)
      if (topic) return { card: await topicCard(topic, ctx, organisation, all()) }
      const setting = settingsUnder(ctx).find(({ key }) => key === item)
      // A document without a word is the consent to the value that needs one: `/设置 电子无记名表决 文号=…`.
      const meant = value ?? (document === undefined ? undefined : setting?.needsDocument?.[0])
      if (setting && meant !== undefined)
        await decide(ctx, organisation, [{ setting, value: readValue(setting, meant) }], document ?? null)
      return { card: await cardOf(ctx, organisation) }
    },
  })

/** 保存 on the card: what differs from what holds is decided, all of it or nothing. */
export const clickSave = defineAction(settingsSave, async ({ organisation: id }, ctx, { form }) => {
  const organisation = await ctx.unit.organisations.get(id)
  if (!organisation) throw new Refusal('card/not-ours', {})
  const stored = await storedFor(ctx, organisation)
  const wanted = ofKind(ctx, organisation).flatMap((setting) => {
    const value = form[setting.key]
    if (typeof value !== 'string' || value === inForce(setting, stored, organisation, ctx.catalogue).value)
      return []
    return [{ setting, value: readValue(setting, value) }]
  })
  if (wanted.length === 0) throw new Refusal('setting/unchanged', {})
  await decide(ctx, organisation, wanted, form.document?.trim() || null)
  return { toast: '已保存', card: await cardOf(ctx, organisation) }
})

const settingsUnder = ({ catalogue }: Ctx): Setting[] => settings.map((one) => settingUnder(one, catalogue))

const ofKind = (ctx: Ctx, { kind }: Organisation): Setting[] =>
  settingsUnder(ctx).filter(({ kinds }) => kinds.includes(kind))

const storedFor = (ctx: Ctx, { id, parentId }: Organisation) =>
  ctx.unit.settings.choicesOf([id, ...(parentId ? [parentId] : [])])

/** A word that people write, or the value that a form carries. */
function readValue(setting: Setting, given: string): string {
  const known = valuesOf(setting)
  const value = Object.hasOwn(setting.words, given)
    ? setting.words[given]
    : known.find((one) => one.value === given)?.value
  if (value === undefined)
    throw new Refusal('setting/unknown-value', {
      label: setting.label,
      given: given.slice(0, 20),
      known: known.map(({ word }) => word),
    })
  return value
}

async function decide(
  ctx: Ctx,
  organisation: Organisation,
  wanted: { setting: Setting; value: string }[],
  document: string | null,
): Promise<void> {
  for (const { setting, value } of wanted) {
    if (!setting.kinds.includes(organisation.kind))
      throw new Refusal('setting/not-for', { label: setting.label, organisation: organisation.name })
    await ctx.allow(setting.permission, organisation.id)
    if (setting.needsDocument?.includes(value) && document === null)
      throw new Refusal('setting/needs-document', { label: setting.label, word: wordOf(setting, value) })
    await ctx.unit.settings.set(organisation.id, setting.key, { value, document }, ctx.me().id)
  }
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: ctx.me().id,
    action: 'setting.change',
    object: organisation.id,
    facts: Object.fromEntries(wanted.map(({ setting, value }) => [setting.key, value])),
  })
}

async function cardOf(ctx: Ctx, organisation: Organisation) {
  const stored = await storedFor(ctx, organisation)
  const roles = await ctx.rolesIn(organisation.id)
  const rows = ofKind(ctx, organisation).map((setting): SettingRow => {
    const now = inForce(setting, stored, organisation, ctx.catalogue)
    return {
      key: setting.key,
      label: setting.label,
      explains: setting.explains,
      word: wordOf(setting, now.value),
      source: now.document === null ? sources[now.source] : `${sources[now.source]}（${now.document}）`,
      options: valuesOf(setting).map(({ value, word }) => ({ value, text: word })),
      value: now.value,
      needsDocument: (setting.needsDocument ?? []).length > 0,
    }
  })
  const mayChange = ofKind(ctx, organisation).some((one) => may(roles, one.permission))
  return settingsCard({ organisation, rows, mayChange })
}
