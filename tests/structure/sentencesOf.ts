import ts from 'typescript'
import type { Source } from './sources'

/**
 * The sentences a file says to a person: messages of failures, directly or through a small function of the file that
 * hands its argument on, and the texts of `message` and of maps of messages. Parts put in are `{0}`, `{1}`, in order.
 */
export function sentencesOf(source: Source): readonly string[] {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true)
  const found = new Set<string>()
  /** Functions of this file that hand one of their arguments on as a message. */
  const forwards = new Map<string, number>()

  const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
    visit(node)
    node.forEachChild((child) => walk(child, visit))
  }
  const isFail = (node: ts.Node): node is ts.CallExpression =>
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'fail'

  function take(node: ts.Expression): void {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.add(node.text)
    else if (ts.isTemplateExpression(node))
      found.add(node.head.text + node.templateSpans.map((span, index) => `{${index}}${span.literal.text}`).join(''))
    else if (ts.isConditionalExpression(node)) {
      take(node.whenTrue)
      take(node.whenFalse)
    } else if (ts.isParenthesizedExpression(node)) take(node.expression)
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
      take(node.left)
      take(node.right)
    } else if (ts.isIdentifier(node)) forward(node)
  }

  function forward(name: ts.Identifier): void {
    let at: ts.Node = name
    while (at.parent) {
      at = at.parent
      if (!ts.isArrowFunction(at) && !ts.isFunctionDeclaration(at)) continue
      const index = at.parameters.findIndex(
        (parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name.text,
      )
      if (index < 0) continue
      const own = ts.isFunctionDeclaration(at)
        ? at.name?.text
        : ts.isVariableDeclaration(at.parent) && ts.isIdentifier(at.parent.name)
          ? at.parent.name.text
          : undefined
      if (own) forwards.set(own, index)
      return
    }
    // A constant of the file.
    walk(file, (node) => {
      if (
        ts.isVariableDeclaration(node) &&
        ts.isIdentifier(node.name) &&
        node.name.text === name.text &&
        node.initializer &&
        !ts.isIdentifier(node.initializer)
      )
        take(node.initializer)
    })
  }

  walk(file, (node) => {
    if (isFail(node) && node.arguments[1]) take(node.arguments[1])
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && /^(message|voidReason)$/.test(node.name.text))
      take(node.initializer)
    if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'message') forward(node.name)
    // Messages of a schema: `v.maxLength(500, 'At most 500 characters.')`.
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      ts.isIdentifier(node.expression.expression) &&
      node.expression.expression.text === 'v'
    ) {
      for (const argument of node.arguments)
        if ((ts.isStringLiteral(argument) || ts.isTemplateExpression(argument)) && /\.[`']$/.test(argument.getText()))
          take(argument)
    }
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      /^(words|\w*Messages)$/.test(node.name.text) &&
      node.initializer
    ) {
      const map = ts.isAsExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (ts.isConditionalExpression(map)) take(map)
      if (ts.isObjectLiteralExpression(map))
        for (const property of map.properties) if (ts.isPropertyAssignment(property)) take(property.initializer)
    }
  })
  for (let before = -1; before !== forwards.size;) {
    before = forwards.size
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return
      const index = forwards.get(node.expression.text)
      const argument = index === undefined ? undefined : node.arguments[index]
      if (argument) take(argument)
    })
  }
  return [...found].filter((sentence) => /\p{L}{2,}/u.test(sentence.replace(/\{\d+\}/g, '')))
}
