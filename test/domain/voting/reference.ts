/**
 * The table of the domain reference (§3.1 to §3.3) once more, written down a second time and counted another way: needs are
 * looked for upwards from zero by cross-multiplying big integers, elections by rounds of picking the best. It shares no line
 * with `src/` and is compared with it over random cases.
 */

type Share = [basis: 'n' | 'a', comparison: 'at least' | 'more than', of: bigint, parts: bigint]

interface Row {
  quorum: Share | null
  pass: Share | null
  kind: 'matter' | 'persons' | 'attendance'
  secret?: true
  writtenCounts?: true
  singly?: true
  /** Candidates beyond the seats, as a share of the seats. */
  surplus?: [bigint, bigint]
  otherBasis?: true
}

const half: Share = ['n', 'at least', 1n, 2n]
const overHalf: Share = ['n', 'more than', 1n, 2n]
const twoThirds: Share = ['n', 'at least', 2n, 3n]
const fourFifths: Share = ['n', 'at least', 4n, 5n]

export const table: Record<string, Row> = {
  branch_general_resolution: { kind: 'matter', quorum: half, pass: overHalf },
  branch_admit_member: {
    kind: 'matter',
    quorum: overHalf,
    pass: overHalf,
    secret: true,
    writtenCounts: true,
    singly: true,
  },
  branch_election: {
    kind: 'persons',
    quorum: fourFifths,
    pass: overHalf,
    secret: true,
    surplus: [1n, 5n],
    otherBasis: true,
  },
  branch_committee_resolution: { kind: 'matter', quorum: half, pass: overHalf },
  branch_officer_election: {
    kind: 'persons',
    quorum: fourFifths,
    pass: overHalf,
    secret: true,
    surplus: [0n, 1n],
    otherBasis: true,
  },
  democratic_life_attendance: { kind: 'attendance', quorum: twoThirds, pass: null },
  staff_congress_resolution: {
    kind: 'matter',
    quorum: twoThirds,
    pass: overHalf,
    secret: true,
    singly: true,
  },
  staff_assembly_resolution: {
    kind: 'matter',
    quorum: twoThirds,
    pass: overHalf,
    secret: true,
    singly: true,
  },
  union_assembly_resolution: { kind: 'matter', quorum: twoThirds, pass: overHalf },
  union_election: { kind: 'persons', quorum: twoThirds, pass: overHalf, secret: true, surplus: [1n, 20n] },
  union_chair_recall: { kind: 'matter', quorum: twoThirds, pass: overHalf, secret: true },
  union_committee_resolution: { kind: 'matter', quorum: half, pass: overHalf },
  leadership_decision: { kind: 'matter', quorum: half, pass: overHalf },
  leadership_penalty_decision: { kind: 'matter', quorum: twoThirds, pass: overHalf },
  staff_recommendation: { kind: 'matter', quorum: half, pass: ['a', 'more than', 1n, 2n], secret: true },
}

export interface Sample {
  roster: Record<string, number>
  present: number
  method: string
  votes?: Record<'yes' | 'no' | 'abstain' | 'invalid' | 'blank', number>
  written?: Record<'yes' | 'no' | 'abstain', number>
  ballots?: Record<'issued' | 'returned' | 'invalid', number>
  important?: boolean
  chair_decision?: string
  items?: number
  seats?: number
  candidates?: { name: string; yes: number }[]
  write_ins?: { name: string; yes: number }[]
  round?: string
  pass_basis?: string
}

const reaches = (k: bigint, [, comparison, of, parts]: Share, whole: bigint): boolean =>
  comparison === 'at least' ? k * parts >= of * whole : k * parts > of * whole

/** The first whole number that reaches the share, looked for from zero. */
function first(share: Share, n: bigint, a: bigint): number {
  const whole = share[0] === 'n' ? n : a
  let k = 0n
  while (!reaches(k, share, whole)) k += 1n
  return Number(k)
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const one of numbers) total += one
  return total
}

/** What the rule book says of a case: the keys that the verdict shares with the worked cases. */
export function bookVerdict(id: string, given: Sample): Record<string, unknown> {
  const row = table[id]
  if (!row) throw new Error(id)
  const { roster, present } = given
  const starts = roster.total ?? roster.formal ?? 0
  const leaves = sum(
    ['discipline_probation', 'rights_suspended', 'excluded_approved', 'recused'].map(
      (key) => roster[key] ?? 0,
    ),
  )
  const n = Math.max(0, starts - leaves)
  const pass: Share | null =
    row.pass && row.otherBasis && given.pass_basis === 'present'
      ? ['a', row.pass[1], row.pass[2], row.pass[3]]
      : row.pass
  const needed = row.quorum ? first(row.quorum, BigInt(n), BigInt(present)) : 0
  const met = n > 0 && (!row.quorum || reaches(BigInt(present), row.quorum, BigInt(n)))
  const answer = { eligible: n, quorum_need: needed, quorum_met: met }
  const bar = pass ? first(pass, BigInt(n), BigInt(present)) : null
  const stopped = stopOf(row, given, n, met)
  if (row.kind === 'attendance') return { ...answer, ...(stopped ?? { outcome: 'may_be_held' }) }
  return row.kind === 'matter'
    ? { ...answer, pass_need: bar, ...ofMatter(row, given, n, bar ?? 0, stopped) }
    : { ...answer, ...ofPersons(row, given, bar ?? 0, stopped) }
}

