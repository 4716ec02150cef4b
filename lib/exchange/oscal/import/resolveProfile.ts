/**
 * What a profile chooses of the catalogues that are here. Nothing is fetched: what lies elsewhere is named as not
 * resolved.
 */

import type { JsonObject } from '../../../shared/json'
import { controlIdsOf, type ControlIds } from '../controlIds'
import { oscalFileName } from '../models'
import type { OscalFramework } from '../oscalState'
import type { ImportNote } from './importRow'
import { objectIn, objectsIn, ownProp, textIn, textsIn } from './importPieces'

export interface ResolvedProfile {
  /** Chosen requirements by framework, in catalogue order. */
  readonly chosen: readonly {
    readonly framework: string
    readonly requirements: readonly string[]
    readonly of: number
  }[]
  readonly notes: readonly ImportNote[]
}

export function resolveProfile(root: JsonObject, frameworks: readonly OscalFramework[]): ResolvedProfile {
  const notes: ImportNote[] = []
  const chosen = new Map<OscalFramework, Set<string>>()
  for (const { piece, at } of objectsIn(root, 'imports', '/profile')) {
    const href = textIn(piece, 'href') ?? ''
    const framework = catalogueOf(root, href, piece, frameworks)
    if (!framework) {
      notes.push({
        code: /^[a-z][a-z0-9+.-]*:/i.test(href) ? 'remote' : 'unresolved',
        source: `${at}/href`,
        about: href,
      })
      continue
    }
    const ids = controlIdsOf(framework)
    const set = chosen.get(framework) ?? new Set<string>()
    chosen.set(framework, set)
    for (const id of chosenOf(piece, framework, ids, (about) =>
      notes.push({ code: 'unknownControl', source: at, about }),
    ))
      set.add(id)
  }
  return {
    chosen: [...chosen].map(([framework, set]) => ({
      framework: framework.id,
      of: framework.requirements.filter((one) => one.assessable).length,
      requirements: framework.requirements.filter((one) => set.has(one.id)).map((one) => one.id),
    })),
    notes,
  }
}

function chosenOf(
  piece: JsonObject,
  framework: OscalFramework,
  ids: ControlIds,
  unknown: (id: string) => void,
): readonly string[] {
  const assessable = framework.requirements.filter((one) => one.assessable)
  const included =
    'include-all' in piece
      ? assessable.map((one) => one.id)
      : selected(piece, 'include-controls', framework, ids, unknown)
  const excluded = new Set(selected(piece, 'exclude-controls', framework, ids, unknown))
  return included.filter((id) => !excluded.has(id))
}

/**
 * Control ids, those that match a pattern (`*` and `?` as in file names), and their children where they are asked for.
 */
function selected(
  piece: JsonObject,
  name: string,
  framework: OscalFramework,
  ids: ControlIds,
  unknown: (id: string) => void,
): readonly string[] {
  const found = new Set<string>()
  for (const { piece: choice } of objectsIn(piece, name, '')) {
    const own = new Set<string>()
    for (const id of textsIn(choice, 'with-ids')) {
      const requirement = ids.requirement(id)
      if (requirement) own.add(requirement.id)
      else unknown(id)
    }
    const patterns = objectsIn(choice, 'matching', '').map(({ piece: one }) => matcher(textIn(one, 'pattern') ?? ''))
    for (const { id } of framework.requirements) if (patterns.some((fits) => fits(ids.of(id)!))) own.add(id)
    if (choice['with-child-controls'] === 'yes')
      for (const one of framework.requirements) if (one.parent !== undefined && own.has(one.parent)) own.add(one.id)
    for (const id of own) found.add(id)
  }
  return [...found]
}

/** Made of the parts between the wildcards, so that no pattern of a file becomes a regular expression of its own. */
function matcher(pattern: string): (id: string) => boolean {
  const source = [...pattern]
    .map((char) => (char === '*' ? '.*' : char === '?' ? '.' : char.replace(/[\\^$.|+()[\]{}/-]/g, '\\$&')))
    .join('')
  const fits =
    pattern.length > 200 || (pattern.match(/\*/g)?.length ?? 0) > 4 ? undefined : new RegExp(`^${source}$`, 'u')
  return (id) => pattern !== '' && (fits?.test(id) ?? false)
}

/** By what we wrote ourselves, by the name of a file of ours, else by the ids it chooses. */
function catalogueOf(
  root: JsonObject,
  href: string,
  piece: JsonObject,
  frameworks: readonly OscalFramework[],
): OscalFramework | undefined {
  const resource = href.startsWith('#')
    ? objectsIn(objectIn(root, 'back-matter'), 'resources', '')
        .map(({ piece: one }) => one)
        .find((one) => textIn(one, 'uuid')?.toLowerCase() === href.slice(1).toLowerCase())
    : undefined
  const names = resource ? objectsIn(resource, 'rlinks', '').map(({ piece: one }) => textIn(one, 'href') ?? '') : [href]
  const byName = frameworks.find((one) =>
    names.some((name) => name.split('/').at(-1) === oscalFileName('catalog', one.id)),
  )
  if (byName) return byName
  const named = frameworks.find((one) => one.id === ownProp(objectIn(root, 'metadata'), 'framework'))
  if (named) return named
  const ids = objectsIn(piece, 'include-controls', '').flatMap(({ piece: one }) => textsIn(one, 'with-ids'))
  const best = frameworks
    .map((one) => ({ one, known: ids.filter((id) => controlIdsOf(one).requirement(id) !== undefined).length }))
    .sort((a, b) => b.known - a.known)[0]
  return best && best.known > 0 ? best.one : undefined
}
