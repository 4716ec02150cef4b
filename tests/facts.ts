/**
 * `npm run -s facts`: what this version holds, as JSON computed from its code and its builds. Bundle sizes are what a
 * surface loads before it shows anything: its page, scripts it names and everything they import statically, in bytes.
 */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { frameworks } from '../lib/content/catalogue/catalogue'
import { shippedPairs } from '../lib/content/crosswalk/shipped'
import { frameworkOf } from '../lib/records/derivedIds'
import { groupOf, type Check } from '../lib/isms/readiness/readinessCheck'
import { allChecks } from '../lib/isms/readiness/checks'
import { kindNames, recordKind } from '../lib/records/registry'
import { permissionsOf } from '../lib/platform/extension/permissions'
import { outputs } from './e2e/driver'
import { sources } from './structure/sources'

/** Rule ids of isms.md that the domain layer names beside the code that applies them. */
function ruleIds(): readonly string[] {
  const ids = sources(['lib/isms'], ['.ts']).flatMap(
    (source) => source.text.match(/\b(?:RS|TR|SOA|EV|ST|ID|MG|RC|XW|RE|PO|AU|CA|MR|M)\d{1,2}\b/g) ?? [],
  )
  return [...new Set(ids)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

interface Size {
  readonly bytes: number
  readonly gzip: number
}

/**
 * Readiness checks of isms.md 5.2, counted by what they weigh, the view from which on they are asked, phase and group.
 */
function checkFacts(): unknown {
  const by = (of: (check: Check) => string): Readonly<Record<string, number>> => {
    const counts: Record<string, number> = {}
    for (const check of allChecks) counts[of(check)] = (counts[of(check)] ?? 0) + 1
    return counts
  }
  return {
    total: allChecks.length,
    severity: by(({ severity }) => (severity === 'B' ? 'blocker' : severity === 'A' ? 'advice' : 'warning')),
    escalating: allChecks.filter(({ severity }) => /^W\d/.test(severity)).length,
    view: by(({ stage, id }) => (id.startsWith('SOC-') ? `stage${stage} of SOC 2` : `stage${stage}`)),
    phase: by(({ phase }) => phase),
    group: by(groupOf),
  }
}

/** What a page loads at once; null where it is not built. */
export function bundleSize(folder: string, page: string): Size | null {
  const html = join(folder, page)
  if (!existsSync(html)) return null
  const files = new Set<string>()
  const visit = (file: string): void => {
    if (files.has(file) || !existsSync(file)) return
    files.add(file)
    if (!file.endsWith('.js')) return
    const text = readFileSync(file, 'utf8')
    for (const match of text.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+?from\s*)?["'](\.{1,2}\/[^"']+|\/[^"']+)["']/g,
    )) {
      const target = match[1]!
      visit(target.startsWith('/') ? join(folder, target) : resolve(dirname(file), target))
    }
  }
  const text = readFileSync(html, 'utf8')
  for (const match of text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)) {
    const target = match[1]!
    visit(target.startsWith('/') ? join(folder, target) : join(dirname(html), target))
  }
  const contents = [html, ...files].map((file) => readFileSync(file))
  return {
    bytes: contents.reduce((sum, content) => sum + content.length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  }
}

/** The files that a page loads at once, relative to its build. */
export function facts(): unknown {
  const count = (name: string): number =>
    shippedPairs.filter(({ source, relation }) => frameworkOf(source) === name && relation !== 'none').length
  const pairs = shippedPairs.filter(({ relation }) => relation !== 'none').length
  return {
    counts: {
      kinds: kindNames.length,
      rules: ruleIds().length,
      checks: allChecks.length,
      catalogueEntries: frameworks.reduce(
        (sum, { requirements }) => sum + requirements.filter(({ assessable }) => assessable).length,
        0,
      ),
      crosswalkPairs: pairs,
    },
    kinds: kindNames.map((kind) => ({
      kind,
      class: recordKind(kind).class,
      fields: Object.keys(recordKind(kind).fields).length,
    })),
    rules: ruleIds(),
    checks: checkFacts(),
    catalogues: Object.fromEntries(
      frameworks.map(({ id, requirements }) => [
        id,
        {
          entries: requirements.filter(({ assessable }) => assessable).length,
          groups: requirements.filter(({ assessable }) => !assessable).length,
        },
      ]),
    ),
    crosswalk: {
      pairs,
      none: shippedPairs.filter(({ relation }) => relation === 'none').length,
      from: Object.fromEntries(frameworks.map(({ id }) => [id, count(id)] as const).filter(([, n]) => n > 0)),
    },
    permissions: { chrome: permissionsOf('chrome'), firefox: permissionsOf('firefox') },
    bundles: {
      popup: bundleSize(outputs.chrome, 'popup.html'),
      sidepanel: bundleSize(outputs.chrome, 'sidepanel.html'),
      app: bundleSize(outputs.chrome, 'app.html'),
      web: bundleSize(outputs.web, 'index.html'),
    },
  }
}

if (process.argv[1] && relative(process.argv[1], import.meta.filename) === '')
  console.log(JSON.stringify(facts(), null, 2))
