import type { ProcessCase } from '../../domain/ports/index.ts'
import type { StepTemplate } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { dateOnly, member } from '../arguments/index.ts'
import type { Arg, ReadContext } from '../define/argument.ts'
import type { Ctx } from '../define/context.ts'
import type { NewRectification } from './create.ts'

/**
 * The items that the lines of a form become: the first lines of its fields are the first problem, its measure, owner and
 * day. A form that is not about measures, or was left blank, makes none. Refuses lines that do not match, an owner who is
 * not on the roster and a day that is none.
 */
export async function measuresIn(
  ctx: Ctx,
  found: ProcessCase,
  { config }: StepTemplate,
  said: Readonly<Record<string, string>>,
): Promise<NewRectification[]> {
  if (config.rectified_by === undefined) return []
  const labels = config.fields ?? []
  const columns = labels.map((label) => linesOf(said[label]))
  if (columns.every(({ length }) => length === 0)) return []
  const counts = columns.map(({ length }) => length)
  if (new Set(counts).size > 1)
    throw refuse(
      labels[0] ?? '',
      `${labels.join('、')}须逐行对应，现在分别有${counts.join('、')}行，请补齐。`,
    )
  const [problems = [], measures = [], owners = [], days = []] = columns
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  const reading = readingFor(ctx, found.organisationId)
  const items: NewRectification[] = []
  for (const [row, problem] of problems.entries()) {
    const owner = await readAs(member({ label: labels[2] ?? '责任人' }), owners[row] ?? '', reading)
    const dueOn = await readAs(dateOnly({ label: labels[3] ?? '期限' }), days[row] ?? '', reading)
    if (dueOn < ctx.today) throw refuse(labels[3] ?? '期限', '期限不能早于今天，请改为今后的日期。')
    items.push({
      organisationId: found.organisationId,
      problem,
      origin: [...found.title].slice(0, 60).join(''),
      measure: measures[row] ?? '',
      ownerId: owner.memberId,
      dueOn,
      meetingId: meeting?.id ?? null,
      caseId: found.instance.id,
      step: config.rectified_by,
    })
  }
  return items
}

const refuse = (label: string, sentence: string) => new Refusal('form/field', { label, sentence })

const linesOf = (text = ''): string[] =>
  text
    .split(/[\n；;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

const readingFor = (ctx: Ctx, organisationId: string): ReadContext => ({
  ...ctx,
  organisationId,
  memberId: ctx.actor.member?.id ?? null,
  inGroup: ctx.chat.type === 'group',
  roster: () => ctx.unit.rosters.roster(organisationId, ctx.today),
})

async function readAs<T>(arg: Arg<T>, text: string, ctx: ReadContext): Promise<T> {
  const read = await arg.read(text, ctx)
  if (!read.ok) throw refuse(arg.label, read.sentence)
  return read.value
}
