/**
 * What all readers of a file share: which record a UUID stands for, which requirement a control id names, who a party
 * is. A record is found again by its UUID (a document of this workspace), else by the import key a former import gave
 * it.
 */

import type { AnyRecord, Kind } from '~/lib/records/registry'
import { isTakenBack } from '~/lib/records/merge/takenBack'
import { groupBy } from '~/lib/shared/groups'
import type { JsonObject, JsonValue } from '~/lib/shared/json'
import { controlIdsOf, type ControlIds } from '../controlIds'
import type { OpenedOscal } from '../openOscal'
import type { OscalFramework } from '../oscalState'
import { uuidsOf } from '../uuid'
import type { ImportNote, ImportNoteCode, ImportRow, ImportSurroundings } from './importRow'
import { filled, objectsIn, ownProp, textIn, textsIn } from './importPieces'

export interface Reader {
  readonly around: ImportSurroundings
  readonly root: JsonObject
  /** Pointer of the root. */
  readonly at: string
  readonly framework: OscalFramework | undefined
  /**
   * Adds a draft and gives its id; undefined where somebody archived the record here. `id` where the kind derives it.
   */
  readonly add: (
    kind: Kind,
    uuid: string,
    source: string,
    fields: Readonly<Record<string, JsonValue | undefined>>,
    id?: string,
  ) => string | undefined
  /** Id of what a UUID of the file stands for: read already, or here. */
  readonly idOf: (uuid: string | undefined) => string | undefined
  readonly recordOf: (id: string) => AnyRecord | undefined
  /** Requirement id of a control id; undefined (and noted) where no catalogue here knows it. */
  readonly requirement: (controlId: string | undefined, source: string) => string | undefined
  /** The same without a note. */
  readonly known: (controlId: string) => string | undefined
  /** Requirement of a statement or objective that a finding points at. */
  readonly target: (targetId: string, source: string) => string | undefined
  /** Id of the person a party is. */
  readonly person: (party: string | undefined) => string | undefined
  /** The first person who has the role in `responsible-roles`. */
  readonly responsible: (piece: JsonObject, role?: string) => string | undefined
  /** The draft that will be this record. */
  readonly drafted: (id: string) => ImportRow | undefined
  readonly note: (code: ImportNoteCode, source: string, about: string) => void
  readonly result: () => { readonly rows: readonly ImportRow[]; readonly notes: readonly ImportNote[] }
}

export const importKeyOf = (uuid: string): string => `oscal:${uuid.toLowerCase()}`

/** Kinds that a file can speak about, and evidence, which it can only name. */
export const matchedKinds: readonly Kind[] = [
  'person',
  'control',
  'supplier',
  'asset',
  'soaEntry',
  'audit',
  'auditItem',
  'finding',
  'risk',
  'treatmentAction',
  'nonconformity',
  'correctiveAction',
  'evidence',
  'riskAcceptance',
  'policy',
  'crosswalk',
]

