/** Views of a request. */
export const approvalViews = {
  /** In the superior's group: one card a revision; ref = `revisionRef`. */
  decision: 'approval.decision',
  /** In the branch: the request and what became of it; ref = its id. */
  request: 'approval.request',
  /** In the branch after a return: the form to change and submit it again; ref = `revisionRef`. */
  returned: 'approval.returned',
} as const

/** Names one revision of a request: its card in the superior's group stands for exactly that text. */
export const revisionRef = (id: string, revision: number): string => `${id}|${revision}`

/** Reads a ref that `revisionRef` wrote. */
export function readRevisionRef(ref: string): { id: string; revision: number } {
  const [id = '', revision = '0'] = ref.split('|')
  return { id, revision: Number(revision) }
}
