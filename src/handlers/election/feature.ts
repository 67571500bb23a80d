import type { Feature } from '../define/feature.ts'
import { createElection } from './create.ts'
import { listCandidates } from './list.ts'
import { nominate } from './nominate.ts'
import { reduceElection } from './reduce.ts'
import { reportElection, showElection } from './report.ts'
import { electionInGroup } from './views.ts'
import { voteInElection } from './vote.ts'

/** Elections: candidates, preliminary lists, formal ballots. */
export const electionFeature: Feature = {
  commands: [createElection, listCandidates, voteInElection, reduceElection, reportElection, showElection],
  actions: [nominate],
  views: [electionInGroup],
}
