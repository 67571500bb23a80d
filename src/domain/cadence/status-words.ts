/** The twelve states of an obligation in a period. */
export const cadenceStatuses = [
  'not_applicable',
  'not_required',
  'exempt',
  'upcoming',
  'done',
  'late_done',
  'scheduled',
  'pending',
  'due_soon',
  'unconfirmed',
  'overdue',
  'missed',
] as const

/** A state of an obligation in a period. */
export type CadenceStatus = (typeof cadenceStatuses)[number]

/** Colour of a state; cards map it to what their platform has. */
export type StatusTone = 'grey' | 'blue' | 'orange' | 'green' | 'yellow' | 'red' | 'dark-red'

/** Label and colour of every state, as users see them. */
export const statusWords: Record<CadenceStatus, { label: string; tone: StatusTone }> = {
  not_applicable: { label: '不适用', tone: 'grey' },
  not_required: { label: '不作要求', tone: 'grey' },
  exempt: { label: '经批准免开', tone: 'grey' },
  upcoming: { label: '未到期', tone: 'grey' },
  pending: { label: '待安排', tone: 'blue' },
  scheduled: { label: '已安排', tone: 'blue' },
  unconfirmed: { label: '待补录', tone: 'orange' },
  due_soon: { label: '临近到期', tone: 'orange' },
  done: { label: '按期完成', tone: 'green' },
  late_done: { label: '逾期补开', tone: 'yellow' },
  overdue: { label: '逾期未开', tone: 'red' },
  missed: { label: '缺开', tone: 'dark-red' },
}

/**
 * How bad a state is, for a roll-up: its place in `cadenceStatuses`. The four states in which nothing is
 * asked come first, so that they show only where nothing else does.
 */
export const severity = (status: CadenceStatus): number => cadenceStatuses.indexOf(status)

/** The worst of several states; `not_applicable` for none. */
export const worstOf = (statuses: readonly CadenceStatus[]): CadenceStatus =>
  statuses.reduce<CadenceStatus>(
    (worst, status) => (severity(status) > severity(worst) ? status : worst),
    'not_applicable',
  )
