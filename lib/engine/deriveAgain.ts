/**
 * What the log of this device makes, derived once more in a database of its own and compared with what interfaces read:
 * verdicts, records, history, statements and members. Nothing of what is compared is read while deriving; only the log
 * and the device's keys are. What waits to go out is no part of the log, so records it touches are left out.
 */

import { kindNames, isKind, type Kind } from '../records/registry'
import { canonicalJson, type JsonValue } from '../shared/json'
import { sha256Hex } from '../shared/hash'
import { ok, type Result } from '../shared/result'
import { isBirthRow } from '../vault/history/births'
import { intentsOf } from '../vault/history/packedIntents'
import type { Replica } from '../vault/replica/replica'
import { statementId } from '../vault/log/statementRows'
import { sequencedRow } from '../vault/store/sequencedRow'
import {
  openScratchVault,
  type LogRow,
  type MemberRow,
  type StatementRow,
  type StoredTrailRow,
  type Vault,
} from '../vault/store/tables'

const rowsAtOnce = 400

/** Sentences that name what differs; none where all is as the log says. Fails with what reading the log fails with. */
export async function deriveAgain({
  vault,
  beside,
}: Pick<Replica, 'vault' | 'beside'>): Promise<Result<readonly string[]>> {
  const scratch = await openScratchVault(vault, 'verify')
  try {
    const replica = await beside(scratch)
    try {
      for (let rows = await logAfter(vault, 0); rows.length > 0; rows = await logAfter(vault, rows.at(-1)!.seq)) {
        for (const source of ['device', 'relay'] as const) {
          const taken = await replica.ingest(
            rows.filter(({ timeSource }) => timeSource === source).map(sequencedRow),
            source,
          )
          if (!taken.ok) return taken
        }
        // Vouched for is not enough here.
        await replica.exclusive(() => replica.settled())
      }
      return ok(await differences(vault, scratch, replica.head().seq))
    } finally {
      await replica.close()
    }
  } finally {
    await scratch.delete()
  }
}

/** Of one source of time at most, so that they stay in order. */
async function logAfter(vault: Vault, seq: number): Promise<readonly LogRow[]> {
  const rows = await vault.log.where('seq').above(seq).limit(rowsAtOnce).toArray()
  const end = rows.findIndex(({ timeSource }) => timeSource !== rows[0]!.timeSource)
  return end < 0 ? rows : rows.slice(0, end)
}

async function differences(vault: Vault, scratch: Vault, upTo: number): Promise<readonly string[]> {
  const found: string[] = []
  const tell = (what: string, names: readonly string[]): void =>
    void found.push(...names.map((name) => `${what} ${name} differs from what the log says. Don't rely on it.`))
  const waiting = await waitingRecords(vault)

  const verdictOf = ({ seq, verdict }: LogRow): readonly [string, string] => [String(seq), verdict]
  tell(
    'The verdict on entry',
    compare(
      (await vault.log.where('seq').belowOrEqual(upTo).toArray()).map(verdictOf),
      (await scratch.log.toArray()).map(verdictOf),
    ),
  )

  const decisions = async (of: Vault) =>
    (await of.statements.toArray())
      .filter(({ seq }) => seq !== undefined)
      .map((row) => [row.id.slice(0, 16), statementFacts(row)] as const)
  tell('Decision', compare(await decisions(vault), await decisions(scratch)))
  tell('Decision', await decisionsWithNoWayOut(vault))

  const history = async (of: Vault) =>
    (await of.trail.toArray()).filter(({ seq }) => seq !== undefined).map((row) => [row.id, historyFacts(row)] as const)
  tell('History row', compare(await history(vault), await history(scratch)))
  tell('History row', await historyWithNoWayOut(vault))

  const members = async (of: Vault) =>
    (await of.members.toArray()).map((row: MemberRow) => [row.memberId.slice(0, 8), text(row)] as const)
  tell('Member', compare(await members(vault), await members(scratch)))

  for (const kind of kindNames.filter(isKind)) {
    const records = async (of: Vault) =>
      (await of.table(kind).toArray())
        .filter(({ id }: { id: string }) => !waiting.has(`${kind}/${id}`))
        .map((row: { id: string }) => [`${kind} ${row.id}`, text(row)] as const)
    tell('Record', compare(await records(vault), await records(scratch)))
  }
  return found
}

/** Names whose facts differ, are missing here or are here without the log. */
function compare(
  here: readonly (readonly [string, string])[],
  log: readonly (readonly [string, string])[],
): readonly string[] {
  const told = new Map(log)
  const shown = new Map(here)
  return [...new Set([...shown.keys(), ...told.keys()])].filter((name) => shown.get(name) !== told.get(name))
}

/** Shown as waiting for the log, where nothing waits any more that would bring them there. */
async function decisionsWithNoWayOut(vault: Vault): Promise<readonly string[]> {
  const waiting = new Set(
    (await vault.outbox.toArray()).flatMap(({ payload }) =>
      payload.type === 'statement' ? [statementId(payload.body)] : [],
    ),
  )
  return (await vault.statements.toArray()).flatMap(({ id, seq }) =>
    seq === undefined && !waiting.has(id) ? [id.slice(0, 16)] : [],
  )
}

async function historyWithNoWayOut(vault: Vault): Promise<readonly string[]> {
  const waiting = new Set((await vault.outbox.toArray()).map(({ commandId }) => commandId))
  return (await vault.trail.toArray()).flatMap(({ id, seq, commandId }) =>
    seq === undefined && !waiting.has(commandId) ? [id] : [],
  )
}

async function waitingRecords(vault: Vault): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  for (const row of await vault.outbox.toArray())
    for (const { book, key } of intentsOf(row)) names.add(`${book}/${key.slice(0, key.indexOf('/'))}`)
  // A decision of ours on its way changes columns of its evidence; settings change turning dates of all of them.
  for (const { seq, subjectKind, subjectId } of await vault.statements.toArray())
    if (seq === undefined) names.add(`${subjectKind}/${subjectId}`)
  if ([...names].some((name) => name.startsWith('settings/')))
    for (const id of await vault
      .table('evidence' satisfies Kind)
      .toCollection()
      .primaryKeys())
      names.add(`evidence/${String(id)}`)
  return names
}

function statementFacts({ body, innerSignature, frozen, ...facts }: StatementRow): string {
  return text({
    ...facts,
    body: sha256Hex(body),
    innerSignature: sha256Hex(innerSignature),
    ...(frozen && { frozen: sha256Hex(frozen) }),
  })
}

/** Whether a conflict is settled follows from what waits, too. */
function historyFacts(row: StoredTrailRow): string {
  if (isBirthRow(row)) return text(row)
  const { conflict: _conflict, settled: _settled, n: _n, ...facts } = row
  return text(facts)
}

/** Members that are not set are not there. */
const text = (value: object): string => canonicalJson(JSON.parse(JSON.stringify(value)) as JsonValue)
