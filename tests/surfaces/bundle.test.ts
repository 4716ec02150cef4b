import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Every own file that is loaded before a surface paints: static imports, followed. Types and lazy imports are not
 * loaded.
 */
function loaded(entry: string): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    const path = relative(root, file)
    if (files.has(path)) return
    files.add(path)
    const source = readFileSync(file, 'utf8')
    for (const [, from = ''] of source.matchAll(
      /^\s*(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
    )) {
      if (!from.startsWith('.') && !from.startsWith('~/')) {
        packages.add(from)
        continue
      }
      const base = from.startsWith('~/') ? join(root, from.slice(2)) : resolve(dirname(file), from)
      const found = [base, `${base}.ts`, `${base}.vue`].find(
        (candidate) => /\.(ts|vue)$/.test(candidate) && existsSync(candidate),
      )
      if (found) visit(found)
    }
  }
  visit(join(root, entry))
  return { files, packages }
}

describe('popup and side panel load what they paint', () => {
  for (const entry of ['components/popup/PopupApp.vue', 'components/panel/SidePanelApp.vue']) {
    const { files, packages } = loaded(entry)

    it(`${entry} holds no table, chart, editor, form or page of the app`, () => {
      expect(files.size).toBeGreaterThan(30)
      expect(
        [...files].filter((file) =>
          /^components\/(register|record|risk|soa|task|dashboard|workspace|start)\//.test(file),
        ),
      ).toEqual([])
      expect(
        [...packages].filter((name) =>
          /tiptap|echarts|unovis|tanstack|prosemirror|^yjs|y-websocket|vue-router/.test(name),
        ),
      ).toEqual([])
    })

    it(`${entry} brings no catalogue and no other part of the engine`, () => {
      // What it shows of a file it hashes.
      expect(
        [...files].filter(
          (file) =>
            file !== 'lib/crypto/digest.ts' &&
            /^lib\/(isms\/(catalogue|demo)|engine\/(?!rpc|commandMap)|sync|crypto|capture|exchange)\//.test(file),
        ),
      ).toEqual([])
    })
  }
})
