/**
 * Goes through a script and tells, one after the other, what comes into the log: changes and statements with their
 * content as it stood then. What needs keys or bytes (ids, signatures, encrypted files) is the caller's.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { dateInZone } from '~/lib/shared/dates'
import { soaVersionId } from '~/lib/records/derivedIds'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import type { EvidenceFile } from '~/lib/records/kinds/evidence'
import type { Blob } from '~/lib/records/fields'
import { compareRefs } from '~/lib/records/refs'
import type { AnyRecord, Kind, RowOf } from '~/lib/records/registry'
import { parseReviewPack } from '~/lib/isms/review/pack'
import { reviewBefore, reviewPack } from '~/lib/isms/review/reviewPack'
import type { RecordChange, ReviewState } from '~/lib/isms/review/managementReviewState'
import { freezeInput } from '~/lib/isms/soa/freezeInput'
import { freezeSoa, frozenHashes } from '~/lib/isms/soa/frozenSoa'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import type { CustodyEvent } from '~/lib/isms/statement/body'
import { compositeRecords } from '~/lib/isms/statement/composites'
import { type StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { isTopManagementNamed, isTopManagementOn } from '~/lib/isms/statement/topManagement'
import { canonicalBytes, canonicalJson, type JsonObject } from '~/lib/shared/json'
import { sha256Hex } from '~/lib/shared/hash'
import { parseFieldKey } from '~/lib/records/recordKey'
import { utf8, utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { demoNamed, type DemoRecord } from './demoRecord'
import type { DemoSide } from './meetings'
import { demoMember, demoMembers } from './demoPeople'
import type { DemoStep } from './script'
import type { DemoStatement } from './statements'
import { DemoWorld, type DemoChange } from './world'

/** What is filed with an evidence. */
export interface DemoFiles {
  readonly files: Readonly<Record<string, EvidenceFile>>
  /** Hash that the statement of its origin names. */
  readonly originHash: string
  /** Of a capture: the record of it, what the seal keeps a copy of, and the seal. */
  readonly capture?: { readonly record: Blob; readonly bytes: Bytes; readonly seal: string }
}

/** One command of a change: what was done at a time. */
export interface DemoCommand {
  readonly time: number
  readonly changes: readonly DemoChange[]
}

interface Placed {
  /** Person id of the member. */
  readonly by: string
  /** When it came into the log, milliseconds. */
  readonly at: number
}

export type DemoEffect =
  | (Placed & { readonly type: 'write'; readonly commands: readonly DemoCommand[] })
  | (Placed & { readonly type: 'statement'; readonly fact: StatementFact; readonly event?: CustodyEvent; readonly seal?: string })
  /** A file of the program's own making, to be stored; answered with its reference. */
  | { readonly type: 'file'; readonly name: string; readonly bytes: Bytes; readonly at: number }
  /** Two members work apart from here on; `side` says whose turn it is, `met` that both are in the log. */
  | { readonly type: 'apart' | 'met' }
  | { readonly type: 'side'; readonly by: string }

/** One change of a field in log order, as the trail of a vault holds it; nothing in it was lost. */
export interface DemoTrail extends RecordChange {
  /** Of sets and maps. */
  readonly element?: string
  readonly memberId: string
  /** Milliseconds: on the author's device, and in the log. */
  readonly time: number
  readonly relayTime: number
  readonly seq: number
  readonly lost: false
}

export interface DemoConflict {
  readonly id: string
  readonly recordId: string
  readonly field: string
  readonly day: string
}

export interface DemoReplay {
  readonly world: DemoWorld
  readonly changes: DemoTrail[]
  readonly conflicts: DemoConflict[]
  readonly run: (steps: readonly DemoStep[]) => Generator<DemoEffect, void, Blob | undefined>
}

export interface ReplaySurroundings {
  readonly filesOf: (record: DemoRecord<'evidence'>) => DemoFiles
}

const zone = 'Europe/Berlin'

/** Days by the hour: zones are whole hours off, and asking for each moment takes its time. */
const days = new Map<number, string>()
function dayOf(milliseconds: number): string {
  const hour = Math.floor(milliseconds / 3_600_000)
  let day = days.get(hour)
  if (day === undefined) days.set(hour, (day = dateInZone(new Date(milliseconds).toISOString(), zone)))
  return day
}

