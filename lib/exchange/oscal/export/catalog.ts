/**
 * A framework as an OSCAL catalogue: codes, our own titles and guidance; of an imported one what its own catalogue
 * said.
 */

import { groupSeparator } from '~/lib/isms/framework/tree'
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json'
import { statementId } from '../controlIds'
import type { Draft } from '../oscalDraft'
import type { OscalRequirement } from '../oscalState'
import { prop, props, pruned, type Piece, type PieceObject } from '../oscalParts'
import { isToken, lineOr, token } from '../text'
import { groupBy } from '../../../shared/groups'

export function catalogOf(draft: Draft): JsonObject {
  const { framework, uuid } = draft
  const ordered = [...framework.requirements].sort((a, b) => a.order - b.order)
  const known = new Set(ordered.map((one) => one.id))
  const top = ordered.filter((one) => one.parent === undefined || !known.has(one.parent))
  const children = groupBy(
    ordered.filter((one) => one.parent !== undefined && known.has(one.parent)),
    (one) => [one.parent!],
  )
  const tree: Tree = { draft, children }
  // Without a parent of its own a requirement stands under the headings of its group.
  const headed = top.filter((one) => !isGroup(one) && one.group !== '')
  const groups: readonly Piece[] = [
    ...top.filter((one) => isGroup(one)).map((one) => groupPiece(tree, one)),
    ...namedGroups(tree, headed),
  ]
  const controls = top.filter((one) => !isGroup(one) && one.group === '').map((one) => controlPiece(tree, one))
  return pruned({
    catalog: {
      'uuid': uuid('catalog', framework.id),
      'metadata': draft.metadata(framework.title, framework.edition, {
        remarks: framework.licenceNote,
        props: [prop('publisher', framework.publisher)],
      }),
      'params': listIn(objectOf(framework.oscal), 'params'),
      controls,
      groups,
      'back-matter': draft.backMatter(),
    },
  })
}

interface Tree {
  readonly draft: Draft
  readonly children: ReadonlyMap<string, readonly OscalRequirement[]>
}

/**
 * Headings are groups; below a control everything is a control, and what came as one stays one (a withdrawn control is
 * no heading).
 */
const isGroup = (one: OscalRequirement): boolean => !one.assessable && !isJsonObject(one.oscal)

function groupPiece(tree: Tree, one: OscalRequirement): Piece {
  const id = tree.draft.ids.of(one.id)!
  const below = tree.children.get(one.id) ?? []
  const inner = below.filter((child) => isGroup(child))
  const controls = below.filter((child) => !isGroup(child)).map((child) => controlPiece(tree, child))
  const base: PieceObject = { id, title: lineOr(one.title, one.code), props: [label(one)] }
  if (inner.length === 0) return { ...base, controls }
  // A group holds groups or controls, never both.
  const groups = inner.map((child) => groupPiece(tree, child))
  return {
    ...base,
    groups:
      controls.length === 0 ? groups : [...groups, { id: `${id}-items`, title: lineOr(one.title, one.code), controls }],
  }
}

interface Heading {
  readonly own: OscalRequirement[]
  readonly inner: Map<string, Heading>
}

function namedGroups(tree: Tree, rows: readonly OscalRequirement[]): readonly Piece[] {
  const root: Heading = { own: [], inner: new Map() }
  for (const row of rows) {
    let at = root
    for (const title of row.group.split(groupSeparator).filter((part) => part.trim() !== '')) {
      const next = at.inner.get(title) ?? { own: [], inner: new Map<string, Heading>() }
      at.inner.set(title, next)
      at = next
    }
    at.own.push(row)
  }
  return headingPieces(tree, root, 'grp', objectOf(tree.draft.framework.oscal))
}

