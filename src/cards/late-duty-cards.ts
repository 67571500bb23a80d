import { stateWords } from '../domain/cadence/duty-wording.ts'
import type { Block, Card } from './card.ts'
import type { PeriodReminderFacts } from './duty-reminder-facts.ts'
import { fulfilButtons } from './duty-reminder-facts.ts'
import { reminderBackfill, reminderExempt, reminderSnooze } from './reminder-actions.ts'
import { dateWords, shortened } from './wording.ts'

const text = (words: string): Block => ({ type: 'text', text: words })

/** A duty whose period is over and whose meeting was not held. */
export function overdueCard(facts: PeriodReminderFacts): Card {
  const { branch, period, label, duty, wording } = facts
  const end = dateWords(facts.periodEnd, facts.today)
  const missed = stateWords('missed', wording).label
  const ahead = facts.escalateOn
    ? [text(`如仍未处理，将于${dateWords(facts.escalateOn, facts.today)}列入报送上级党组织的情况汇总。`)]
    : []
  return {
    title: shortened(`逾期：${label}`, 20),
    tone: 'danger',
    blocks: [
      text(`${branch}${period}${label}应于${end}前${wording.fulfil}，尚未${wording.fulfil}。`),
      text(
        facts.makeUpUntil < facts.today
          ? `${wording.makeUp}期限已过，记为“${missed}”。`
          : `可在${dateWords(facts.makeUpUntil, facts.today)}前${wording.makeUp}（记为“${stateWords('late_done', wording).label}”），之后记为“${missed}”。`,
      ),
      ...(facts.escalated ? [text('已列入报送上级党组织的情况汇总。')] : ahead),
      {
        type: 'buttons',
        items: [
          ...fulfilButtons(facts, { arrange: '安排补开', backfill: '补录已召开的会议' }),
          { text: `登记上级同意${wording.waive}或延期`, action: reminderExempt(duty) },
          { text: '稍后提醒', action: reminderSnooze(duty) },
        ],
      },
    ],
    summary: `逾期：${period}${label}尚未${wording.fulfil}`,
  }
}

/** A duty whose arranged meeting has passed without a record. */
export function unrecordedCard(facts: PeriodReminderFacts): Card {
  const { branch, period, label, duty, unrecorded } = facts
  return {
    title: shortened(`待补录：${label}`, 20),
    tone: 'attention',
    blocks: [
      text(`${branch}${period}${label}（${unrecorded}）的日期已过，还没有召开记录。`),
      text('已召开的，请在清单中登记签到和会议记录；没有召开的，请改期或取消。'),
      { type: 'facts', items: [{ label: '打开清单', value: `/清单 ${unrecorded}` }] },
      {
        type: 'buttons',
        items: [
          { text: '已召开，补录', action: reminderBackfill(duty), style: 'primary' },
          { text: '稍后提醒', action: reminderSnooze(duty) },
        ],
      },
    ],
    note: `本期截止${dateWords(facts.periodEnd, facts.today)}`,
    summary: `${period}${label}（${unrecorded}）还没有召开记录`,
  }
}
