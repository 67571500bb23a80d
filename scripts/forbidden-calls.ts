/**
 * What an import rule cannot see: reading the clock, the environment or chance in a folder where they come in as
 * arguments, and SQL made of text. Decided on the syntax tree, so that comments and strings may speak of them.
 */
import ts from 'typescript'

interface CallRule {
  name: string
  /** Paths the rule looks at, and exceptions from them. */
  where: RegExp
  except?: RegExp
  /** `object.member` (`*.member` = of any object), `name()` for a global function, `new Name()` without arguments. */
  forbids: string[]
}

const pure = /^src\/(domain|cards|handlers|schedules)\//
/** schedules/start.ts is where ticks meet the machine. */
const ticks = /^src\/schedules\/start\.ts$/

const rules: CallRule[] = [
  {
    name: 'time comes in as an argument',
    where: pure,
    except: ticks,
    forbids: ['Date.now', 'new Date()', 'Date()', 'performance.now', 'Temporal.Now', 'process.hrtime'],
  },
  {
    name: 'chance comes in as an argument',
    where: pure,
    forbids: [
      'Math.random',
      'crypto.randomUUID',
      'crypto.getRandomValues',
      'crypto.randomBytes',
      'crypto.subtle',
    ],
  },
  {
    name: 'rules wait for nothing and talk to nobody',
    where: /^src\/(domain|cards)\//,
    forbids: [
      'setTimeout()',
      'setInterval()',
      'setImmediate()',
      'queueMicrotask()',
      'fetch()',
      'console.log',
      'console.error',
    ],
  },
  {
    name: 'the environment is read where the program starts',
    where: /^(src|sandbox)\//,
    // execute.ts gives PATH, and nothing else, to the database's own programs.
    except: /^src\/(main|cli|db\/bundled\/execute)\.ts$/,
    forbids: ['process.env'],
  },
  {
    name: 'SQL is parameters, never text',
    where: /^(src|sandbox)\//,
    except: /^src\/db\/(migrate\.ts$|backup\/|bundled\/)/,
    forbids: ['*.unsafe', 'sql.raw'],
  },
]

/** A place that breaks a rule. */
export interface ForbiddenCall {
  path: string
  line: number
  what: string
  rule: string
}

/** Every forbidden call in a file; `path` is relative to the project, with forward slashes. */
export function forbiddenCalls(path: string, text: string): ForbiddenCall[] {
  const active = rules.filter(({ where, except }) => where.test(path) && !except?.test(path))
  if (active.length === 0) return []
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: ForbiddenCall[] = []
  const visit = (node: ts.Node): void => {
    for (const what of spellingsOf(node)) {
      for (const rule of active.filter(({ forbids }) => forbids.includes(what))) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        found.push({ path, line: line + 1, what, rule: rule.name })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** How a node would be spelt in `forbids`. */
function spellingsOf(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node)) return memberSpellings(node.expression, node.name.text)
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return memberSpellings(node.expression, node.argumentExpression.text)
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return [`${node.expression.text}()`]
  if (ts.isNewExpression(node) && !node.arguments?.length) return [`new ${node.expression.getText()}()`]
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer) {
    const object = node.initializer
    return node.name.elements.flatMap(({ propertyName, name }) =>
      memberSpellings(object, (propertyName ?? name).getText()),
    )
  }
  return []
}

const memberSpellings = (object: ts.Expression, member: string): string[] => [
  `*.${member}`,
  `${object.getText().replace(/^globalThis\./, '')}.${member}`,
]
