import type { VotingRule } from '../domain/voting/index.ts'

/** What a vote on persons is called: a recommendation advises and elects nobody. */
export const personWords = ({ kind }: Pick<VotingRule, 'kind'>) =>
  kind === 'recommendation'
    ? { title: '民主推荐', paper: '推荐票', seats: '推荐名额', person: '被推荐人', condition: '列入推荐人选' }
    : { title: '选举', paper: '选举选票', seats: '应选', person: '候选人', condition: '当选条件' }
