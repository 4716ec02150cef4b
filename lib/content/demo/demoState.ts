/**
 * The demo, its repaired twin and an empty workspace as plain data, for code that works on records and statements: no
 * engine, no keys, always identical. The engine version of the demo (lib/engine/demo) replays the same script; only ids
 * that depend on keys (members, files, statements) differ.
 */

import { kindNames, type AnyRecord, type RowOf } from '~/lib/records/registry'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import type { BlobState } from '~/lib/isms/evidence/integrity'
import { sha256Hex } from '~/lib/shared/hash'
import { utf8 } from '~/lib/shared/bytes'
import { demoId, demoNamed, demoRow, demoToday, type DemoRecord } from './demoRecord'
import { demoPending } from './meetings'
import { demoMembers } from './demoPeople'
import { createReplay, memberIdOf, plainBlob, type DemoConflict, type DemoFiles, type DemoReplay, type DemoTrail } from './demoReplay'
import { repairs } from './repairs'
import { demoSteps } from './script'

export const stateFixtures = ['demo', 'fixed', 'empty'] as const
export type StateFixture = (typeof stateFixtures)[number]

export interface DemoStateMember {
  readonly memberId: string
  readonly personId: string
  readonly role: 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'
  readonly active: boolean
}

export interface DemoState {
  readonly today: string
  /** Every record of every kind, as rows; kinds unordered, records of a kind in creation order. */
  readonly rows: readonly AnyRecord[]
  /** The statement log in order, including custody and seals. */
  readonly statements: readonly StatementFact[]
  readonly members: readonly DemoStateMember[]
  /**
   * The change trail in log order, by field and day: values of scalars, `true`/`false`/`null` for elements, complete
   * texts.
   */
  readonly changes: readonly DemoTrail[]
  /** Unsettled merge conflicts (MG1, MG4, MG6), with the day the second side arrived. */
  readonly conflicts: readonly DemoConflict[]
  /** State of each file that records name, by SHA-256. */
  readonly blobs: ReadonlyMap<string, { readonly state: BlobState; readonly pendingSince?: number }>
}

/** Created once each and shared: must not be mutated. */
const made = new Map<StateFixture, DemoState>()

export function demoState(fixture: StateFixture): DemoState {
  let state = made.get(fixture)
  if (!state) made.set(fixture, (state = fixture === 'empty' ? emptyState() : replayed(fixture)))
  return state
}

/** The repairs continue from the end of the demo, so the year is replayed once for both. */
let year: DemoReplay | undefined

function replayed(fixture: 'demo' | 'fixed'): DemoState {
  if (fixture === 'fixed') demoState('demo')
  const replay = (year ??= createReplay({ filesOf: plainFiles }))
  for (const effect of replay.run(fixture === 'demo' ? demoSteps() : repairs())) void effect
  return snapshot(replay, fixture)
}

function snapshot(replay: DemoReplay, fixture: 'demo' | 'fixed'): DemoState {
  const { world } = replay
  return {
    today: demoToday,
    rows: kindNames.flatMap((kind) => world.all(kind) as readonly AnyRecord[]),
    statements: [...world.statements],
    members: demoMembers.map(({ person: personId, role }) => ({ memberId: memberIdOf(personId), personId, role, active: true })),
    changes: [...replay.changes],
    // The repairs include a decision on each conflict.
    conflicts: fixture === 'fixed' ? [] : [...replay.conflicts],
    blobs: blobsOf(replay),
  }
}

function blobsOf({ world }: DemoReplay): DemoState['blobs'] {
  const found = new Map<string, { readonly state: BlobState; readonly pendingSince?: number }>()
  for (const row of world.all('evidence')) {
    const held = demoPending.has(row.ref) ? { state: 'pending' as const, pendingSince: Date.parse(row.createdAt) } : { state: 'present' as const }
    for (const { blob } of Object.values(row.files)) found.set(blob.sha256, held)
    if (row.captureRecord) found.set(row.captureRecord.sha256, held)
  }
  for (const row of [...world.all('soaVersion').map(({ frozen }) => frozen), ...world.all('managementReview').map(({ pack }) => pack)]) if (row) found.set(row.sha256, { state: 'present' })
  return found
}

/** One image and, for a capture, its record, by name only: nothing here reads the bytes. */
export function plainFiles({ id }: Pick<DemoRecord<'evidence'>, 'id'>): DemoFiles {
  let files = filesById.get(id)
  if (!files) filesById.set(id, (files = makeFiles(id)))
  return files
}

const filesById = new Map<string, DemoFiles>()

function makeFiles(id: string): DemoFiles {
  const blob = plainBlob(sha256Hex(`picture ${id}`), 60_000, 'image/webp')
  const bytes = utf8(`capture ${id}`)
  return {
    files: { 'tile-1.webp': { blob, mime: 'image/webp', size: blob.size, part: 'original' } },
    originHash: sha256Hex(`origin ${id}`),
    ...(isCapture(id) && { capture: { record: plainBlob(sha256Hex(bytes), bytes.length, 'application/json'), bytes, seal: '' } }),
  }
}

let captures: ReadonlySet<string> | undefined
const isCapture = (id: string): boolean => (captures ??= capturesOf()).has(id)
const capturesOf = (): ReadonlySet<string> =>
  new Set(demoSteps().flatMap((step) => (step.do === 'write' ? step.records : [])).filter((record) => record.kind === 'evidence' && (record.fields as { source?: string }).source === 'capture').map(({ id }) => id))

/** A workspace founded today with one person in it: what founding writes (lib/engine/host/createWorkspace.ts). */
function emptyState(): DemoState {
  const at = `${demoToday}T07:00:00.000Z`
  const id = demoId('PE-founder')
  const records: readonly DemoRecord[] = [
    demoNamed('settings', 'settings_main', at, id, { timeZone: 'Europe/Berlin', ismsStart: demoToday }) as DemoRecord,
    demoNamed('scope', 'sc_main', at, id, { orgName: 'Harbour & Sons' }) as DemoRecord,
    demoNamed('riskMethod', 'rm_main', at, id, { ...defaultMethod }) as DemoRecord,
    { ...demoNamed('person', id, at, id, { name: 'Ada Lindqvist' }), ref: 'PE-1' } as DemoRecord,
  ]
  return {
    today: demoToday,
    rows: records.map((record) => demoRow(record) as AnyRecord),
    statements: [], changes: [], conflicts: [], blobs: new Map(),
    members: [{ memberId: 'member-founder', personId: id, role: 'owner', active: true }],
  }
}

/** The rows of a kind in a state. */
export const rowsIn = <K extends AnyRecord['kind']>(state: DemoState, kind: K): readonly RowOf<K>[] => state.rows.filter((row) => row.kind === kind) as readonly AnyRecord[] as readonly RowOf<K>[]