export function startReader({ root, model }: Pick<OpenedOscal, 'root' | 'model'>, around: ImportSurroundings): Reader {
  const uuidOf = uuidsOf(around.workspaceId)
  const here = new Map<string, AnyRecord>()
  const byImportKey = new Map<string, AnyRecord>()
  const byAnyKey = new Map<string, AnyRecord>()
  const byId = new Map<string, AnyRecord>()
  for (const kind of matchedKinds) {
    for (const row of around.rows(kind)) {
      here.set(uuidOf(row.id), row)
      // Results and observations speak about records under a name of their own.
      if (kind === 'audit') here.set(uuidOf(row.id, 'result'), row)
      byId.set(row.id, row)
      if (row.importKey === undefined) continue
      // Of several with one key the one in use counts.
      for (const [map, key] of [
        [byImportKey, `${kind} ${row.importKey}`],
        [byAnyKey, row.importKey],
      ] as const)
        if (row.archivedOn === undefined || !map.has(key)) map.set(key, row)
    }
  }
  const framework = frameworkOf(root, around)
  const ids: ControlIds | undefined = framework && controlIdsOf(framework)
  const statements = new Map(framework?.requirements.map((one) => [ids!.statement(one.id)!, one.id]))
  const rows = new Map<string, ImportRow>()
  const read = new Map<string, string>()
  const notes: ImportNote[] = []
  const note = (code: ImportNoteCode, source: string, about: string): void => void notes.push({ code, source, about })

  const add: Reader['add'] = (kind, rawUuid, source, fields, given) => {
    const uuid = rawUuid.toLowerCase()
    const importKey = importKeyOf(uuid)
    const known =
      (given === undefined ? undefined : byId.get(given)) ??
      ((row) => (row?.kind === kind ? row : undefined))(here.get(uuid)) ??
      byImportKey.get(`${kind} ${importKey}`)
    if (known?.archivedOn !== undefined && !isTakenBack(known)) {
      note('archived', source, known.ref || known.id)
      return undefined
    }
    const drafted = read.get(uuid)
    const id =
      known?.id ?? given ?? (drafted !== undefined && rows.get(drafted)?.kind === kind ? drafted : around.newId(kind))
    read.set(uuid, id)
    const before = rows.get(id)
    // What came by a document of this workspace needs no other key than its UUID; what is derived none at all.
    const keyed = known === undefined ? given === undefined : known.importKey === importKey
    rows.set(id, {
      kind,
      id,
      source: before?.source ?? source,
      ...(keyed && { importKey }),
      fields: merged(before?.fields, filled(fields)),
    })
    return id
  }

  const parties = new Map(
    objectsIn(objectOf(root, 'metadata'), 'parties', '').map(({ piece }, index) => [
      (textIn(piece, 'uuid') ?? '').toLowerCase(),
      { piece, at: `/${model}/metadata/parties/${index}` },
    ]),
  )
  const byName = groupBy(
    around.rows('person').filter((row) => row.archivedOn === undefined),
    (row) => nameOf((row as unknown as { readonly name?: string }).name),
  )
  const namesakes = new Set<string>()
  const person: Reader['person'] = (raw) => {
    const uuid = raw?.toLowerCase()
    const party = uuid === undefined ? undefined : parties.get(uuid)
    if (uuid === undefined || !party || party.piece.type !== 'person') return undefined
    const made = read.get(uuid)
    if (made !== undefined) return made
    const present = here.get(uuid)
    const name = textIn(party.piece, 'name') ?? textIn(party.piece, 'short-name')
    const own = present?.kind === 'person' && present.archivedOn === undefined ? present : undefined
    const called = own || name === undefined ? [] : (byName.get(nameOf(name)) ?? [])
    // Whom of them it means only a person can tell: the field stays empty.
    if (called.length > 1) {
      if (namesakes.size < namesakes.add(uuid).size) note('ambiguousPerson', party.at, name!)
      return undefined
    }
    const id = own?.id ?? called[0]?.id
    if (id !== undefined) {
      read.set(uuid, id)
      return id
    }
    if (name === undefined) return undefined
    if (!around.mayWrite('person')) {
      note('personNotAllowed', party.at, name)
      return undefined
    }
    return add('person', uuid, party.at, {
      name,
      title: ownProp(party.piece, 'title'),
      unit: ownProp(party.piece, 'unit'),
      firm: ownProp(party.piece, 'firm'),
    })
  }

  const requirement: Reader['requirement'] = (controlId, source) => {
    if (controlId === undefined) return undefined
    const found = ids?.requirement(controlId)
    if (!found) note('unknownControl', source, controlId)
    return found?.id
  }
  return {
    around,
    root,
    at: `/${model}`,
    framework,
    add,
    requirement,
    person,
    note,
    known: (controlId) => ids?.requirement(controlId)?.id,
    idOf: (uuid) =>
      uuid === undefined
        ? undefined
        : (read.get(uuid.toLowerCase()) ?? here.get(uuid.toLowerCase())?.id ?? byAnyKey.get(importKeyOf(uuid))?.id),
    recordOf: (id) => byId.get(id),
    target(targetId, source) {
      const known = statements.get(targetId)
      return (
        known ??
        requirement(targetId.replace(/[._]?(smt|stmt|obj)(\..*)?$/, '').replace(/_(smt|obj)[._-].*$/, ''), source)
      )
    },
    responsible(piece, role) {
      const roles = objectsIn(piece, 'responsible-roles', '').map(({ piece: one }) => one)
      const wanted = roles.find((one) => one['role-id'] === role) ?? (role === undefined ? roles[0] : undefined)
      return (
        wanted &&
        textsIn(wanted, 'party-uuids')
          .map(person)
          .find((id) => id !== undefined)
      )
    },
    drafted: (id) => rows.get(id),
    result: () => ({ rows: [...rows.values()], notes }),
  }
}

/** Several places of a file may speak about one record: lists come together, of other values the last one stands. */
function merged(before: ImportRow['fields'] = {}, next: ImportRow['fields']): ImportRow['fields'] {
  const both = Object.entries(next).map(([name, value]): [string, JsonValue] => {
    const old = before[name]
    return [
      name,
      Array.isArray(old) && Array.isArray(value)
        ? [...new Set([...(old as readonly JsonValue[]), ...(value as readonly JsonValue[])])]
        : value,
    ]
  })
  return { ...before, ...Object.fromEntries(both) }
}

const nameOf = (name: string | undefined): string => (name ?? '').normalize('NFC').trim()

const objectOf = (parent: JsonObject, name: string): JsonObject => {
  const value = parent[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

/** The framework that was chosen or that the document names; else the one that knows most of its control ids. */
function frameworkOf(root: JsonObject, around: ImportSurroundings): OscalFramework | undefined {
  const named = around.framework ?? ownProp(objectOf(root, 'metadata'), 'framework')
  const chosen = around.frameworks.find((one) => one.id === named)
  if (chosen) return chosen
  const used = controlIdsIn(root)
  const scored = around.frameworks.map((one) => {
    const ids = controlIdsOf(one)
    return { one, known: [...used].filter((id) => ids.requirement(id) !== undefined).length }
  })
  const best = scored.sort((a, b) => b.known - a.known)[0]
  return best && best.known > 0 ? best.one : undefined
}

function controlIdsIn(root: JsonObject): ReadonlySet<string> {
  const used = new Set<string>()
  const open: JsonValue[] = [root]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [key, member] of Object.entries(next as JsonObject)) {
      if (key === 'control-id' && typeof member === 'string') used.add(member)
      else if (key === 'target-id' && typeof member === 'string') used.add(member.replace(/_.*$/, ''))
      else open.push(member)
    }
  }
  return used
}
