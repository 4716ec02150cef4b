/** Entries as a patched client writes them: truly signed and sealed by its device, whatever they say. */

import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { newUuid } from '~/lib/protocol/log/entry'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { writeUpdatePlaintext, type UpdateCommand } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { random, type Person, type World } from '../../vault/support/person'

export interface SmuggledUpdate {
  /** Of the book, as the update says; that of the entry where nothing is said. */
  readonly class?: string
  readonly book: string
  readonly update: Uint8Array
  readonly commandId?: string
  readonly time?: number
}

/** The author's own verdict hash is true unless a test says otherwise. */
export const plaintextOf = (by: Person, commands: readonly UpdateCommand[]): Bytes => writeUpdatePlaintext({ commands })

/** Into the log, past the author's own device. The position it got. */
export async function smuggle(world: World, by: Person, entryClass: EntryClass, plaintext: Bytes): Promise<number> {
  await by.pull()
  const { deviceSeq, prevDeviceHash } = by.replica.ownChain()
  const { seq, chain } = by.replica.head()
  const place = {
    workspaceId: world.workspaceId,
    deviceId: by.keys.deviceId,
    deviceSeq: deviceSeq + 1,
    prevDeviceHash,
    head: { seq, chain },
    epoch: currentEpoch(by.replica.access()),
  }
  const entry = await writeSignedEntry(
    entryClass,
    newUuid(random),
    plaintext,
    place,
    { sign: by.replica.signer().sign, epochKey: (of) => by.replica.epochKey(of) },
    random,
  )
  return unwrap(await world.log.append(entry.bytes))
}

export async function smuggleUpdate(
  world: World,
  by: Person,
  entryClass: EntryClass,
  ...parts: readonly SmuggledUpdate[]
): Promise<number> {
  await by.pull()
  return smuggle(
    world,
    by,
    entryClass,
    plaintextOf(
      by,
      parts.map(({ class: bookClass = entryClass, book, update, commandId = newUuid(random), time = world.now }) => ({
        commandId,
        time,
        parts: [{ class: bookClass, book, update: toBytes(update) }],
      })),
    ),
  )
}

/** An update on what the log has of a book, under a client id of its own. */
export async function updateOn(
  by: Person,
  book: string,
  clientId: number,
  work: (doc: Y.Doc) => void,
): Promise<Uint8Array> {
  const doc = newBookDoc()
  for (const { update } of await by.vault.tail
    .where('[book+seq+part]')
    .between([book, 0, 0], [book, Infinity, Infinity])
    .toArray())
    Y.applyUpdate(doc, update)
  doc.clientID = clientId
  let made = new Uint8Array()
  doc.on('update', (update: Uint8Array) => void (made = update as never))
  doc.transact(() => work(doc))
  return made
}

/** A letter beside a value: Yjs takes from its neighbour where it stands, and it would be the value. */
export async function letterBesideValue(by: Person, book: string, key: string, clientId: number): Promise<Uint8Array> {
  const doc = new Y.Doc({ gc: false })
  for (const { update } of await by.vault.tail
    .where('[book+seq+part]')
    .between([book, 0, 0], [book, Infinity, Infinity])
    .toArray())
    Y.applyUpdate(doc, update)
  return letterBeside((recordsOf(doc) as unknown as Y.AbstractType<unknown>)._map.get(key)!.id, clientId)
}

/** An update of one letter under a client id of its own, behind what stands at a place. */
export function letterBeside(
  { client, clock }: { readonly client: number; readonly clock: number },
  clientId: number,
): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const value of [1, 1, clientId, 0]) encoding.writeVarUint(encoder, value)
  encoding.writeUint8(encoder, 0x84)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, 'False')
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** What all honest devices must agree on. */
export async function viewOf(person: Person, ...kinds: readonly Parameters<Person['rows']>[0][]) {
  return {
    head: person.replica.head(),
    verdicts: (await person.vault.log.toArray()).map(({ seq, verdict }) => [seq, verdict]),
    trail: await person.trail(),
    rows: await Promise.all(kinds.map((kind) => person.rows(kind))),
    statements: await person.vault.statements.toArray(),
  }
}