type Stopped = { outcome: string; code?: string }

function stopOf(row: Row, given: Sample, n: number, met: boolean): Stopped | null {
  const { present, ballots, method, items = 1 } = given
  if (n === 0) return { outcome: 'invalid_input', code: 'no_electorate' }
  if (present > n) return { outcome: 'invalid_input', code: 'present_exceeds_eligible' }
  if (!met) return { outcome: 'no_quorum' }
  if (row.kind === 'attendance') return null
  if (row.secret && !['secret', 'paper'].includes(method))
    return { outcome: 'void', code: 'secrecy_required' }
  if (row.singly && items > 1) return { outcome: 'void', code: 'one_item_at_a_time' }
  if (ballots && (ballots.returned > ballots.issued || ballots.returned > present))
    return { outcome: 'void', code: 'ballots_exceed_issued' }
  if (ballots && ballots.invalid > ballots.returned)
    return { outcome: 'invalid_input', code: 'votes_exceed_returned' }
  return null
}

function ofMatter(row: Row, given: Sample, n: number, bar: number, stopped: Stopped | null) {
  const { votes, present, ballots, important, chair_decision: chair } = given
  if (!votes) throw new Error('a matter has votes')
  const written = row.writtenCounts ? given.written : undefined
  const yes = votes.yes + (written?.yes ?? 0)
  const no = votes.no + (written?.no ?? 0)
  const hands = sum(Object.values(votes))
  let stop = stopped
  if (!stop && hands > present) stop = { outcome: 'invalid_input', code: 'votes_exceed_present' }
  if (!stop && ballots && hands > ballots.returned)
    stop = { outcome: 'invalid_input', code: 'votes_exceed_returned' }
  if (!stop && written && sum(Object.values(written)) > n - present)
    stop = { outcome: 'invalid_input', code: 'written_exceed_absent' }
  const apart = yes > no ? yes - no : no - yes
  const close = !stop && important === true && (apart <= 1 || apart * 10 <= n)
  const adopted = yes >= bar ? 'passed' : 'rejected'
  const word = close && chair === 'defer' ? 'deferred' : close && chair === 'escalate' ? 'escalated' : adopted
  return {
    counted_yes: stop && stop.outcome !== 'no_quorum' ? null : yes,
    outcome: stop?.outcome ?? word,
    code: stop?.code,
    near_tie: important === undefined ? undefined : close,
  }
}

function ofPersons(row: Row, given: Sample, majority: number, stopped: Stopped | null) {
  const { seats = 1, candidates = [], write_ins = [], ballots, present, round } = given
  const again = round === 'runoff'
  const everybody = [...candidates, ...write_ins]
  const valid = ballots ? ballots.returned - ballots.invalid : present
  let stop = stopped
  if (!stop && everybody.some((one) => one.yes > valid))
    stop = { outcome: 'invalid_input', code: 'votes_exceed_present' }
  if (!stop && !again && row.surplus) {
    const [of, parts] = row.surplus
    let more = 0n
    while (more * parts < of * BigInt(seats)) more += 1n
    if (candidates.length < seats + Number(more)) stop = { outcome: 'void', code: 'candidate_surplus' }
  }
  const pass_need = again ? null : majority
  if (stop)
    return {
      pass_need,
      elected: [],
      runoff: [],
      vacancies: stop.outcome === 'no_quorum' ? 0 : seats,
      outcome: stop.outcome,
      code: stop.code,
    }
  const bar = again ? 1 : majority
  const elected: string[] = []
  let left = everybody.filter((one) => one.yes >= bar)
  let runoff: string[] = []
  while (left.length > 0 && elected.length < seats && runoff.length === 0) {
    const best = Math.max(...left.map((one) => one.yes))
    const equals = left.filter((one) => one.yes === best)
    if (equals.length > seats - elected.length) runoff = equals.map((one) => one.name)
    else elected.push(...equals.map((one) => one.name))
    left = left.filter((one) => one.yes !== best)
  }
  const vacancies = seats - elected.length
  return {
    pass_need,
    elected,
    runoff,
    vacancies,
    outcome: runoff.length > 0 ? 'runoff' : vacancies > 0 ? 'partially_elected' : 'elected',
    code: undefined,
  }
}
