/**
 * The change trail: what happened to each field, made from entries in log order, so it is the same on every device
 * whatever came to it when. Own waiting commands have rows without position until the log has them.
 */

import { push } from '~/lib/shared/groups'
import { byLogOrder } from '~/lib/shared/logOrder'
import { parseRecordKey, recordIdOf } from '~/lib/records/recordKey'
import type { Kind } from '~/lib/records/registry'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import { birthRows, birthsIn, bornOfKind, fieldsSingly, isBirthRow, type Births } from './births'
import type { CountedChanges, KeyChange, TextChange } from '../books/countedChanges'
import { settledField } from '../views/projection'
import { birthsOf, trailOfFields, trailRow } from './readTrail'
import type { BirthRow, Intent, StoredTrailRow, TrailRow, Vault } from '../store/tables'
import { applySteps } from '../books/textMerge'

/**
 * Rapid edits of one long text by one device become one row of the history: gaps up to a minute, ten minutes in all.
 */
const mergeGapMs = 60_000
const mergeSpanMs = 600_000

export interface CommandFacts {
  readonly commandId: string
  readonly deviceId: string
  readonly memberId: string
  readonly time: number
}

export interface CountedCommand extends CommandFacts {
  readonly seq: number
  /** Which update of its entry it is, from 0: one command after the other, the books of each in their order. */
  readonly part: number
  readonly relayTime: number
  readonly kind: Kind
  readonly changes: CountedChanges
}

export interface TrailWrites {
  readonly put: readonly StoredTrailRow[]
  readonly remove: readonly string[]
}

/** Of a row that waits for the log. */
export const waitingId = (commandId: string, key: string): string => `${commandId}/${key}`
/** What the ids of all rows of one update begin with: its place in the log, which nobody chooses. */
const placeOf = ({ seq, part }: Pick<CountedCommand, 'seq' | 'part'>): string => `${seq}.${part}`
/** `recordId/field[/element]` that a row tells of. */
export const keyOfRow = ({ recordId, field, element }: Pick<TrailRow, 'recordId' | 'field' | 'element'>): string =>
  `${recordId}/${field}${element === undefined ? '' : `/${element}`}`

/** The name of the long text `recordId/field` in the words of a row. */
const partsOf = (
  key: string,
): { readonly recordId: string; readonly field: string; readonly element?: string } | undefined => parseRecordKey(key)

/** Rows of a command that waits in the outbox. */
export function waitingRows(
  intents: readonly Intent[],
  facts: CommandFacts & { readonly n: number },
): readonly StoredTrailRow[] {
  const { born, folded } = birthsIn({
    keys: intents.filter((intent) => intent.type === 'set'),
    texts: changesOf(intents.filter(({ type }) => type === 'text')).texts,
  })
  const kinds = born.size > 0 ? [...new Set(intents.map(({ book }) => book))] : []
  const rows: StoredTrailRow[] = kinds.flatMap((kind) =>
    birthRows(facts.commandId, { ...facts, kind }, bornOfKind(born, kind)),
  )
  for (const intent of intents) {
    if (folded.has(intent.key) || (intent.type === 'text' && intent.delta.length === 0)) continue
    const parts = partsOf(intent.key)
    if (!parts) continue
    const row = {
      ...facts,
      id: waitingId(facts.commandId, intent.key),
      kind: intent.book,
      ...parts,
      concurrent: false,
      lost: false,
    }
    if (intent.type === 'set') rows.push({ ...row, before: intent.before, after: intent.after })
    else rows.push({ ...row, before: intent.before, after: applySteps(intent.before, intent.delta), long: true })
  }
  return rows
}

/** What a waiting command changed, as the log will tell it while nobody else's change comes between. */
export function changesOf(intents: readonly Intent[]): CountedChanges {
  const keys: KeyChange[] = []
  const texts: TextChange[] = []
  for (const intent of intents) {
    if (intent.type === 'set')
      keys.push({
        key: intent.key,
        before: intent.before,
        after: intent.after,
        concurrent: false,
        lost: false,
        same: canonicalJson(intent.before) === canonicalJson(intent.after),
      })
    else if (intent.delta.length > 0)
      texts.push({
        name: intent.key,
        before: intent.before,
        after: applySteps(intent.before, intent.delta),
        concurrent: false,
      })
  }
  return { keys, texts }
}

/**
 * Rows of counted commands, in log order. Reads the trail where a row depends on an earlier one: the other side of a
 * conflict, the session a text edit belongs to, the conflict that was settled.
 *
 * Command ids are their authors' choice and name nothing here: a row is called by its place in the log. Only a device
 * that sends a command of its own again, and changes nothing by it, is told once (a restored copy).
 */
