import { Refusal } from '../../domain/refusals.ts'
import { dateOnly, member } from '../arguments/index.ts'
import type { Arg, ReadContext } from '../define/argument.ts'
import type { Ctx } from '../define/context.ts'

/** One line of a form that gives something to somebody until a day. */
export interface AssignedRow {
  /** What the columns before owner and day say. */
  texts: string[]
  owner: { memberId: string; name: string }
  /** Local date. */
  dueOn: string
}

/**
 * The lines of a form's fields side by side: the first lines are the first row. The last two fields are owner and day. A
 * form that was left blank has none. Refuses lines that do not match, an owner who is not on the roster, a day that is
 * none.
 */
export async function assignedRows(
  ctx: Ctx,
  organisationId: string,
  labels: readonly string[],
  said: Readonly<Record<string, string>>,
): Promise<AssignedRow[]> {
  const columns = labels.map((label) => linesOf(said[label]))
  const counts = columns.map(({ length }) => length)
  if (counts.every((count) => count === 0)) return []
  if (new Set(counts).size > 1)
    throw refuse(
      labels[0] ?? '',
      `${labels.join('、')}须逐行对应，现在分别有${counts.join('、')}行，请补齐。`,
    )
  const [owners = [], days = []] = columns.slice(-2)
  const [ownerLabel = '责任人', dayLabel = '期限'] = labels.slice(-2)
  const reading = readingFor(ctx, organisationId)
  const rows: AssignedRow[] = []
  for (const row of owners.keys()) {
    const owner = await readAs(member({ label: ownerLabel }), owners[row] ?? '', reading)
    const dueOn = await readAs(dateOnly({ label: dayLabel }), days[row] ?? '', reading)
    const texts = columns.slice(0, -2).map((lines) => lines[row] ?? '')
    rows.push({ texts, owner, dueOn })
  }
  return rows
}

/** Refuses a day that has passed: nothing new is due yesterday. */
export function refusePast(ctx: Pick<Ctx, 'today'>, label: string, dueOn: string): void {
  if (dueOn < ctx.today) throw refuse(label, '期限不能早于今天，请改为今后的日期。')
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
