/**
 * A framework being imported, from any file format (isms.md 6.4): facts, requirements, mappings, and which row has
 * which problem. Reading produces it, checking judges it, planning compares it with existing records.
 */

import type { JsonValue } from '~/lib/shared/json'
import { frameworkOf, requirementId } from '~/lib/records/derivedIds'
import { confidences, relations, type Confidence, type Relation } from '~/lib/content/crosswalk/relation'

/** Position in the file: `row` of a sheet (1 is the header) or a path in the document. */
export type Place = { readonly sheet: 'requirements' | 'mappings'; readonly row: number } | { readonly path: string }

export interface DraftRequirement {
  readonly place: Place
  readonly code: string
  readonly title: string
  /** Code of its parent. */
  readonly parent?: string
  readonly group?: string
  readonly assessable: boolean
  readonly guidance?: string
  readonly order: number
  readonly oscal?: JsonValue
}

export interface DraftMapping {
  readonly place: Place
  /** Codes of the framework itself, or ids (`soc2-2017r2022:CC6.1`) of others. */
  readonly source: string
  readonly target: string
  readonly relation: string
  readonly rationale: string
  readonly confidence: string
}

export interface FrameworkFacts {
  /** Prefix of its requirement ids. */
  readonly id: string
  readonly title: string
  readonly edition: string
  readonly publisher: string
  readonly soa: boolean
  readonly licenceNote: string
  readonly source: 'table' | 'oscal'
  readonly sourceVersion?: string
  readonly sourceUrl?: string
}

export interface FrameworkDraft {
  /** What the file says about itself; a person completes it. */
  readonly facts: Omit<FrameworkFacts, 'licenceNote' | 'soa'>
  readonly requirements: readonly DraftRequirement[]
  readonly mappings: readonly DraftMapping[]
  /** What an OSCAL catalogue contains besides its controls. */
  readonly oscal?: JsonValue
  /** Parts of the file that could not be read. */
  readonly problems: readonly DraftProblem[]
}

export const draftProblems = [
  'codeMissing',
  'codeTooLong',
  'titleMissing',
  'titleTooLong',
  'groupTooLong',
  'guidanceTooLong',
  'duplicateCode',
  'unknownParent',
  'circularParent',
  'notYesNo',
  'notNumber',
  'tooMany',
  'controlTooLarge',
  'sourceMissing',
  'targetMissing',
  'unknownSource',
  'unknownTarget',
  'sameFramework',
  'unknownRelation',
  'unknownConfidence',
  'rationaleMissing',
  'rationaleTooLong',
  'duplicateMapping',
  'notLinked',
] as const

export interface DraftProblem {
  readonly place: Place
  readonly type: (typeof draftProblems)[number]
  readonly field:
    | 'code'
    | 'title'
    | 'parent'
    | 'group'
    | 'assessable'
    | 'guidance'
    | 'order'
    | 'source'
    | 'target'
    | 'relation'
    | 'rationale'
    | 'confidence'
  /** The offending value from the file. */
  readonly value: string
}

export const draftLimits = {
  requirements: 20_000,
  mappings: 20_000,
  line: 500,
  code: 100,
  guidance: 200_000,
  kept: 200_000,
} as const

/** A mapping whose ends are requirement ids. */
export interface CheckedMapping {
  readonly source: string
  readonly target: string
  readonly relation: Relation
  readonly rationale: string
  readonly confidence: Confidence
}

export interface CheckedDraft {
  readonly requirements: readonly DraftRequirement[]
  readonly mappings: readonly CheckedMapping[]
  readonly oscal?: JsonValue
  /** In file order. A draft with problems is not imported. */
  readonly problems: readonly DraftProblem[]
}

/**
 * Every problem of every row; bare codes belong to the framework `id`. `isKnown` recognises requirements of other
 * frameworks.
 */
