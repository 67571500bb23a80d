import type { Way } from '../../../scripts/ways.ts'
import { type ProcessInstance, type ProcessTemplate, stepNamed } from '../../../src/domain/process/index.ts'
import type { TestBot } from '../../helpers/test-bot.ts'
import { begin } from './begin.ts'
import {
  type CaseWalk,
  driveTo,
  followersOf,
  later,
  type OpenRow,
  openRows,
  shown,
  tells,
} from './case-walk.ts'
import { today } from './forms.ts'
import { means } from './means.ts'
import { type Plan, wanted } from './plan.ts'
import { waysGone } from './witness.ts'

const hour = 3_600_000
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
    const instance = await walk.stored()
    if (instance.state === 'closed' || instance.state === 'cancelled') return walk
    if (instance.state === 'held' && instance.hold?.target === null) {
      await bot.says(walk.home.head, where(walk), `/事项 恢复 ${walk.number} 原因=已按规定处理`)
      continue
    }
    if (instance.state === 'held' && (await movesMeeting(walk, instance))) continue
    const rows = inOrder(await openRows(walk), instance.template)
    if (!(await actOnFirst(walk, rows)))
      throw new Error(
        `stuck at ${rows.map(({ row, who }) => `${row.step} (${who}, ${row.objection?.code ?? 'open'})`).join()}:\n${await shown(walk)}`,
      )
    const after = await walk.stored()
    for (const way of waysGone({
      before: instance,
      after,
      followers: await followersOf(bot, instance.id),
    }))
      gone(way)
  }
  throw new Error(`no end:\n${await shown(walk)}`)
}

/** What was sent too late for its meeting keeps the meeting from being held until it is moved. */
async function movesMeeting(walk: CaseWalk, instance: ProcessInstance): Promise<boolean> {
  const step = stepNamed(instance.template, instance.hold?.step ?? '')
  if (step?.config.on_time === undefined || walk.once.has('moved')) return false
  walk.once.add('moved')
  const to = `${today(walk, 30)} 15:00`
  await tells(walk, walk.home.head, walk.home.group, `/会议 改期 ${walk.number} ${to} 原因=请示报送不足五天`)
  return true
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
async function driveToDue(walk: CaseWalk, { row, step, instance }: OpenRow): Promise<void> {
  const { bot } = walk
  later(bot)
  if (!row.due) return
  const atMeeting = row.due.at === instance.anchors.T
  const late = step.config.on_time !== undefined && wanted(walk.plan, step.config.on_time) === false
  if (!walk.plan.thorough && !atMeeting && !late) return
  const to = new Date(+new Date(row.due.at) + (atMeeting ? 0 : late ? 20 * hour : -hour))
  if (to > bot.clock.now()) await driveTo(bot, to)
}
