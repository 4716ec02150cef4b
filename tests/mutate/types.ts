/**
 * Changes that the compiler refuses: `npm test` checks types before it runs anything, so nobody can make them. They are
 * no question to a test, and are not counted.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export interface TypeCheck {
  /**
   * What the compiler says of `file` (from the root) with this text; `undefined` where it says no more than of the file
   * as it stands.
   */
  refusal(file: string, text: string): string | undefined
}

/** Reads the project's settings once; a file is checked anew each time, the rest is kept. */
export function openTypeCheck(root: string, files: readonly string[]): TypeCheck {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['.wxt/wxt.d.ts'] }, ts.sys, root)
  const texts = new Map<string, { readonly version: number; readonly text: string }>()
  const service = ts.createLanguageService({
    getScriptFileNames: () =>
      [join(root, '.wxt/wxt.d.ts'), ...files.map((file) => join(root, file))].filter((path) => ts.sys.fileExists(path)),
    getScriptVersion: (path) => String(texts.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = texts.get(path)?.text ?? ts.sys.readFile(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  })
  const errorsOf = (path: string): readonly string[] => {
    const found = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].filter(
      ({ category, code }) => category === ts.DiagnosticCategory.Error && code !== emptyStatement,
    )
    const dead = found.length > 0 ? deadRanges(service, path) : []
    return found
      .filter(({ start = 0 }) => !dead.some(([from, to]) => start >= from && start < to))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  }
  const before = new Map<string, number>()
  return {
    refusal(file, text) {
      const path = join(root, file)
      if (!before.has(file)) before.set(file, errorsOf(path).length)
      const { version } = texts.get(path) ?? { version: 0 }
      texts.set(path, { version: version + 1, text })
      const errors = errorsOf(path)
      texts.set(path, { version: version + 2, text: readFileSync(path, 'utf8') })
      return errors.length > before.get(file)! ? errors[0] : undefined
    },
  }
}

/**
 * "The body of an 'if' statement cannot be the empty statement": how a call that is left out is written here, and no
 * hand would.
 */
const emptyStatement = 1313
const unreachable = 7027

/**
 * What a change made unreachable: whoever really leaves a branch out takes its lines away, and with them what the
 * compiler says of them.
 */
function deadRanges(service: ts.LanguageService, path: string): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = service
    .getSuggestionDiagnostics(path)
    .filter(({ code }) => code === unreachable)
    .map(({ start, length }) => [start, start + length])
  const visit = (node: ts.Node): void => {
    if (ts.isConditionalExpression(node)) {
      if (node.condition.kind === ts.SyntaxKind.FalseKeyword)
        ranges.push([node.whenTrue.getStart(), node.whenTrue.getEnd()])
      if (node.condition.kind === ts.SyntaxKind.TrueKeyword)
        ranges.push([node.whenFalse.getStart(), node.whenFalse.getEnd()])
    }
    ts.forEachChild(node, visit)
  }
  visit(service.getProgram()!.getSourceFile(path)!)
  return ranges
}
