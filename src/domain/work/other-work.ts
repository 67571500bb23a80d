import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { isRestricted } from '../cases/case-people.ts'
import { signersOf, stepOfDocument } from '../documents/signers.ts'
import { titleOf } from '../instructions/states.ts'
import { responsibleFor } from '../organisation/linked-rosters.ts'
import { may, type Permission, type Role } from '../organisation/permissions.ts'
import type { Rectification, Unit } from '../ports/index.ts'
import { currentAcceptor } from '../public-notices/acceptor.ts'
import { nextAnswerDue } from '../public-notices/answer-due.ts'
import { openObjections } from '../public-notices/outcome.ts'
import { faultOfAcceptance } from '../rectification/states.ts'
import type { WorkKind } from './reminders.ts'

/** Something to be done that is no step of a case. It never says more than its reminder: no problem, no text of anybody. */
export interface OtherWork {
  what: WorkKind | 'document'
  id: string
  number: string
  label: string
  /** Local date. */
  dueOn: string | null
  /** Who has it by name; null = whoever holds the role. */
  ownerId: string | null
  /** Whether the person who asks has to do it. */
  mine: boolean
  /** Readable by whoever has it alone, or by whoever holds what it asks for. */
  discreet: boolean
}

/** Who asks, in which organisation. */
interface Asking {
  organisationId: string
  memberId: string
  today: string
  /** Whether the one who asks answers for a role of a process. */
  answersFor(role: string): Promise<boolean>
  may(permission: Permission): boolean
}

type Source = (ctx: CaseContext, asking: Asking) => Promise<OtherWork[]>

/** Tasks that come of a decision: of their owner, or of the head where nobody has them. */
const isOfRestricted = async (unit: Unit, caseId: string): Promise<boolean> => {
  const found = await unit.processes.get(caseId)
  return found !== null && isRestricted(found.instance.template)
}

const tasks: Source = async ({ unit }, { organisationId, memberId, answersFor }) =>
  Promise.all(
    (await unit.tasks.open(organisationId)).map(async ({ id, number, label, dueOn, ownerId, ...of }) => ({
      what: 'task' as const,
      id,
      number,
      label,
      dueOn,
      ownerId,
      mine: ownerId === null ? await answersFor('owner') : ownerId === memberId,
      // What a restricted matter gave out is known to its owner.
      discreet: of.origin === 'case' && (await isOfRestricted(unit, of.originId)),
    })),
  )

/** Rectification items: of their owner, and once handed in of those who may accept them. */
const rectifications: Source = async (ctx, asking) => {
  const items = await ctx.unit.rectifications.open(asking.organisationId)
  return Promise.all(
    items.map(async (item) => ({
      what: 'rectification' as const,
      id: item.id,
      number: item.number,
      label: `${item.state === 'submitted' ? '验收' : '整改'}：${item.measure}`,
      dueOn: item.dueOn,
      ownerId: item.ownerId,
      mine: item.state === 'submitted' ? await accepts(ctx, asking, item) : item.ownerId === asking.memberId,
      discreet: false,
    })),
  )
}

async function accepts({ unit }: CaseContext, asking: Asking, item: Rectification): Promise<boolean> {
  if (!asking.may('rectification.accept')) return false
  return faultOfAcceptance(item, await unit.rectifications.entries(item.id), asking.memberId) === null
}

/** Instructions until the superior has the report; those that a case leads through stand there. */
const instructions: Source = async ({ unit }, { organisationId, answersFor }) => {
  const all = (await unit.instructions.open(organisationId)).filter(
    ({ classified, state }) => !classified || state === 'registered',
  )
  const open = await outsideCases(unit, all)
  if (open.length === 0) return []
  const mine = await answersFor('owner')
  return open.map((one) => ({
    what: 'instruction' as const,
    id: one.id,
    number: one.number,
    label: `${one.state === 'registered' ? '落实' : '报告落实情况'}：${titleOf(one)}`,
    dueOn: one.dueOn,
    ownerId: null,
    mine,
    discreet: false,
  }))
}

