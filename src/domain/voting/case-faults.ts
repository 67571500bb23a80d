import { z } from 'zod'

const { localeError } = z.locales.zhCN()

/** How cases are parsed so that `caseFaults` can speak: in Chinese, with the value that was wrong. */
export const inWords = { error: localeError, reportInput: true } as const

/** What the parts of a case are called; a part without a name here is called by its key. */
const partWords: Record<string, string> = {
  rule: '规则',
  input: '案例',
  as_of: '表决日期',
  region: '地区',
  roster: '名册',
  formal: '正式党员',
  probationary: '预备党员',
  discipline_probation: '留党察看',
  rights_suspended: '权利中止',
  excluded_approved: '经批准不计算',
  recused: '回避',
  total: '全体人数',
  present: '实到人数',
  method: '表决方式',
  ballots: '选票',
  issued: '发出',
  returned: '收回',
  invalid: '无效',
  votes: '票数',
  yes: '赞成',
  no: '反对',
  abstain: '弃权',
  blank: '空白',
  written: '书面意见',
  important: '重要事项',
  chair_decision: '主持人选择',
  seats: '应选名额',
  candidates: '候选人',
  write_ins: '另选他人',
  name: '姓名',
  members: '被评议人',
  ratings: '评议票',
  cap: '比例上限',
  eligible_voters: '表决名册',
  events: '操作',
}

const wordOf = (part: PropertyKey): string =>
  typeof part === 'number' ? `第${part + 1}项` : (partWords[String(part)] ?? String(part))

const pathOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '整行' : `${path.map(wordOf).join('的')}（${path.map(String).join('.')}）`

const shapeWords: Partial<Record<string, string>> = {
  int: '须为整数',
  number: '须为整数',
  string: '须为文字',
  boolean: '须为 true 或 false',
  object: '须为 {…}',
  record: '须为 {…}',
  array: '须为 […]',
  tuple: '须为 […]',
}

/** What is wrong with a value, in words: missing, no whole number, below or above what may be counted, unknown word. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? '缺少' : (shapeWords[issue.expected] ?? issue.message)
  if (issue.code === 'too_small' && issue.origin === 'string') return '不能为空'
  if (issue.code === 'too_small' && issue.origin !== 'array') return `不能小于${issue.minimum}`
  if (issue.code === 'too_big' && issue.origin !== 'array') return `不能大于${issue.maximum}`
  if (issue.code === 'invalid_value') return `不认识，可以是：${issue.values.map(String).join('、')}`
  return issue.message
}

/** The faults of a case as sentences that name the part. The case was parsed with `inWords`. */
export function caseFaults({ issues }: Pick<z.ZodError, 'issues'>): string[] {
  // A number that is too large is too large for two reasons; the narrower one is the last.
  const lastAt = new Map(issues.map((issue) => [issue.path.join('.'), issue]))
  return [...lastAt.values()].map((issue) => {
    if (issue.code === 'invalid_union') return `${pathOf(issue.path)}：${unionSentence(issue)}`
    return `${pathOf(issue.path)}：${sentenceOf(issue)}`
  })
}

/** A roster is one of two shapes: the faults of the one that was meant, or what the two are. */
function unionSentence({ errors }: z.core.$ZodIssueInvalidUnion): string {
  const meant = errors.find(
    (one) => !one.some((issue) => issue.path.length === 1 && issue.input === undefined),
  )
  return meant && meant.length > 0 && meant.every((issue) => issue.path.length > 0)
    ? caseFaults({ issues: meant }).join('，')
    : '须写明正式党员人数（formal）；党组织以外的写全体人数（total）'
}

/** Values that occur more than once, each once. One pass: a roll may have a hundred thousand names. */
export function repeatedIn(values: readonly string[]): string[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const value of values) (seen.has(value) ? repeated : seen).add(value)
  return [...repeated]
}

/**
 * Keys of a case that are one slip away from a known one (`importnt`): taken as unknown they would silently change the
 * verdict. Other unknown keys are remarks of whoever keeps the case, and are passed over.
 */
export function misspelt(raw: Readonly<Record<string, unknown>>, schema: z.ZodType): string[] {
  return knownKeys(schema).flatMap(([place, known]) => {
    const part = place === '' ? raw : raw[place]
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return []
    return Object.keys(part).flatMap((key) => {
      const meant = known.includes(key) ? undefined : known.find((one) => isSlipOf(key, one))
      return meant === undefined ? [] : [`${place && `${place}.`}${key}：不认识，是不是“${meant}”？`]
    })
  })
}

type KnownKeys = [place: string, keys: string[]][]
/** Schemas do not change, and a recount asks for the same few a hundred thousand times. */
const keysBySchema = new WeakMap<z.ZodType, KnownKeys>()

/** The keys of an input, and of the parts of it that hold numbers. */
function knownKeys(schema: z.ZodType): KnownKeys {
  const before = keysBySchema.get(schema)
  if (before) return before
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {}
  const parts = Object.entries(shape).map(([key, part]): KnownKeys[number] => [key, objectKeys(part)])
  const keys: KnownKeys = [['', Object.keys(shape)], ...parts]
  keysBySchema.set(schema, keys)
  return keys
}

function objectKeys(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return objectKeys(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => objectKeys(one as z.ZodType))
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

/** One character more, less, other, or two swapped. Short words are too near to each other to say. */
function isSlipOf(word: string, known: string): boolean {
  if (known.length < 4 || Math.abs(word.length - known.length) > 1) return false
  let at = 0
  while (at < word.length && word[at] === known[at]) at += 1
  const [left, right] = [word.slice(at), known.slice(at)]
  const swapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2)
  return left.slice(1) === right.slice(1) || left === right.slice(1) || left.slice(1) === right || swapped
}
