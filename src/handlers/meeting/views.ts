import { noticeCard, signInCard } from '../../cards/attendance-cards.ts'
import { followUpCard, resolutionsCard } from '../../cards/meeting-cards.ts'
import { checklistView, followUpView } from '../../domain/cases/case-context.ts'
import { defineView } from '../define/view.ts'
import { attendanceFacts } from './attendance-facts.ts'
import { noticeView } from './reading.ts'

export { checklistView }

/** The view name of a meeting's sign-in card; ref = the meeting's id. */
export const signInView = 'meeting.signin'

/** The view name of a meeting's published resolutions; ref = the meeting's id. */
export const resolutionsView = 'meeting.resolutions'

/** The adopted resolutions of a meeting, with their figures. */
export const resolutionsOfMeeting = defineView(resolutionsView, async (meetingId, ctx) => {
  const meeting = await ctx.unit.meetings.get(meetingId)
  const branch = meeting && (await ctx.unit.organisations.get(meeting.organisationId))
  if (!meeting || !branch) return null
  const ballots = await ctx.unit.ballots.ofMeeting(meeting.id)
  const adopted = ballots.filter((ballot) => ballot.verdict?.outcome === 'passed')
  return {
    card: resolutionsCard({
      branch: branch.name,
      meeting,
      resolutions: await Promise.all(
        adopted.map(async ({ id, number, matter, verdict }) => ({
          number: (await ctx.unit.resolutions.ofBallot(id))?.number ?? null,
          ballot: number,
          matter,
          arithmetic: verdict?.arithmetic ?? '',
        })),
      ),
      zone: ctx.zone,
    }),
    open: false,
  }
})

/** Another process is needed: says why and how to arrange it. */
export const followUpOfCase = defineView(followUpView, async (ref, ctx) => {
  const [caseId = '', step = '', target = ''] = ref.split('|')
  const found = await ctx.unit.processes.get(caseId)
  if (!found) return null
  const rule = found.instance.template.steps
    .find((one) => one.id === step)
    ?.on_fail.find((one) => one.target === target)
  const label = ctx.catalogue.processes.get(target)?.label ?? found.instance.template.label
  const text = `${found.title}（${found.number}）：${rule?.note ?? `须另行办理“${label}”`}。`
  return { card: followUpCard({ number: found.number, text, label }), open: false }
})

/** A meeting's notice, from its rows. */
export const noticeOfMeeting = defineView(noticeView, async (meetingId, ctx) => {
  const facts = await attendanceFacts(ctx, meetingId)
  return facts && { card: noticeCard(facts), open: facts.meeting.status === 'scheduled' }
})

/** A meeting's sign-in, from its rows. */
export const signInOfMeeting = defineView(signInView, async (meetingId, ctx) => {
  const facts = await attendanceFacts(ctx, meetingId)
  return facts && { card: signInCard(facts), open: facts.meeting.status === 'scheduled' }
})
