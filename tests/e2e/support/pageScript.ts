/**
 * Some of our own modules as one script for a page, run by the driver: what an attacker inside a page of ours could
 * run, too.
 */

import { build } from 'esbuild'
import { root } from '../driver'

/** An expression for `page.evaluate` whose value is what the module text exports as default. */
export async function pageScript(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'plumblineTest',
    target: 'es2022',
    logLevel: 'silent',
    minify: true,
  })
  return `(() => { ${outputFiles[0]!.text}; return plumblineTest.default })()`
}
