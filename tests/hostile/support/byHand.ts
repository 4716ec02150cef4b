/** Entries as a patched client writes them: truly sealed and signed with its device's keys, whatever they say. */

import { currentEpoch } from '~/lib/protocol/access/accessState'
import { newUuid, type LogHead } from '~/lib/protocol/log/entry'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { statementBytes, writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import type { Bytes } from '~/lib/shared/bytes'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { writeSignedEntry, type SealedEntry } from '~/lib/sync/outbox/sealBatch'
import type { Person, World } from '../../vault/support/person'
import { random } from '../../vault/support/person'

export interface Wrong {
  readonly head?: LogHead
  readonly epoch?: number
}

/** The next entry of the person's device. */
export function byHand(
  world: World,
  by: Person,
  entryClass: EntryClass,
  plaintext: Bytes,
  wrong: Wrong = {},
): Promise<SealedEntry> {
  const { deviceSeq, prevDeviceHash } = by.replica.ownChain()
  const { seq, chain } = by.replica.head()
  const place = {
    workspaceId: world.workspaceId,
    deviceId: by.keys.deviceId,
    deviceSeq: deviceSeq + 1,
    prevDeviceHash,
    head: wrong.head ?? { seq, chain },
    epoch: wrong.epoch ?? currentEpoch(by.replica.access()),
  }
  return writeSignedEntry(
    entryClass,
    newUuid(random),
    plaintext,
    place,
    { sign: by.replica.signer().sign, epochKey: (of) => by.replica.epochKey(of) },
    random,
  )
}

/** Reads to the head, then puts such an entry into the log; an accomplice of a relay gives a place to anything. */
export async function smuggle(
  world: World,
  by: Person,
  entryClass: EntryClass,
  plaintext: Bytes,
  wrong: Wrong = {},
): Promise<number> {
  await by.pull()
  const entry = await byHand(world, by, entryClass, plaintext, wrong)
  return world.log.force(entry.bytes)
}

export interface SaidByHand {
  readonly type: string
  readonly kind: string
  readonly id: string
  readonly contentHash: string
  /** `main` unless said otherwise. */
  readonly profile?: string
  /** `YYYY-MM-DD`, of an acceptance. */
  readonly validUntil?: string
}

/** A statement past the checks of the author's own engine, under the person its member is bound to. */
export async function sayByHand(
  world: World,
  by: Person,
  { type, kind, id, contentHash, profile = 'main', validUntil }: SaidByHand,
): Promise<void> {
  const access = by.replica.access()
  const { memberId } = access.devices[by.keys.deviceId]!
  const personId = access.members[memberId]!.persons.at(-1)!.personId
  const body = canonicalBytes({
    v: 1,
    workspaceId: world.workspaceId,
    deviceId: by.keys.deviceId,
    memberId,
    personId,
    type,
    subject: { kind, id },
    profile,
    contentHash,
    time: '2026-06-01T09:00:00.000Z',
    ...(type === 'review' && { decision: 'accepted' }),
    ...(validUntil !== undefined && { validUntil }),
  } as JsonValue)
  await smuggle(
    world,
    by,
    'statement',
    writeStatementPlaintext({
      body,
      innerSignature: await by.replica.signer().sign(statementBytes(body)),
      frozen: { in: 'none' },
    }),
  )
}
