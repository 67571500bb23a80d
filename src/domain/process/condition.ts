/** A value that a condition compares: outputs of steps and literals. */
export type ConditionValue = boolean | number | string

type Operand = { name: string } | { value: ConditionValue }

/** A parsed condition. */
export type Condition =
  | { op: 'or' | 'and'; all: Condition[] }
  | { op: '==' | '!='; left: Operand; right: Operand }
  | { op: 'constant'; value: boolean }

/** A text that is no condition; the message is a Chinese sentence with the position. */
export class ConditionFault extends Error {
  override name = 'ConditionFault'
}

const TOKEN = /\s*(?:(==|!=|&&|\|\||[()])|'([^']*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_.]*))/y
const DEEPEST = 50

type Token = { at: number } & ({ sign: string } | Operand)

function tokens(text: string): Token[] {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) throw new ConditionFault(`条件第${at + 1}个字符处无法识别`)
    const [, sign, quoted, number, word] = match
    found.push({ at, ...token(sign, quoted, number, word ?? '') })
  }
  return found
}

function token(sign?: string, quoted?: string, number?: string, word = ''): { sign: string } | Operand {
  if (sign !== undefined) return { sign }
  if (quoted !== undefined) return { value: quoted }
  if (number !== undefined) return { value: Number(number) }
  return word === 'true' || word === 'false' ? { value: word === 'true' } : { name: word }
}

/**
 * Reads a condition: comparisons with `==` and `!=` of names, numbers, 'strings', true and false, joined by `&&`
 * (binds closer) and `||`, with parentheses. Throws a ConditionFault.
 */
export function parseCondition(text: string): Condition {
  const queue = tokens(text)
  let position = 0
  const peekSign = () => {
    const next = queue[position]
    return next && 'sign' in next ? next.sign : undefined
  }
  const fail = (wanted: string): never => {
    const at = queue[position]?.at ?? text.length
    throw new ConditionFault(`条件第${at + 1}个字符处应为${wanted}`)
  }
  const take = (sign: string) => peekSign() === sign && Boolean(++position)

  const joined = (op: 'or' | 'and', sign: string, part: (depth: number) => Condition) => (depth: number) => {
    const all = [part(depth)]
    while (take(sign)) all.push(part(depth))
    return all.length === 1 && all[0] ? all[0] : ({ op, all } as const)
  }
  const operand = (): Operand => {
    const next = queue[position]
    if (!next || 'sign' in next) return fail('名称、数字、文字或 true/false')
    position += 1
    return 'name' in next ? { name: next.name } : { value: next.value }
  }
  const comparison = (depth: number): Condition => {
    if (take('(')) {
      if (depth > DEEPEST) throw new ConditionFault('条件的括号层数过多')
      const inner = either(depth + 1)
      return take(')') ? inner : fail('右括号')
    }
    const left = operand()
    const sign = peekSign()
    if (sign === '==' || sign === '!=') {
      position += 1
      return { op: sign, left, right: operand() }
    }
    if ('value' in left && typeof left.value === 'boolean') return { op: 'constant', value: left.value }
    return fail('== 或 !=')
  }
  const both = joined('and', '&&', comparison)
  const either = joined('or', '||', both)

  const condition = either(0)
  return position === queue.length ? condition : fail('&&、|| 或结尾')
}

/** The names that a condition reads, each once. */
export function namesIn(condition: Condition): string[] {
  const of = (one: Condition): string[] => {
    if ('all' in one) return one.all.flatMap(of)
    if (one.op === 'constant') return []
    return [one.left, one.right].flatMap((side) => ('name' in side ? [side.name] : []))
  }
  return [...new Set(of(condition))]
}

/**
 * Whether the condition holds. `lookup` answers a name with all its values (a step that stands once for each item has
 * several): a comparison holds when it holds for at least one of them, and one that reads a name without a value, the
 * output of a step skipped or not yet done, is false, also with `!=`.
 */
export function holds(condition: Condition, lookup: (name: string) => readonly ConditionValue[]): boolean {
  if (condition.op === 'constant') return condition.value
  if ('all' in condition) {
    const each = (one: Condition) => holds(one, lookup)
    return condition.op === 'or' ? condition.all.some(each) : condition.all.every(each)
  }
  const values = (side: Operand) => ('name' in side ? lookup(side.name) : [side.value])
  const right = values(condition.right)
  return values(condition.left).some((a) => right.some((b) => (a === b) === (condition.op === '==')))
}
