import { checklistView } from '../../domain/cases/case-context.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { startCase } from '../../domain/cases/start-case.ts'
import type { Catalogue } from '../../domain/catalogue.ts'
import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import { personNamed } from '../../domain/organisation/person-named.ts'
import {
  askedAhead,
  firstQuestions,
  type ProcessTemplate,
  readAhead,
  readAnswers,
} from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { atTheEnd, choice, dateTime, dayOrMoment, text } from '../arguments/index.ts'
import { type Arg, keyed, optional, positional, unless } from '../define/argument.ts'
import { type Command, defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { homeOfCase } from './home-of-case.ts'

/** Roles whose first step anybody on the roster may take: they ask for something, or say something. */
const applicants: readonly string[] = ['staff', 'subject', 'member']

/** `/活动 新建` without its slash; null for a process without a command of its own. */
const verbOf = ({ trigger }: ProcessTemplate): string | null => trigger.manual_command?.slice(1) ?? null

/**
 * The commands that processes name for themselves (`trigger.manual_command`): each starts a case, with what its first step
 * asks as parameters. A name that a feature has taken is left to the feature.
 */
export function caseCommands(
  { processes }: Pick<Catalogue, 'processes'>,
  taken: readonly Command[],
): Command[] {
  const names = new Set(taken.flatMap(({ name, aliases }) => [name, ...aliases]))
  return [...processes.values()].flatMap((template) => {
    const verb = verbOf(template)
    if (verb === null || names.has(verb) || template.number === 'D') return []
    names.add(verb)
    return [commandOf(template, verb)]
  })
}

const aliasesOf = ({ trigger }: ProcessTemplate): string[] => trigger.aliases ?? []

function commandOf(template: ProcessTemplate, verb: string): Command {
  const restricted = isRestricted(template)
  const [first] = template.steps
  const applies = applicants.includes(first?.role ?? '')
  const asked = firstQuestions(template).filter(({ label }) => label !== '标题' && label !== '时间')
  const fields = Object.fromEntries(
    asked.map(({ key, label }) => [
      key,
      optional(keyed(text({ label, keys: keysFor(template, label), max: 500 }))),
    ]),
  )
  const ahead = Object.fromEntries(
    askedAhead(template).map(({ question: { key, label, options = [] } }) => [
      key,
      optional(
        keyed(
          choice({
            label,
            keys: shortKeys(label),
            words: Object.fromEntries(options.map(({ text: word }) => [word, word])),
          }),
        ),
      ),
    ]),
  )
  return defineCommand({
    name: verb,
    aliases: aliasesOf(template),
    summary: `${template.label}：登记并生成清单`,
    example: `/${verb} ${template.trigger.example ?? (restricted ? '' : template.label)}`.trim(),
    permission: applies ? 'case.apply' : 'case.start',
    scope: 'branch-or-union',
    privateOnly: restricted,
    args: {
      when: template.trigger.timed
        ? optional(atTheEnd(dayOrMoment({ label: '时间', usual: usualHour })))
        : optional(keyed(dateTime({ label: '时间' }))),
      title: restricted ? optional(titleArg) : unless(titleArg, ...asked.map(({ key }) => key)),
      ...fields,
      ...ahead,
    },
    async run({ title, when, ...said }, ctx, { organisation: here }) {
      if (!applies)
        await ctx.allow('case.start', here.id, await answersForRole(ctx, here.id, first?.role ?? ''))
      const answers = readAnswers(template, said)
      if (!answers.ok) throw new Refusal('form/field', answers)
      const organisation = restricted && applies ? await homeOfCase(ctx, template, here) : here
      const me = ctx.me().id
      const named = first?.config.subject
      const subject =
        first?.role === 'subject'
          ? me
          : named === undefined
            ? null
            : await personNamed(ctx.unit, organisation, answers.fields[named], ctx.today)
      const found = await startCase(ctx, {
        template,
        organisation,
        title: title ?? titleOf(template, Object.values(answers.fields)[0]),
        anchors: { T: when?.at ?? null },
        said: { outputs: answers.outputs, fields: answers.fields },
        subject,
        ...(first?.role === 'subject' && { holders: { subject: me } }),
        known: readAhead(template, said),
        startedBy: me,
      })
      return { view: checklistView, ref: found.instance.id, privately: restricted }
    },
  })
}

const answersForRole = async (ctx: Ctx, organisationId: string, role: string): Promise<boolean> =>
  (await responsibleFor(ctx.unit, organisationId, role, ctx.today)).includes(ctx.me().id)

/** What is about somebody is called after them, where nobody calls it anything; a restricted case never is. */
const titleOf = (template: ProcessTemplate, about: string | undefined): string =>
  isRestricted(template) || about === undefined
    ? template.label
    : [...`${template.label}：${about}`].slice(0, 60).join('')

/** When an activity is held of which only the day was said. */
const usualHour = '09:00'

/** What a question of the first step is also called. */
const keysFor = ({ trigger }: ProcessTemplate, label: string): string[] => [
  ...shortKeys(label),
  ...(trigger.words?.[label] ?? []),
]

/** `预算（元）` is also written without its unit, `是否重要事项` as 重要. */
const shortKeys = (label: string): string[] => {
  const short = label.replace(/（.*?）/g, '').replace(/^是否(.*?)(事项)?$/, '$1')
  return short === label || short === '' ? [] : [short]
}

const titleArg: Arg<string> = positional(text({ label: '标题', max: 60 }))
