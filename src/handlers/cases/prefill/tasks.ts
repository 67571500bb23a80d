import type { Prefill } from './source.ts'

/** What became of the work that the case gave out: done with its result, or still open. */
export const taskWords: Prefill = async ({ unit, today }, { instance }) => {
  const tasks = await unit.tasks.ofOrigin(instance.id)
  const items = await unit.rectifications.ofCase(instance.id)
  const owners = [...tasks, ...items].flatMap(({ ownerId }) => ownerId ?? [])
  const names = new Map((await unit.rosters.members([...new Set(owners)])).map((one) => [one.id, one.name]))
  const lines = [
    ...tasks.map(({ label, ownerId, state, result, dueOn }) => ({
      text: `${label}（${names.get(ownerId ?? '') ?? '未定'}）`,
      stand: state === 'done' ? `已办结${result ? `，${result}` : ''}` : late(dueOn, today),
    })),
    ...items.map(({ measure, ownerId, state, dueOn }) => ({
      text: `${measure}（${names.get(ownerId) ?? ''}）`,
      stand: state === 'closed' ? '已销号' : late(dueOn, today),
    })),
  ]
  return lines.map(({ text, stand }, at) => `${at + 1}. ${text}：${stand}`).join('\n')
}

const late = (dueOn: string | null, today: string): string =>
  dueOn !== null && dueOn < today ? `未办结，已逾期（${dueOn}）` : `正在办理${dueOn ? `（${dueOn}前）` : ''}`

/** So many items of earlier meetings are named. */
const mostItems = 40

/** What earlier meetings set to be put right, and how it stands: told at the next one (DOMAIN §2.5). */
export const earlierItems: Prefill = async ({ unit, today }, found) => {
  const all = await unit.rectifications.list(found.organisationId, mostItems)
  const earlier = all.filter(({ caseId, meetingId }) => meetingId !== null && caseId !== found.instance.id)
  return earlier
    .map(({ number, measure, state, dueOn }) => {
      const stand = state === 'closed' ? '已销号' : late(dueOn, today)
      return `${number} ${measure}：${stand}`
    })
    .join('\n')
}