export function createReplay({ filesOf }: ReplaySurroundings): DemoReplay {
  const world = new DemoWorld()
  const changes: DemoTrail[] = []
  const conflicts: DemoConflict[] = []
  const kept = new Map<string, Bytes>()
  let position = 0

  function* run(steps: readonly DemoStep[]): Generator<DemoEffect, void, Blob | undefined> {
    for (const step of steps) {
      const at = Date.parse(step.at)
      if (step.do === 'write') yield take(write(world, step), step.by, at)
      else if (step.do === 'sign') yield* sign(step.statement, at)
      else if (step.do === 'freezeSoa') yield* freezeStatement(step.by, at, step.note)
      else if (step.do === 'freezePack') yield* freezePack(step.by, at, step.review)
      else yield* meet(step.meeting.sides)
    }
  }

  function write(view: DemoWorld, { records, edits }: { readonly records: readonly DemoRecord[]; readonly edits: readonly { readonly kind: Kind; readonly id: string; readonly fields: object; readonly at: string }[] }): readonly DemoCommand[] {
    const commands = new Map<string, DemoChange[]>()
    const add = (at: string, change: DemoChange): void => {
      if (change.entries.length + change.texts.length === 0) return
      commands.set(at, [...(commands.get(at) ?? []), change])
    }
    for (const record of records) add(record.at, view.creation(record, record.kind === 'evidence' ? filed(record as DemoRecord<'evidence'>) : {}))
    // Of several changes of one record in one hour, each is told over the one before.
    const ahead = edits.some(({ kind, id }, index) => edits.findIndex((other) => other.kind === kind && other.id === id) < index) ? view.split() : view
    for (const { kind, id, fields, at } of [...edits].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      const change = ahead.edit(kind, id, fields as never)
      if (ahead !== view) ahead.apply(change)
      add(at, change)
    }
    return [...commands].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, made]) => ({ time: Date.parse(at), changes: made }))
  }

  function filed(record: DemoRecord<'evidence'>): Readonly<Record<string, unknown>> {
    const { files, capture } = filesOf(record)
    return { files, ...(capture && { captureRecord: capture.record }) }
  }

  /** Puts commands into the world and the trail. */
  function take(commands: readonly DemoCommand[], by: string, at: number, lost: ReadonlyMap<string, ReadonlySet<string>> = new Map()): DemoEffect {
    position++
    for (const { time, changes: made } of commands) {
      for (const change of made) {
        const losing = lost.get(change.id)
        tell(change, { memberId: memberIdOf(by), time, relayTime: at, seq: position, day: dayOf(at), lost: false }, losing)
        world.apply(change, losing)
      }
    }
    return { type: 'write', by, at, commands }
  }

  function tell({ kind, id, entries, texts }: DemoChange, where: Omit<DemoTrail, 'recordId' | 'field' | 'element' | 'before' | 'after'>, lost: ReadonlySet<string> | undefined): void {
    for (const [key, after] of entries) {
      if (lost?.has(key)) continue
      const { field, element } = parseFieldKey(key)
      changes.push({ ...where, recordId: id, field, ...(element !== undefined && { element }), before: world.value(kind, id, key), after })
    }
    for (const { field, before, after } of texts) changes.push({ ...where, recordId: id, field, before, after })
  }

  function* sign(statement: DemoStatement, at: number): Generator<DemoEffect, void, Blob | undefined> {
    if (statement.type === 'custody' && statement.event === 'captured') {
      const capture = filesOf({ id: statement.id } as DemoRecord<'evidence'>).capture!
      yield say(statement, at, { type: 'captureSeal', profile: 'seal', contentHash: capture.record.sha256, frozen: capture.bytes }, { seal: capture.seal })
    }
    yield signed(world, statement, at)
  }

  function signed(view: DemoWorld, statement: DemoStatement, at: number): DemoEffect {
    if (statement.type === 'custody') {
      const made = statement.event === 'captured' || statement.event === 'uploaded'
      const row = view.row('evidence', statement.id)
      if (!row) throw new Error(`the demo speaks of evidence ${statement.id}, which is not there yet`)
      const contentHash = made ? filesOf({ id: statement.id } as DemoRecord<'evidence'>).originHash : hashedContent(row as AnyRecord, 'review').contentHash
      return say(statement, at, { contentHash }, statement.event === undefined ? {} : { event: statement.event })
    }
    const { content, contentHash } = contentOf(view, statement)
    const basedOn = inLogOrder(view.statementsOf(statement.id).filter(({ type }) => type !== 'custody' && type !== 'captureSeal')).at(-1)?.id
    return say(statement, at, { contentHash, frozen: canonicalBytes(content), ...(basedOn !== undefined && { basedOn }) })
  }

  /**
   * What is acknowledged or confirmed of a policy is the version that was approved last; all else is the present
   * content.
   */
  function contentOf(view: DemoWorld, { type, kind, id, profile }: DemoStatement): { readonly content: JsonObject; readonly contentHash: string } {
    const row = view.row(kind, id) as AnyRecord | undefined
    if (!row) throw new Error(`the demo signs ${kind} ${id}, which is not there yet`)
    const approved = kind === 'policy' && (type === 'attest' || type === 'confirm') ? view.statementsOf(id).findLast((one) => one.type === 'approve') : undefined
    if (approved) return { content: JSON.parse(utf8ToString(approved.frozen!)) as JsonObject, contentHash: approved.contentHash }
    return hashedContent(row, profile, compositeRecords(row, profile, view.lookup))
  }

  /** ST12, ST14: the Managing Director owns the workspace and is named top management in it. */
  function standingOfSigner({ by }: DemoStatement, at: number): Pick<StatementFact, 'asTopManagement' | 'standsIn'> {
    if (demoMember(by)!.role !== 'owner') return {}
    const roles = world.statements.filter(({ subjectKind }) => subjectKind === 'roleAssignment')
    return { asTopManagement: true, ...(!isTopManagementNamed(roles, dayOf(at)) && { standsIn: true }) }
  }

  function say(statement: DemoStatement, at: number, more: Partial<StatementFact> & Pick<StatementFact, 'contentHash'>, rest: { readonly event?: CustodyEvent; readonly seal?: string } = {}): DemoEffect {
    const { type, kind, id, profile, by, decision, reason, validUntil } = statement
    const fact: StatementFact = {
      id: sha256Hex(utf8(`statement ${position++}`)), seq: position, type, subjectKind: kind, subjectId: id, profile,
      memberId: memberIdOf(by), personId: by, time: Date.parse(statement.at), relayTime: at, signatureValid: true,
      ...(decision !== undefined && { decision }), ...(reason !== undefined && { reason }), ...(validUntil !== undefined && { validUntil }),
      ...standingOfSigner(statement, at),
      ...more,
    }
    world.say(fact)
    return { type: 'statement', by, at, fact, ...rest }
  }

  function* freezeStatement(by: string, at: number, note: string): Generator<DemoEffect, void, Blob | undefined> {
    const framework = 'iso27001-2022'
    const soa = freezeSoa(freezeInput({ all: (kind) => world.all(kind), statementsOf: world.statementsOf, held: () => ({ state: 'present' }) }, framework, dayOf(at)))
    const { contentHash, decisionHash } = frozenHashes(soa)
    const bytes = canonicalBytes(soa)
    const frozen = stored(yield { type: 'file', name: 'soa.json', bytes, at }, bytes)
    const id = soaVersionId(framework, contentHash)
    const record = demoNamed('soaVersion', id, new Date(at).toISOString(), by, { framework, asOf: soa.header.asOf, contentHash, decisionHash, frozen, note })
    yield take(write(world, { records: [record as DemoRecord], edits: [] }), by, at)
    yield signed(world, { type: 'approve', kind: 'soaVersion', id, profile: 'main', at: new Date(at).toISOString(), by }, at)
  }

  function* freezePack(by: string, at: number, review: string): Generator<DemoEffect, void, Blob | undefined> {
    const today = dayOf(at)
    const row = world.row('managementReview', review)!
    const bytes = canonicalBytes(reviewPack(reviewState(row, today), row, today))
    const pack = stored(yield { type: 'file', name: 'review-pack.json', bytes, at }, bytes)
    kept.set(pack.sha256, bytes)
    yield take(write(world, { records: [], edits: [{ kind: 'managementReview', id: review, at: new Date(at).toISOString(), fields: { pack, packHash: pack.sha256, packAsOf: today } }] }), by, at)
  }

  function reviewState(row: RowOf<'managementReview'>, today: string): ReviewState {
    const sorted = new Map<Kind, readonly AnyRecord[]>()
    const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] => {
      if (!sorted.has(kind)) sorted.set(kind, [...(world.all(kind) as readonly AnyRecord[])].filter((one) => one.archivedOn === undefined).sort((a, b) => compareRefs(a.ref, b.ref) || (a.id < b.id ? -1 : 1)))
      return sorted.get(kind) as readonly AnyRecord[] as readonly RowOf<K>[]
    }
    const method = rows('riskMethod')[0]
    // What a vault reads for a pack: whose work things were, and all of issues, parties and obligations.
    const followed = new Set([...rows('issue'), ...rows('interestedParty'), ...rows('obligation')].map(({ id }) => id))
    const settings = effectiveSettings(rows('settings')[0])
    const members = demoMembers.map(({ person: personId, role }) => ({ personId, role, active: true }))
    const state: ReviewState = {
      rows, changes: changes.filter(({ recordId, field }) => told.has(field) || followed.has(recordId)), statementsOf: world.statementsOf, lookup: world.lookup, settings,
      method: { grid: method?.grid ?? defaultMethod.grid, acceptMax: method?.acceptMax ?? defaultMethod.acceptMax },
      isTopManagement: (who, day) => isTopManagementOn(who, day, { members, roles: world.statements.filter(({ subjectKind }) => subjectKind === 'roleAssignment'), timeZone: settings.timeZone }),
    }
    const before = reviewBefore(state, row, today)?.pack
    const bytes = before && kept.get(before.sha256)
    const parsed = bytes && parseReviewPack(JSON.parse(utf8ToString(bytes)))
    return parsed?.ok ? { ...state, previousPack: parsed.value } : state
  }

  /**
   * Both sides see what was there before; whoever joined the workspace later wins where both set one key, as merging
   * decides by device.
   */
  function* meet(sides: readonly DemoSide[]): Generator<DemoEffect, void, Blob | undefined> {
    yield { type: 'apart' }
    const views = sides.map(() => world.split())
    const placed = sides.map((side, index) => ({ side, commands: write(views[index]!, { records: side.records ?? [], edits: (side.edits ?? []).map((edit) => ({ ...edit, at: side.wrote })) }).map((command) => ({ ...command, time: Date.parse(side.wrote) })) }))
    const told = placed.map(({ side, commands }) => ({ side, at: Date.parse(side.came), commands, statements: side.statements ?? [] }))
    for (const [index, { side, at, commands, statements }] of told.entries()) {
      yield { type: 'side', by: side.by }
      const others = told.filter((_, other) => other !== index)
      const lost = new Map<string, Set<string>>()
      for (const change of commands.flatMap((command) => command.changes)) {
        for (const other of others) {
          for (const key of clashes(change, other.commands)) {
            if (rank(side.by) < rank(other.side.by)) lost.set(change.id, (lost.get(change.id) ?? new Set()).add(key))
            if (told.indexOf(other) < index) conflicts.push({ id: `${change.id}/${key}`, recordId: change.id, field: parseFieldKey(key).field, day: dayOf(at) })
          }
        }
      }
      // What loses stands until the other side is there; in the end it does not.
      if (commands.length > 0) yield take(commands, side.by, at, index > 0 ? lost : new Map())
      for (const change of commands.flatMap((command) => command.changes)) views[index]!.apply(change)
      for (const statement of statements) yield signed(views[index]!, { ...statement, at: side.wrote, by: side.by }, at)
    }
    yield { type: 'met' }
  }

  return { world, changes, conflicts, run }
}

/** What a member is called where there are no keys to give ids. */
export const memberIdOf = (personId: string): string => `member-${demoMember(personId)!.key}`

/** Fields that say whose work something was on a past day (AU3). */
const told: ReadonlySet<string> = new Set(['owner', 'holder', 'deputy'])

const rank = (personId: string): number => demoMembers.findIndex((member) => member.person === personId)

/** Keys that both set to different values. */
function clashes(change: DemoChange, others: readonly DemoCommand[]): readonly string[] {
  const same = others.flatMap((command) => command.changes).filter(({ kind, id }) => kind === change.kind && id === change.id)
  return change.entries.filter(([key, value]) => same.some(({ entries }) => entries.some(([other, theirs]) => other === key && canonicalJson(theirs) !== canonicalJson(value)))).map(([key]) => key)
}

/** The reference of a file that the caller stored; by its hash alone where nobody stores anything. */
export const stored = (answer: Blob | undefined, bytes: Bytes, mime = 'application/json'): Blob => answer ?? plainBlob(sha256Hex(bytes), bytes.length, mime)

export const plainBlob = (sha256: string, size: number, mime: string): Blob => ({ sha256, id: sha256Hex(`file ${sha256}`), size, mime })
