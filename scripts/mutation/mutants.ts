import ts from 'typescript'

/** One change of one place in a file. */
export interface Mutant {
  file: string
  line: number
  /** The source line, trimmed: with `change` it names the mutant whatever the line's number is. */
  code: string
  change: string
  start: number
  end: number
  replacement: string
}

const operators: Partial<Record<ts.SyntaxKind, string[]>> = {
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.PercentToken]: ['*'],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.QuestionQuestionToken]: ['&&'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
}
const methods: Record<string, string> = { some: 'every', every: 'some', max: 'min', min: 'max' }

/** Every mutant of a file: comparisons, arithmetic, logic, truth values, numbers, conditions, negations, some and every. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true)
  const found: Mutant[] = []
  const add = (node: ts.Node, replacement: string) => {
    const start = node.getStart(tree)
    const { line } = tree.getLineAndCharacterOfPosition(start)
    const before = source.slice(start, node.getEnd())
    found.push({
      file,
      line: line + 1,
      code: (source.split('\n')[line] ?? '').trim(),
      change: `${before.replace(/\s+/g, ' ')} → ${replacement}`,
      start,
      end: node.getEnd(),
      replacement,
    })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return
    mutate(node, add)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function mutate(node: ts.Node, add: (node: ts.Node, replacement: string) => void): void {
  if (ts.isBinaryExpression(node))
    for (const other of operators[node.operatorToken.kind] ?? []) add(node.operatorToken, other)
  if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false')
  if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true')
  if (ts.isNumericLiteral(node)) add(node, String(Number(node.text.replaceAll('_', '')) + 1))
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    add(node, node.operand.getText())
  if (ts.isConditionalExpression(node) || ts.isIfStatement(node)) {
    const condition = ts.isIfStatement(node) ? node.expression : node.condition
    for (const value of ['true', 'false']) add(condition, value)
  }
  if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent) && methods[node.name.text])
    add(node.name, methods[node.name.text] ?? '')
}

/** The file with the change made. */
export const mutated = (source: string, { start, end, replacement }: Mutant): string =>
  source.slice(0, start) + replacement + source.slice(end)