export function checkDraft(draft: FrameworkDraft, id: string, isKnown: (requirement: string) => boolean): CheckedDraft {
  const problems = [...draft.problems]
  const say = (place: Place, type: DraftProblem['type'], field: DraftProblem['field'], value = ''): void =>
    void problems.push({ place, type, field, value: value.slice(0, 200) })
  if (draft.requirements.length > draftLimits.requirements)
    say(draft.requirements[draftLimits.requirements]!.place, 'tooMany', 'code', String(draft.requirements.length))
  if (draft.mappings.length > draftLimits.mappings)
    say(draft.mappings[draftLimits.mappings]!.place, 'tooMany', 'source', String(draft.mappings.length))

  if (draft.oscal !== undefined && JSON.stringify(draft.oscal).length > draftLimits.kept)
    say({ path: 'catalog/groups' }, 'controlTooLarge', 'group', draft.facts.title)

  const byCode = new Map<string, DraftRequirement>()
  for (const row of draft.requirements) {
    if (row.code === '') say(row.place, 'codeMissing', 'code')
    else if (row.code.length > draftLimits.code) say(row.place, 'codeTooLong', 'code', row.code)
    else if (byCode.has(row.code)) say(row.place, 'duplicateCode', 'code', row.code)
    else byCode.set(row.code, row)
    if (row.title === '') say(row.place, 'titleMissing', 'title')
    if (row.title.length > draftLimits.line) say(row.place, 'titleTooLong', 'title', row.title)
    if ((row.group?.length ?? 0) > draftLimits.line) say(row.place, 'groupTooLong', 'group', row.group)
    if ((row.guidance?.length ?? 0) > draftLimits.guidance) say(row.place, 'guidanceTooLong', 'guidance', row.guidance)
    if (row.oscal !== undefined && JSON.stringify(row.oscal).length > draftLimits.kept)
      say(row.place, 'controlTooLarge', 'code', row.code)
  }
  for (const row of byCode.values()) {
    if (row.parent === undefined) continue
    if (!byCode.has(row.parent)) say(row.place, 'unknownParent', 'parent', row.parent)
    else if (leadsBack(row, byCode)) say(row.place, 'circularParent', 'parent', row.parent)
  }
  const mappings = checkMappings(
    draft.mappings,
    id,
    (requirement) =>
      frameworkOf(requirement) === id ? byCode.has(requirement.slice(id.length + 1)) : isKnown(requirement),
    say,
  )
  return {
    requirements: draft.requirements,
    mappings,
    ...(draft.oscal !== undefined && { oscal: draft.oscal }),
    problems: problems.sort((a, b) => positionOf(a) - positionOf(b)),
  }
}

/** Rows by number, mappings after requirements; problems located by path keep the order in which they were found. */
const positionOf = ({ place }: DraftProblem): number =>
  'row' in place ? place.row + (place.sheet === 'mappings' ? 1e9 : 0) : 0

/** True if the row is its own ancestor. */
function leadsBack(row: DraftRequirement, byCode: ReadonlyMap<string, DraftRequirement>): boolean {
  const seen = new Set<string>()
  for (let at = row.parent; at !== undefined && !seen.has(at); at = byCode.get(at)?.parent) {
    if (at === row.code) return true
    seen.add(at)
  }
  return false
}

function checkMappings(
  rows: readonly DraftMapping[],
  id: string,
  isHere: (requirement: string) => boolean,
  say: (place: Place, type: DraftProblem['type'], field: DraftProblem['field'], value?: string) => void,
): readonly CheckedMapping[] {
  const pairs = new Set<string>()
  return rows.flatMap((row): readonly CheckedMapping[] => {
    const qualified = (end: string): string => (end.includes(':') ? end : requirementId(id, end))
    const [source, target] = [qualified(row.source), qualified(row.target)]
    const relation = relations.find((one) => one === row.relation)
    const confidence = row.confidence === '' ? 'medium' : confidences.find((one) => one === row.confidence)
    const pair = [source, target].sort().join('~')
    let wrong = false
    const note = (...problem: readonly [DraftProblem['type'], DraftProblem['field'], string?]): void => {
      wrong = true
      say(row.place, ...problem)
    }
    if (row.source === '') note('sourceMissing', 'source')
    else if (!isHere(source)) note('unknownSource', 'source', row.source)
    if (row.target === '') note('targetMissing', 'target')
    else if (!isHere(target)) note('unknownTarget', 'target', row.target)
    if (!wrong && frameworkOf(source) === frameworkOf(target)) note('sameFramework', 'target', row.target)
    else if (!wrong && frameworkOf(source) !== id && frameworkOf(target) !== id) note('notLinked', 'source', row.source)
    if (!relation) note('unknownRelation', 'relation', row.relation)
    if (!confidence) note('unknownConfidence', 'confidence', row.confidence)
    if (row.rationale === '') note('rationaleMissing', 'rationale')
    if (row.rationale.length > draftLimits.line) note('rationaleTooLong', 'rationale', row.rationale)
    if (pairs.has(pair)) note('duplicateMapping', 'target', row.target)
    pairs.add(pair)
    return wrong || !relation || !confidence ? [] : [{ source, target, relation, rationale: row.rationale, confidence }]
  })
}

/** A framework id derived from a title: `Cloud controls, 2026` → `cloud-controls-2026`. */
export const frameworkIdOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 40)
    .replace(/[-.]+$/, '') || 'framework'

/** Whether a string is a valid framework id; requirement ids are `<id>:<code>`. */
export const isFrameworkId = (id: string): boolean => /^[a-z0-9](?:[a-z0-9.-]{0,58}[a-z0-9])?$/.test(id)
