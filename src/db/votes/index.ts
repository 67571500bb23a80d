export { createVoteCommitter, type VoteCommitterOptions } from './committer.ts'
