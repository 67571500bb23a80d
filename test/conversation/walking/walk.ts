import type { Way } from '../../../scripts/ways.ts'
import type { ProcessTemplate } from '../../../src/domain/process/index.ts'
import type { TestBot } from '../../helpers/test-bot.ts'
import { type CaseWalk, driveTo, followersOf, later, type OpenRow, openRows, shown, storedCase } from './case-walk.ts'
import { means } from './means.ts'
import type { Plan } from './plan.ts'
import { begin } from './begin.ts'
import { waysGone } from './witness.ts'

/** Acts that no walk needs more of. */
const most = 160

/**
 * Walks a case from its start to its file by what its cards offer, as the plan says, with the clock driven from one due step
 * to the next. Every way that it goes is told at once, so that a walk that stops has still shown what it came through.
 */
export async function walkCase(
  bot: TestBot,
  template: ProcessTemplate,
  plan: Plan,
  gone: (way: Way) => void,
): Promise<CaseWalk> {
  const walk = await begin(bot, template, plan, gone)
  for (let acts = 0; acts < most; acts += 1) {
    const { instance, id } = await storedCase(bot, walk.number)
    if (instance.state === 'closed' || instance.state === 'cancelled') return walk
    if (instance.state === 'held' && instance.hold?.target === null) {
      await bot.says(walk.home.head, where(walk), `/事项 恢复 ${walk.number} 原因=已按规定处理`)
      continue
    }
    const rows = inOrder(await openRows(walk), instance.template)
    if (!(await actOnFirst(walk, rows)))
      throw new Error(
        `stuck at ${rows.map(({ row, who }) => `${row.step} (${who}, ${row.objection?.code ?? 'open'})`).join()}:\n${await shown(walk)}`,
      )
    const after = await storedCase(bot, walk.number)
    for (const way of waysGone({
      before: instance,
      after: after.instance,
      followers: await followersOf(bot, id),
    }))
      gone(way)
  }
  throw new Error(`no end:\n${await shown(walk)}`)
}

const where = (walk: CaseWalk): string => (walk.restricted ? '私聊' : walk.home.group)

/** What is due first comes first; the file last, after what comes round each month. */
function inOrder(rows: OpenRow[], template: ProcessTemplate): OpenRow[] {
  const rank = ({ row, instance }: OpenRow) =>
    2 * Number(row.kind === 'archive') +
    Number(instance.steps.some((one) => one.id === row.step && one.item === row.item && one.rounds > 0))
  const due = ({ row }: OpenRow) => row.due?.at ?? '9999'
  const place = ({ row }: OpenRow) => template.steps.findIndex(({ id }) => id === row.step)
  return rows.sort(
    (a, b) => rank(a) - rank(b) || (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : place(a) - place(b)),
  )
}

async function actOnFirst(walk: CaseWalk, rows: readonly OpenRow[]): Promise<boolean> {
  for (const at of rows) {
    await driveToDue(walk, at)
    for (const mean of means) if (await mean(walk, at)) return true
  }
  return false
}

/** An hour before a step is due, or at the meeting itself. A walk that is to fail waits only where time decides something. */
async function driveToDue(walk: CaseWalk, { row, instance }: OpenRow): Promise<void> {
  const { bot } = walk
  later(bot)
  if (!row.due) return
  const atMeeting = row.due.at === instance.anchors.T
  if (!walk.plan.thorough && !atMeeting) return
  const to = new Date(+new Date(row.due.at) - (atMeeting ? 0 : 3_600_000))
  if (to > bot.clock.now()) await driveTo(bot, to)
}
