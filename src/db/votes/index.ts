export { createSealedCommitter, createVoteCommitter, type VoteCommitterOptions } from './committer.ts'
