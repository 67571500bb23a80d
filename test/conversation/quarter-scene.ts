import { localDate, localTime } from '../../src/domain/calendar/local-time.ts'
import { type TestBot, textOf } from '../helpers/test-bot.ts'

const zone = 'Asia/Shanghai'

/** The branch's group; it has a committee of four and a superior. */
export const branch = '机关第一党支部'

export async function foundBranch(bot: TestBot): Promise<void> {
  await bot.bindBranch(['张伟', '李四', '王五', '赵六', '孙七', '周八'])
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
  await bot.says('张伟', branch, '/党员 任职 王五 宣传委员')
  await bot.says('张伟', branch, '/党员 任职 赵六 纪检委员')
}

/** A reminder that was planned, with what became of it. */
export interface Reminded {
  /** Local time at which it was sent, else at which it was due. */
  at: string
  /** A name, or the group's. */
  to: string
  /** Its stage, for steps with the step: `minutes due-1wd`. */
  what: string
  state: string
}

/** All reminders of the general meeting, its period and its case, in order of time, then in the order in which people were named. */
export async function reminders(bot: TestBot): Promise<Reminded[]> {
  const rows = await bot.db.sql<{ at: Date; name: string; view: string; ref: string; state: string }[]>`
    select coalesce(o.sent_at, o.due_at) as at, coalesce(m.name, '本群') as name, o.content->>'view' as view,
      o.content->>'ref' as ref, o.state
    from outgoing o
    left join member m on m.tenant_id = o.tenant_id and m.id::text = o.recipient->>'memberId'
    left join process_instance p on p.tenant_id = o.tenant_id
      and p.id::text = split_part(o.content->>'ref', '|', 1)
    where o.kind = 'reminder' and o.content->>'view' <> 'reminder.escalation'
      and (o.reason is null or o.reason not in ('arranged', 'done'))
      and (o.content->>'view' <> 'reminder.period' or o.content->>'ref' like '%|general_meeting|%')
      and coalesce(p.template_id, 'general-meeting') = 'general-meeting'
    order by 1, o.content->>'view', 4, array_position(array['张伟','李四','王五','赵六','孙七','周八'], m.name)`
  return rows.map(({ at, name, view, ref, state }) => ({
    at: `${localDate(at, zone)} ${localTime(at, zone)}`,
    to: name,
    what: whatOf(view, ref.split('|')),
    state,
  }))
}

function whatOf(view: string, parts: string[]): string {
  if (view === 'reminder.period') return parts[3] ?? ''
  if (view === 'reminder.meeting') return parts[1] ?? ''
  return `${parts[1] ?? ''} ${parts.at(-1) ?? ''}`
}

/** What `/进度 本季度` says of the general meeting in a period such as `2026-Q4`. */
export async function statusOf(bot: TestBot, period: string): Promise<string> {
  const card = await bot.says('张伟', branch, '/进度 本季度')
  const lines = textOf(card).split('\n')
  const at = lines.findIndex((line, index) => line === '支部党员大会' && lines[index + 1] === period)
  return lines[at + 2] ?? ''
}
