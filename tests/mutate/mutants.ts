/**
 * The single changes a source file is put through: what a tired hand gets wrong. A guard that no longer guards, a
 * boundary one off, a comparison turned round, half of a condition lost, a call left out, a refusal that refuses
 * nothing. Types, imports, words and layout are left alone: a change there shows no missing test.
 */

import ts from 'typescript'

export interface Mutant {
  /** From the repository's root. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /**
   * What is done, in a word: `guard`, `boundary`, `equality`, `half`, `literal`, `call`, `refusal`, `branch`,
   * `negation`, `method`, `number`.
   */
  readonly kind: string
  readonly from: number
  readonly to: number
  readonly was: string
  readonly becomes: string
  /** The expression around it. */
  readonly around: string
  readonly reach: Reach
}

/** The expression that has to run before a change can make a difference. */
export interface Reach {
  readonly from: number
  readonly to: number
  /** It begins a statement, so a mark goes before it without brackets. */
  readonly begins: boolean
  /** It runs when its module is loaded, whoever loads it, and not when a function is called. */
  readonly loading: boolean
}

const swapped: Readonly<Partial<Record<ts.SyntaxKind, readonly [kind: string, text: string]>>> = {
  [ts.SyntaxKind.LessThanToken]: ['boundary', '<='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['boundary', '<'],
  [ts.SyntaxKind.GreaterThanToken]: ['boundary', '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['boundary', '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['equality', '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['equality', '==='],
}
const methods: Readonly<Record<string, string>> = {
  every: 'some',
  some: 'every',
  max: 'min',
  min: 'max',
  startsWith: 'endsWith',
}

/** All of them, in the order they stand. Nothing is read or written. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS)
  const found: Mutant[] = []
  const add = (kind: string, node: ts.Node, becomes: string): void => {
    const [from, to] = [node.getStart(), node.getEnd()]
    const was = text.slice(from, to)
    if (was !== becomes)
      found.push({
        file,
        line: source.getLineAndCharacterOfPosition(from).line + 1,
        kind,
        from,
        to,
        was,
        becomes,
        around: aroundOf(node),
        reach: reachOf(node),
      })
  }
  const visit = (node: ts.Node): void => {
    if (
      ts.isTypeNode(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isImportDeclaration(node)
    )
      return
    mutate(node, add)
    ts.forEachChild(node, visit)
  }
  visit(source)
  // One change written in two ways (`if (a)` as a guard and as a half) is one mutant.
  return [
    ...new Map(found.map((one): [string, Mutant] => [`${one.from}:${one.to}:${one.becomes}`, one])).values(),
  ].sort((a, b) => a.from - b.from || a.to - b.to)
}

/** The text of the file with this one change. */
export const mutated = (text: string, { from, to, becomes }: Mutant): string =>
  text.slice(0, from) + becomes + text.slice(to)

/**
 * How a mutant is named in tables and in the list of known survivors: without its line, which moves, and a sign with
 * what it stands in.
 */
export const mutationName = ({ was, becomes, around }: Mutant): string => {
  const change = `${oneLine(was)} → ${oneLine(becomes)}`
  return was.length < 8 && was !== around ? `${change} in ${oneLine(around)}` : change
}

const oneLine = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat === '' ? '(nothing)' : flat.length > 90 ? `${flat.slice(0, 60)}…${flat.slice(-28)}` : flat
}

function mutate(node: ts.Node, add: (kind: string, node: ts.Node, becomes: string) => void): void {
  if (ts.isIfStatement(node)) {
    add('guard', node.expression, 'false')
    if (node.elseStatement) add('branch', node.expression, 'true')
  } else if (ts.isConditionalExpression(node)) {
    add('branch', node.condition, 'true')
    add('branch', node.condition, 'false')
  } else if (ts.isBinaryExpression(node)) mutateBinary(node, add)
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    add('negation', node, node.operand.getText())
  else if (
    (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) &&
    !ts.isLiteralTypeNode(node.parent)
  )
    add('literal', node, node.kind === ts.SyntaxKind.TrueKeyword ? 'false' : 'true')
  else if (ts.isReturnStatement(node) && node.expression && isCallOf(node.expression, 'fail'))
    add('refusal', node.expression, 'ok(undefined as never)')
  else if (ts.isThrowStatement(node)) add('refusal', node, ';')
  else if (ts.isExpressionStatement(node) && isCall(node.expression)) add('call', node, ';')
  else if (
    ts.isPropertyAccessExpression(node) &&
    Object.hasOwn(methods, node.name.text) &&
    ts.isCallExpression(node.parent) &&
    node.parent.expression === node
  )
    add('method', node.name, methods[node.name.text]!)
  else if (ts.isNumericLiteral(node) && isBound(node)) add('number', node, `(${node.getText()} + 1)`)
}

function mutateBinary(node: ts.BinaryExpression, add: (kind: string, node: ts.Node, becomes: string) => void): void {
  const { left, right, operatorToken } = node
  const swap = swapped[operatorToken.kind]
  if (swap) add(swap[0], operatorToken, swap[1])
  if (
    operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    operatorToken.kind === ts.SyntaxKind.BarBarToken
  ) {
    add('half', node, group(left))
    add('half', node, group(right))
  } else if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) add('half', node, group(right))
  else if (operatorToken.kind === ts.SyntaxKind.PlusToken || operatorToken.kind === ts.SyntaxKind.MinusToken) {
    // `x + 1`: off by one is the mistake; sums of other things change too much to say anything.
    if (ts.isNumericLiteral(right)) add('boundary', node, group(left))
  }
}

/** Of a sign, a number or a literal: what it stands in. */
function aroundOf(node: ts.Node): string {
  const at =
    ts.isExpression(node) &&
    !isName(node) &&
    !ts.isLiteralExpression(node) &&
    node.kind !== ts.SyntaxKind.TrueKeyword &&
    node.kind !== ts.SyntaxKind.FalseKeyword
      ? node
      : node.parent
  return at.getText()
}

/** Of an operator or a name: what it belongs to. A chain of calls is one, as each link may end it early. */
function reachOf(node: ts.Node): Reach {
  let at: ts.Node = ts.isThrowStatement(node)
    ? node.expression
    : ts.isExpressionStatement(node)
      ? node.expression
      : ts.isExpression(node) && !isName(node)
        ? node
        : node.parent
  for (;;) {
    const { parent } = at
    const isLink =
      ts.isNonNullExpression(parent) ||
      ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
        parent.expression === at)
    if (!isLink) break
    at = parent
  }
  let around: ts.Node = at
  while (!ts.isSourceFile(around.parent) && !ts.isFunctionLike(around)) around = around.parent
  let statement: ts.Node = at
  while (!ts.isExpressionStatement(statement) && !ts.isSourceFile(statement) && statement.getStart() === at.getStart())
    statement = statement.parent
  return {
    from: at.getStart(),
    to: at.getEnd(),
    begins: ts.isExpressionStatement(statement) && statement.getStart() === at.getStart(),
    loading: !ts.isFunctionLike(around),
  }
}

/** The `every` of `list.every`: no expression of its own. */
const isName = (node: ts.Node): boolean =>
  ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node

const group = (node: ts.Expression): string =>
  ts.isBinaryExpression(node) || ts.isConditionalExpression(node) || ts.isArrowFunction(node)
    ? `(${node.getText()})`
    : node.getText()

const isCallOf = (node: ts.Expression, name: string): boolean =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name

/** A call whose answer nobody reads: left out, only what it does is missing. */
function isCall(node: ts.Expression): boolean {
  if (ts.isAwaitExpression(node)) return isCall(node.expression)
  if (ts.isVoidExpression(node)) return isCall(node.expression)
  // A class without its `super` is none, and a mark before it would part it from the fields that TypeScript sets after
  // it.
  return ts.isCallExpression(node) && node.expression.kind !== ts.SyntaxKind.SuperKeyword
}

/** Numbers that limit something: one side of a comparison, or a named constant of a module. */
function isBound(node: ts.NumericLiteral): boolean {
  const { parent } = node
  if (ts.isBinaryExpression(parent) && swapped[parent.operatorToken.kind]) return true
  return ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isSourceFile(parent.parent.parent.parent)
}