/** What no running case leads through: where one does, its steps are what is to be done. */
async function outsideCases<T extends { caseId: string | null }>(
  unit: Unit,
  all: readonly T[],
): Promise<T[]> {
  const free: T[] = []
  for (const one of all) {
    const state = one.caseId && (await unit.processes.get(one.caseId))?.instance.state
    if (state !== 'open' && state !== 'held') free.push(one)
  }
  return free
}

/** Suggestions until they are answered: of those who answer for them, never with text or author. */
const suggestions: Source = async ({ unit }, { organisationId, answersFor, may: entitled }) => {
  if (!entitled('suggestion.review')) return []
  const open = await outsideCases(unit, await unit.suggestions.open(organisationId))
  const mine = open.length > 0 && (await answersFor('owner'))
  return open.map(({ id, number, state, dueOn }) => ({
    what: 'suggestion' as const,
    id,
    number,
    label: state === 'submitted' ? '评审并答复合理化建议' : '答复合理化建议',
    dueOn,
    ownerId: null,
    mine,
    discreet: false,
  }))
}

/** Objections to be concluded before a period ends: how many, and of the acceptor alone. */
const notices: Source = async (ctx, { organisationId, memberId }) => {
  const found: OtherWork[] = []
  for (const notice of await ctx.unit.publicNotices.open(organisationId)) {
    const { id, number } = notice
    const objections = await ctx.unit.publicNotices.objections(id)
    const open = openObjections(objections).length
    if (open === 0) continue
    const dueOn = nextAnswerDue(notice, objections, ctx.catalogue.calendar, ctx.zone)
    const label = `核实并办结异议（${open}件）`
    const ownerId = await currentAcceptor(ctx, notice)
    const mine = ownerId === memberId
    found.push({ what: 'notice', id, number, label, dueOn, ownerId, mine, discreet: true })
  }
  return found
}

/** Documents that are to be made final: of those whom the process names. */
const documents: Source = async ({ unit, catalogue }, { organisationId, memberId, today }) => {
  const found: OtherWork[] = []
  for (const document of await unit.documents.drafts(organisationId)) {
    const layout = catalogue.documents.get(document.kind)
    const running = document.instanceId ? await unit.processes.get(document.instanceId) : null
    if (!layout || running?.instance.state === 'cancelled') continue
    const { memberIds } = await signersOf(unit, today, document, layout)
    const [only] = memberIds
    found.push({
      what: 'document',
      id: document.id,
      number: document.caseNumber,
      label: `定稿：${document.title}`,
      dueOn: (running && stepOfDocument(running, document.kind)?.state.due?.date) ?? null,
      ownerId: memberIds.length === 1 && only ? only : null,
      mine: memberIds.includes(memberId),
      discreet: document.visibility !== 'branch',
    })
  }
  return found
}

const sources: readonly Source[] = [tasks, rectifications, instructions, suggestions, notices, documents]

/**
 * Everything to be done in an organisation that is no step of a case and that a person may know of: what is discreet
 * only where the person has it.
 */
export async function otherWork(
  ctx: CaseContext,
  organisationId: string,
  memberId: string,
): Promise<OtherWork[]> {
  const today = localDate(ctx.now, ctx.zone)
  const roster = await ctx.unit.rosters.roster(organisationId, today)
  const roles = new Set<Role>(roster.find((one) => one.memberId === memberId)?.offices ?? [])
  const known = new Map<string, Promise<string[]>>()
  const holders = (role: string) => {
    const found = known.get(role) ?? responsibleFor(ctx.unit, organisationId, role, today)
    known.set(role, found)
    return found
  }
  const asking: Asking = {
    organisationId,
    memberId,
    today,
    answersFor: async (role) => (await holders(role)).includes(memberId),
    may: (permission) => may(roles, permission),
  }
  const found: OtherWork[] = []
  for (const source of sources) found.push(...(await source(ctx, asking)))
  return found.filter(({ mine, discreet }) => mine || !discreet)
}