export async function countedRows(
  vault: Vault,
  counted: readonly CountedCommand[],
  ownDeviceId: string,
): Promise<TrailWrites> {
  const commands = await withoutRepeats(vault, counted)
  const put = new Map<string, StoredTrailRow>()
  const byField = new Map<string, Map<string, TrailRow>>()
  const remove = new Set<string>()
  const keep = (row: TrailRow): void => {
    put.set(row.id, row)
    const name = fieldName(row.recordId, row.field)
    const own = byField.get(name)
    if (own) own.set(row.id, row)
    else byField.set(name, new Map([[row.id, row]]))
  }
  const bornHere = new Map<string, BirthRow>()
  const find = async (id: string): Promise<TrailRow | undefined> => {
    const row = put.get(id)
    return row && !isBirthRow(row) ? row : trailRow(vault, id)
  }
  const births = commands.map(({ changes }) => birthsIn(changes))
  const waiting = await waitingFor(vault, counted, births, ownDeviceId)

  const earlier = await earlierRows(vault, commands, births)
  const latestOf = (recordId: string, field: string, element: string | undefined): TrailRow | undefined => {
    const fits = (row: TrailRow): boolean =>
      row.recordId === recordId && row.field === field && row.element === element && row.seq !== undefined && !row.lost
    const newest = (rows: readonly TrailRow[]): TrailRow | undefined =>
      rows
        .filter(fits)
        .reduce<TrailRow | undefined>((last, row) => (last && byLogOrder(last, row) > 0 ? last : row), undefined)
    const birth = bornHere.get(recordId)
    const fresh = newest([
      ...(birth ? fieldsSingly([birth], new Set([recordId])) : []),
      ...(byField.get(fieldName(recordId, field))?.values() ?? []),
    ])
    return fresh ?? newest(earlier.get(fieldName(recordId, field)) ?? [])
  }

  for (const [index, command] of commands.entries()) {
    const { born, folded } = births[index]!
    const { commandId, deviceId, memberId, time, seq, relayTime, kind } = command
    const place = placeOf(command)
    for (const row of birthRows(place, { commandId, deviceId, memberId, time, seq, relayTime, kind }, born)) {
      put.set(row.id, row)
      for (const id of row.records) bornHere.set(id, row)
    }
    for (const id of waiting[index]!) remove.add(id)
    for (const change of command.changes.keys) {
      if (folded.has(change.key)) continue
      const parts = partsOf(change.key)
      if (!parts) continue
      const id = `${place}/${change.key}`
      const row = keyRow(command, change, id, parts)
      if (change.concurrent && !creationFacts.has(parts.field)) {
        const rival = latestOf(parts.recordId, parts.field, parts.element)
        keep({
          ...row,
          conflict: command.kind,
          rival: {
            value: change.rival!.value,
            deviceId: rival?.deviceId ?? '',
            memberId: rival?.memberId ?? '',
            time: rival?.time ?? 0,
            ...(rival && { trailId: rival.id }),
          },
        })
      } else keep(row)
      if (parts.field === settledField && parts.element !== undefined) {
        const settled = await find(parts.element)
        if (settled?.rival || settled?.long) keep(withSettled(settled, change.after === true))
      }
    }
    for (const change of command.changes.texts) {
      if (folded.has(change.name)) continue
      const parts = partsOf(change.name)
      if (!parts) continue
      const id = `${place}/${change.name}`
      const last = latestOf(parts.recordId, parts.field, undefined)
      if (last && continues(last, command, change)) {
        keep({
          ...last,
          after: change.after,
          also: [...(last.also ?? []), command.commandId],
          until: command.time,
          untilSeq: command.seq,
        })
      } else keep(textRow(command, change, id, parts))
    }
  }
  for (const id of put.keys()) remove.delete(id)
  return { put: [...put.values()], remove: [...remove] }
}

const fieldName = (recordId: string, field: string): string => `${recordId}/${field}`

/** Rows of the fields that a text edit or a conflict of these commands may go on from, asked for at once. */
async function earlierRows(
  vault: Vault,
  commands: readonly CountedCommand[],
  births: readonly Births[],
): Promise<ReadonlyMap<string, readonly TrailRow[]>> {
  const wanted = new Map<string, readonly [recordId: string, field: string]>()
  for (const [index, { changes }] of commands.entries()) {
    for (const name of [
      ...changes.keys.filter(({ concurrent }) => concurrent).map(({ key }) => key),
      ...changes.texts.map(({ name }) => name),
    ]) {
      const parts = births[index]!.folded.has(name) ? undefined : partsOf(name)
      if (parts) wanted.set(fieldName(parts.recordId, parts.field), [parts.recordId, parts.field])
    }
  }
  const found = new Map<string, TrailRow[]>()
  for (const row of await trailOfFields(vault, [...wanted.values()])) {
    const name = fieldName(row.recordId, row.field)
    push(found, name, row)
  }
  return found
}