/** Where its catalogue named a group its id stays. Others are numbered, because two titles may fold to one token. */
const headingPieces = (tree: Tree, { inner }: Heading, before: string, came: JsonObject): readonly Piece[] =>
  [...inner].map(([title, heading], index): Piece => {
    const id = `${before}-${index + 1}`
    const group = objectOf(listIn(came, 'groups').find((one) => isJsonObject(one) && one.title === title))
    const controls = heading.own.map((one) => controlPiece(tree, one))
    const named =
      typeof group.id === 'string' && isToken(group.id) && tree.draft.firstTime(`group ${group.id}`)
        ? group.id
        : undefined
    const base: PieceObject = {
      id: named ?? `${id}-${token(title.toLowerCase(), '')}`,
      class: typeof group.class === 'string' ? group.class : undefined,
      title: lineOr(title, 'Group'),
      params: listIn(group, 'params'),
      props: listIn(group, 'props'),
      links: innerLinks(tree, listIn(group, 'links')),
      parts: listIn(group, 'parts').map((part) => withInnerLinks(tree, part)),
    }
    if (heading.inner.size === 0) return { ...base, controls }
    const groups = headingPieces(tree, heading, id, group)
    return {
      ...base,
      groups:
        controls.length === 0 ? groups : [...groups, { id: `${id}-items`, title: lineOr(title, 'Group'), controls }],
    }
  })

const label = (one: OscalRequirement): Piece => ({ name: 'label', value: lineOr(one.code, one.id) })

function controlPiece(tree: Tree, one: OscalRequirement): Piece {
  const id = tree.draft.ids.of(one.id)!
  const came = objectOf(one.oscal)
  const list = (name: string): readonly JsonValue[] => listIn(came, name)
  const nested = (tree.children.get(one.id) ?? []).map((child) => controlPiece(tree, child))
  // The label is the code; labels for other uses say so in their class.
  const kept = list('props').filter(
    (item) => !(isJsonObject(item) && item.name === 'label' && item.class === undefined),
  )
  return {
    id,
    class: typeof came.class === 'string' ? came.class : undefined,
    title: lineOr(one.title, one.code),
    params: list('params'),
    props: [
      label(one),
      { name: 'sort-id', value: String(one.order).padStart(5, '0') },
      ...kept.filter((item) => !(isJsonObject(item) && item.name === 'sort-id')),
      ...props('control-type', one.types),
      ...props('property', one.properties),
      one.assessable ? undefined : prop('assessable', false),
    ],
    links: innerLinks(tree, list('links')),
    parts: list('parts').length > 0 ? list('parts').map((part) => withInnerLinks(tree, part)) : ownParts(one, id),
    controls: nested,
  }
}

const objectOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {})
const listIn = (of: JsonObject, name: string): readonly JsonValue[] =>
  Array.isArray(of[name]) ? (of[name] as readonly JsonValue[]) : []

/** One statement, which findings point at: the title is all the text we may ship (licences of the standards). */
const ownParts = (one: OscalRequirement, id: string): readonly Piece[] => [
  { id: statementId(id, one), name: 'statement', prose: lineOr(one.title, one.code) },
  one.guidance.trim() === '' ? undefined : { id: `${id}_gdn`, name: 'guidance', prose: one.guidance.trim() },
]

/** Links into back matter that was not kept would point nowhere. */
function innerLinks(tree: Tree, links: readonly JsonValue[]): readonly JsonValue[] {
  const kept = links.filter(
    (link) =>
      !(isJsonObject(link) && typeof link.href === 'string' && link.href.startsWith('#')) ||
      resolves(tree, (link as JsonObject).href as string),
  )
  tree.draft.leaveOut('externalLinks', links.length - kept.length)
  return kept
}

const resolves = ({ draft }: Tree, href: string): boolean => draft.ids.requirement(href.slice(1)) !== undefined

function withInnerLinks(tree: Tree, part: JsonValue): JsonValue {
  if (!isJsonObject(part)) return part
  const { links, parts, ...rest } = part
  return pruned({
    ...rest,
    parts: Array.isArray(parts)
      ? (parts as readonly JsonValue[]).map((inner) => withInnerLinks(tree, inner))
      : undefined,
    links: Array.isArray(links) ? innerLinks(tree, links as readonly JsonValue[]) : undefined,
  })
}
