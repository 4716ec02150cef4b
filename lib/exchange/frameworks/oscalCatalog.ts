/**
 * An OSCAL catalog (JSON, 1.0 to 1.2) as a framework draft. Groups become groups, controls requirements, enhancements
 * their children; statement and guidance are read as text with their parameters in words. What else a control or a
 * group says is kept as it came. No href is ever followed.
 */

import { frameworkIdOf, type DraftRequirement, type FrameworkDraft } from '~/lib/isms/framework/frameworkDraft'
import { groupSeparator } from '~/lib/isms/framework/tree'
import { isJsonObject, type JsonValue } from '../../shared/json'
import { fail, ok, type Err, type Result } from '../../shared/result'
import { addParams, oscalText, type Params } from './oscalText'

type Json = Readonly<Record<string, JsonValue>>

/** Groups and enhancements lie a few levels deep; a file of thousands is no catalog. */
const deepest = 20

const otherModels = [
  'profile',
  'component-definition',
  'system-security-plan',
  'assessment-plan',
  'assessment-results',
  'plan-of-action-and-milestones',
  'mapping-collection',
]

/**
 * Fails with `notOscal`, `otherOscalModel`, `oscalVersion` or `brokenOscal`; messages name what was found and where.
 */
export function readOscalCatalog(document: unknown): Result<FrameworkDraft> {
  if (!isJsonObject(document))
    return fail('notOscal', 'This is no OSCAL file: it holds no object. Choose a catalog in JSON.')
  const { catalog } = document
  if (!isJsonObject(catalog)) {
    const other = otherModels.find((model) => isJsonObject(document[model]))
    return other
      ? fail(
          'otherOscalModel',
          `This is an OSCAL ${other}. A framework comes from a catalog; choose the catalog it is made for.`,
          { detail: { model: other } },
        )
      : fail('notOscal', 'This is no OSCAL catalog: there is no "catalog" at its top. Choose a catalog in JSON.')
  }
  const { metadata } = catalog
  if (!isJsonObject(metadata)) return broken('catalog/metadata', 'is missing')
  const version = textOf(metadata['oscal-version'])
  if (version === undefined) return broken('catalog/metadata/oscal-version', 'is missing')
  if (!/^v?1\.[0-2]\.\d+$/.test(version))
    return fail(
      'oscalVersion',
      `This file says OSCAL ${version.slice(0, 40)}. Versions 1.0 to 1.2 are read; convert it or ask its publisher for one of these.`,
      { detail: { version: version.slice(0, 40) } },
    )
  const title = textOf(metadata.title)
  if (title === undefined) return broken('catalog/metadata/title', 'is missing')

  const found: DraftRequirement[] = []
  const params: Params = new Map()
  const wrong =
    gatherParams(catalog, 'catalog', params, 0) ??
    readInto(catalog, { path: 'catalog', groups: [], parent: undefined, depth: 0 }, { found, params })
  if (wrong) return wrong
  if (found.length === 0) return broken('catalog', 'holds no control')
  const edition = [textOf(metadata.version), textOf(metadata.published)?.slice(0, 10)].filter(Boolean).join(', ')
  const address = canonicalAddress(metadata.links)
  return ok({
    facts: {
      id: frameworkIdOf(title),
      title: title.slice(0, 500),
      edition: edition.slice(0, 500),
      publisher: publisherOf(metadata).slice(0, 500),
      source: 'oscal',
      sourceVersion: `OSCAL ${version.replace(/^v/, '')}`,
      ...(address !== undefined && { sourceUrl: address }),
    },
    requirements: found,
    mappings: [],
    problems: [],
    ...keptBeside(catalog),
  })
}

interface Spot {
  readonly path: string
  readonly groups: readonly string[]
  /** Code of the control above. */
  readonly parent: string | undefined
  readonly depth: number
}

/** Controls of a group (or catalog, or control) and of everything in it, in the file's order. */
function readInto(
  of: Json,
  at: Spot,
  into: { readonly found: DraftRequirement[]; readonly params: Params },
): Err | undefined {
  if (at.depth > deepest) return broken(at.path, `lies more than ${deepest} levels deep`)
  if (isDeep(of.parts) || isDeep(of.params)) return broken(at.path, `lies more than ${deepest} levels deep`)
  const lists = at.parent === undefined ? (['controls', 'groups'] as const) : (['controls'] as const)
  for (const name of lists) {
    const list = of[name]
    if (list === undefined) continue
    if (!Array.isArray(list)) return broken(`${at.path}/${name}`, 'is no list')
    for (const [index, item] of list.entries()) {
      const path = `${at.path}/${name}/${index}`
      if (!isJsonObject(item)) return broken(path, 'is no object')
      const wrong =
        name === 'groups'
          ? readInto(
              item,
              { path, groups: [...at.groups, headingOf(item, index)], parent: undefined, depth: at.depth + 1 },
              into,
            )
          : readControl(item, { ...at, path }, into)
      if (wrong) return wrong
    }
  }
  return undefined
}

const headingOf = (group: Json, index: number): string => textOf(group.title) ?? textOf(group.id) ?? `#${index + 1}`

/** Parameters of the catalogue itself, and its groups without their controls: an export gives them back. */
function keptBeside(catalog: Json): { readonly oscal?: JsonValue } {
  const kept = { ...listsOf(catalog, ['params']), ...keptGroups(catalog) }
  return Object.keys(kept).length === 0 ? {} : { oscal: kept }
}