/**
 * Of each command, the rows that told of it before the log did. They are this device's own; a command of another device
 * never touches them, whatever id it bears. An import comes in many entries, so only what these changes name is looked
 * up.
 */
async function waitingFor(
  vault: Vault,
  commands: readonly CountedCommand[],
  births: readonly Births[],
  ownDeviceId: string,
): Promise<readonly (readonly string[])[]> {
  const isWaiting = (row: StoredTrailRow | undefined): row is StoredTrailRow =>
    row !== undefined && row.seq === undefined && row.deviceId === ownDeviceId
  return Promise.all(
    commands.map(async ({ commandId, deviceId, changes }, index) => {
      if (
        deviceId !== ownDeviceId ||
        (await vault.trail.where('id').startsWith(`${commandId}/`).limit(1).primaryKeys()).length === 0
      )
        return []
      const { born, folded } = births[index]!
      const keys = [...changes.keys.map(({ key }) => key), ...changes.texts.map(({ name }) => name)]
      const told = (await birthsOf(vault, new Set(keys.map(recordIdOf)))).filter((row) => row.commandId === commandId)
      // Births that were told one by one, and now are among hundreds.
      const single = (await vault.trail.bulkGet([...born.keys()].map((id) => waitingId(commandId, `${id}/kind`)))).some(
        isWaiting,
      )
      const rows = await vault.trail.bulkGet(
        keys.filter((key) => single || !folded.has(key)).map((key) => waitingId(commandId, key)),
      )
      return [...told, ...rows].filter(isWaiting).map(({ id }) => id)
    }),
  )
}

/**
 * Leaves out what a device sent a second time under the same command id and what changed nothing, neither then nor now.
 * What changed something is told, however often its id was used.
 */
async function withoutRepeats(vault: Vault, commands: readonly CountedCommand[]): Promise<readonly CountedCommand[]> {
  const asked = commands.flatMap(({ changes }) =>
    changes.keys.filter(({ same }) => same).flatMap(({ key }) => partsOf(key) ?? []),
  )
  if (asked.length === 0) return commands
  const nameOf = (deviceId: string, commandId: string, key: string): string => [deviceId, commandId, key].join('\n')
  const earlier = await trailOfFields(
    vault,
    asked.map(({ recordId, field }) => [recordId, field] as const),
  )
  const told = new Set(
    earlier.filter(({ seq }) => seq !== undefined).map((row) => nameOf(row.deviceId, row.commandId, keyOfRow(row))),
  )
  return commands.map((command) => {
    const isRepeat = ({ key, same }: KeyChange): boolean => {
      const name = nameOf(command.deviceId, command.commandId, key)
      const repeated = same && told.has(name)
      told.add(name)
      return repeated
    }
    return {
      ...command,
      changes: { ...command.changes, keys: command.changes.keys.filter((change) => !isRepeat(change)) },
    }
  })
}

/**
 * Who made a record, and when, is told twice where two devices make the same one (MG11): both are true and nobody has
 * to choose.
 */
const creationFacts: ReadonlySet<string> = new Set(['kind', 'ref', 'createdAt', 'createdBy'])

/**
 * The row with its conflict open or settled; open ones are indexed by kind. A merged text has no other side: it is read
 * again or not (MG5).
 */
export function withSettled(row: TrailRow, settled: boolean): TrailRow {
  const { conflict: _conflict, settled: _settled, ...rest } = row
  return settled ? { ...rest, settled: true } : row.rival ? { ...rest, conflict: row.kind } : rest
}

type Parts = { readonly recordId: string; readonly field: string; readonly element?: string }

const common = (
  { commandId, deviceId, memberId, time, seq, relayTime, kind }: CountedCommand,
  id: string,
  parts: Parts,
) => ({ id, commandId, kind, ...parts, deviceId, memberId, time, seq, relayTime })

const keyRow = (
  command: CountedCommand,
  { before, after, concurrent, lost }: KeyChange,
  id: string,
  parts: Parts,
): TrailRow => ({ ...common(command, id, parts), before, after, concurrent, lost })

const textRow = (
  command: CountedCommand,
  { before, after, concurrent }: TextChange,
  id: string,
  parts: Parts,
): TrailRow => ({
  ...common(command, id, parts),
  before: before as JsonValue,
  after: after as JsonValue,
  concurrent,
  lost: false,
  long: true,
})

function continues(last: TrailRow, command: CountedCommand, change: TextChange): boolean {
  const ended = last.until ?? last.time
  return (
    last.long === true &&
    last.folded !== true &&
    last.deviceId === command.deviceId &&
    !last.concurrent &&
    !change.concurrent &&
    last.after === change.before &&
    command.time >= ended &&
    command.time - ended <= mergeGapMs &&
    command.time - last.time <= mergeSpanMs
  )
}
