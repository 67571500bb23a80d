/** What a task comes of. */
export type TaskOrigin = 'request' | 'instruction' | 'case' | 'ballot'

/** Something to be done that comes of a decision and is no step of a case. `dueOn` is a local date. */
export interface Task {
  id: string
  organisationId: string
  number: string
  label: string
  origin: TaskOrigin
  originId: string
  originNumber: string
  ownerId: string | null
  dueOn: string | null
  state: 'open' | 'done'
  result: string | null
  doneBy: string | null
  doneAt: Date | null
  createdAt: Date
}

export interface TaskStore {
  insert(task: Task): Promise<void>
  get(id: string): Promise<Task | null>
  getForUpdate(id: string): Promise<Task | null>
  byNumber(organisationId: string, number: string): Promise<Task | null>
  /** In the order of their numbers. */
  ofOrigin(originId: string): Promise<Task[]>
  /** Open ones, the earliest due first, those without a day last. */
  open(organisationId: string): Promise<Task[]>
  update(id: string, change: Partial<Omit<Task, 'id' | 'organisationId' | 'number'>>): Promise<void>
}