function keptGroups(of: Json): Json {
  const groups = objectsOf(of.groups).map((group, index): JsonValue => ({
    ...Object.fromEntries(
      (['id', 'class'] as const).flatMap((name) =>
        ((text) => (text === undefined ? [] : [[name, text]]))(textOf(group[name])),
      ),
    ),
    title: headingOf(group, index),
    ...listsOf(group, ['params', 'props', 'links', 'parts']),
    ...keptGroups(group),
  }))
  return groups.length === 0 ? {} : { groups }
}

const listsOf = (of: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.flatMap((name) => (Array.isArray(of[name]) ? [[name, of[name]]] : [])))

function readControl(
  control: Json,
  at: Spot,
  into: { readonly found: DraftRequirement[]; readonly params: Params },
): Err | undefined {
  const id = textOf(control.id)
  if (id === undefined) return broken(`${at.path}/id`, 'is missing')
  const title = textOf(control.title)
  if (title === undefined) return broken(`${at.path}/title`, 'is missing')
  for (const name of ['params', 'props', 'links', 'parts'] as const)
    if (control[name] !== undefined && !Array.isArray(control[name])) return broken(`${at.path}/${name}`, 'is no list')
  const parts = objectsOf(control.parts)
  const statement = oscalText(
    parts.filter(({ name }) => name === 'statement'),
    into.params,
  )
  const guidance = oscalText(
    parts.filter(({ name }) => name === 'guidance'),
    into.params,
  )
  const code = codeOf(id, objectsOf(control.props))
  // Some catalogs repeat the id as title: then what is asked is the better name.
  const named = title === id || title === code ? firstLine(statement) : undefined
  const rest = [named === statement ? '' : statement, guidance].filter(Boolean).join('\n\n')
  const kept = Object.fromEntries(
    ['id', 'class', 'params', 'props', 'links', 'parts'].flatMap((name) =>
      control[name] === undefined ? [] : [[name, control[name]]],
    ),
  )
  into.found.push({
    place: { path: at.path },
    code,
    title: named ?? title,
    assessable: !isWithdrawn(objectsOf(control.props)),
    order: into.found.length,
    oscal: kept,
    ...(at.parent !== undefined && { parent: at.parent }),
    ...(at.groups.length > 0 && { group: at.groups.join(groupSeparator) }),
    ...(rest !== '' && { guidance: rest }),
  })
  return readInto(control, { ...at, parent: code, depth: at.depth + 1 }, into)
}

/** The label people know it by, upper-cased; a label that is a sentence, or one for other uses, is none. */
function codeOf(id: string, props: readonly Json[]): string {
  const labels = props.filter(({ name, value }) => name === 'label' && typeof value === 'string' && /^\S+$/.test(value))
  const label = labels.find((prop) => prop.class === undefined) ?? labels[0]
  return label === undefined ? id : (label.value as string).toUpperCase().normalize('NFC')
}

const isWithdrawn = (props: readonly Json[]): boolean =>
  props.some(({ name, value }) => name === 'status' && typeof value === 'string' && value.toLowerCase() === 'withdrawn')

function firstLine(text: string): string | undefined {
  const line = text.split('\n')[0]!.trim().normalize('NFC')
  return line === '' || line.length > 300 ? undefined : line
}

/**
 * Whether a value is nested so deeply that no person wrote it. Looks level by level, so that depth itself does no harm.
 */
function isDeep(value: JsonValue | undefined): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 4 * deepest) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

/** Parameters may be declared anywhere above or beside where they are used. */
function gatherParams(of: Json, path: string, params: Params, depth: number): Err | undefined {
  if (depth > deepest) return broken(path, `lies more than ${deepest} levels deep`)
  addParams(params, objectsOf(of.params))
  for (const name of ['groups', 'controls'] as const) {
    for (const [index, item] of objectsOf(of[name]).entries()) {
      const wrong = gatherParams(item, `${path}/${name}/${index}`, params, depth + 1)
      if (wrong) return wrong
    }
  }
  return undefined
}

function publisherOf(metadata: Json): string {
  const parties = objectsOf(metadata.parties)
  const responsible = objectsOf(metadata['responsible-parties'])
  const uuids = ['author', 'creator', 'publisher'].flatMap((role) =>
    responsible
      .filter((one) => one['role-id'] === role)
      .flatMap((one) => (Array.isArray(one['party-uuids']) ? one['party-uuids'] : [])),
  )
  const party =
    uuids.map((uuid) => parties.find((one) => one.uuid === uuid)).find((one) => one !== undefined) ?? parties[0]
  return textOf(party?.name) ?? ''
}

/** Kept as a note of where it came from; never opened. */
function canonicalAddress(links: JsonValue | undefined): string | undefined {
  const href = textOf(
    objectsOf(links).find(
      ({ rel, href: to }) => rel === 'canonical' && typeof to === 'string' && /^https:\/\//.test(to),
    )?.href,
  )
  return href !== undefined && href.length <= 2_000 && URL.canParse(href) ? href : undefined
}

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().normalize('NFC') : undefined
const objectsOf = (value: JsonValue | undefined): readonly Json[] =>
  Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : []
const broken = (path: string, what: string): Err =>
  fail('brokenOscal', `This catalog is not complete: ${path} ${what}. Ask its publisher for a valid file.`, {
    detail: { path },
  })
