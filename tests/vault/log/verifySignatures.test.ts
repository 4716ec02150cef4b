/** Reading a long log asks few signatures (protocol.md 4), and finds every forged entry all the same. */

import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { createVerifier, type Verifier } from '~/lib/crypto/verifier'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import {
  emptyHead,
  isPlainClass,
  newUuid,
  readEntry,
  signedBytes,
  writeEntry,
  writeHeader,
  zeroHash,
  type EntryHeader,
} from '~/lib/protocol/log/entry'
import { emptyLogState, type LogState } from '~/lib/protocol/log/judge'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import type { Core } from '~/lib/vault/replica/replicaCore'
import { verifyProvisional } from '~/lib/vault/log/provisional'
import { openVault } from '~/lib/vault/store/tables'
import { readAndVerify, shortBatch } from '~/lib/vault/log/verifySignatures'
import { createPerson, createWorld, foundBy, join, random } from '../support/person'

let devices: readonly DeviceKeys[]
let log: LogState
beforeAll(async () => {
  devices = await Promise.all([generateDeviceKeys(), generateDeviceKeys(), generateDeviceKeys()])
  const known = devices.map(
    (keys) =>
      [
        keys.deviceId,
        {
          deviceId: keys.deviceId,
          memberId: keys.deviceId,
          signKey: toBase64Url(keys.signKey),
          dhKey: toBase64Url(keys.dhKey),
          position: 1,
          admittedAt: 1,
        },
      ] as const,
  )
  log = { ...emptyLogState(), access: { ...emptyLogState().access, devices: Object.fromEntries(known) } }
})

type Forgery = 'content' | 'signature' | 'otherKey'
interface Planned {
  readonly device: number
  readonly class: EntryClass
  readonly forged?: Forgery
}

/** Honest devices build on what they wrote; what the log shows in its place may be forged. */
async function logOf(plan: readonly Planned[]): Promise<readonly SequencedEntry[]> {
  const tips = devices.map(() => ({ deviceSeq: 0, hash: zeroHash }))
  const entries: SequencedEntry[] = []
  for (const [i, { device, class: entryClass, forged }] of plan.entries()) {
    const keys = devices[device]!
    const tip = tips[device]!
    const header: EntryHeader = {
      version: 2,
      workspaceId: 'ab'.repeat(32),
      deviceId: keys.deviceId,
      deviceSeq: tip.deviceSeq + 1,
      prevDeviceHash: tip.hash,
      head: emptyHead,
      epoch: 1,
      class: entryClass,
      uuid: newUuid(random),
    }
    const unsigned = {
      headerBytes: writeHeader(header),
      nonce: isPlainClass(entryClass) ? new Uint8Array(0) : random(12),
      ciphertext: random(48),
    }
    const honest = writeEntry({
      header,
      ...unsigned,
      signature: await sign(keys.sign.privateKey, signedBytes(unsigned)),
    })
    tips[device] = { deviceSeq: tip.deviceSeq + 1, hash: sha256Hex(honest) }
    const bytes = forged ? await forge(honest, forged, devices[(device + 1) % devices.length]!) : honest
    entries.push({ seq: i + 1, relayTime: 1, chain: zeroHash, bytes })
  }
  return entries
}

async function forge(bytes: Uint8Array, how: Forgery, other: DeviceKeys): Promise<ReturnType<typeof writeEntry>> {
  const entry = unwrap(readEntry(bytes))
  if (how === 'content') return writeEntry({ ...entry, ciphertext: random(48) })
  if (how === 'signature') return writeEntry({ ...entry, signature: random(64) })
  return writeEntry({ ...entry, signature: await sign(other.sign.privateKey, signedBytes(entry)) })
}

function counting(): Verifier & { asked: number } {
  const verifier = createVerifier()
  const counter = {
    asked: 0,
    verifyAll: (checks: Parameters<Verifier['verifyAll']>[0]) => (counter.asked++, verifier.verifyAll(checks)),
  }
  return counter
}

describe('signatures of a batch', () => {
  test('one verification per device vouches for all that is neither access nor statement', async () => {
    const plan = Array.from({ length: 90 }, (_, i): Planned => ({
      device: i % 3,
      class: i === 40 ? 'statement' : i === 50 ? 'access' : 'register',
    }))
    const verifier = counting()
    const read = await readAndVerify(verifier, log, await logOf(plan))
    expect(read.map(({ valid }) => valid)).toEqual(plan.map(() => true))
    expect(verifier.asked).toBe(3 + 2)
  })

  test('a short batch is left to be verified entry by entry', async () => {
    const read = await readAndVerify(
      counting(),
      log,
      await logOf(Array.from({ length: shortBatch - 1 }, () => ({ device: 0, class: 'register' as const }))),
    )
    expect(read.every(({ valid }) => valid === undefined)).toBe(true)
  })

  test('only what a later entry of its device vouches for is provisional; from so many entries on, and never where each is to be verified', async () => {
    const plan = Array.from({ length: shortBatch }, (_, i): Planned => ({
      device: i % 2,
      class: i === 10 ? 'statement' : i === 11 ? 'erase' : i === 12 ? 'key' : 'register',
      ...(i === 20 && { forged: 'signature' as const }),
    }))
    const entries = await logOf(plan)
    const read = await readAndVerify(counting(), log, entries)
    // The last of each device speaks for itself, and so do those that are verified singly, a forged one, and the one
    // before it.
    expect(read.flatMap(({ vouched }, i) => (vouched ? [] : [i]))).toEqual([10, 11, 12, 18, 20, 30, 31])
    expect(read.flatMap(({ valid }, i) => (valid === true ? [] : [i]))).toEqual([20])
    const singly = await readAndVerify(counting(), log, entries, { singly: true })
    expect(singly.every(({ valid, vouched }) => valid === undefined && !vouched)).toBe(true)
    expect(singly.map(({ hash, entry, sequenced }) => [hash, entry?.header.deviceSeq, sequenced])).toEqual(
      read.map(({ hash, entry, sequenced }) => [hash, entry?.header.deviceSeq, sequenced]),
    )
  })

  test('whose device is not known here, and bytes that are no entry, are left to be judged at their place', async () => {
    const entries = [
      ...(await logOf(Array.from({ length: shortBatch }, () => ({ device: 0, class: 'register' as const })))),
    ]
    entries[3] = { ...entries[3]!, bytes: Uint8Array.of(1, 2, 3) as never }
    const read = await readAndVerify(createVerifier(), log, entries)
    expect(read[3]).toMatchObject({ entry: undefined, valid: undefined, vouched: false })
    expect(read.flatMap(({ valid }, i) => (valid === true ? [] : [i]))).toEqual([3])
    const stranger = await readAndVerify(createVerifier(), { ...log, access: { ...log.access, devices: {} } }, entries)
    expect(stranger.every(({ valid, vouched }) => valid === undefined && !vouched)).toBe(true)
  })

  test('property: whatever is forged wherever, the answer is that of verifying every one', async () => {
    const planned = fc.record({
      device: fc.nat(2),
      class: fc.constantFrom<EntryClass>('register', 'evidence', 'statement', 'access', 'snapshot'),
      forged: fc.option(fc.constantFrom<Forgery>('content', 'signature', 'otherKey'), { nil: undefined, freq: 12 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(planned, { minLength: shortBatch, maxLength: 70 }), async (plan) => {
        const read = await readAndVerify(createVerifier(), log, await logOf(plan))
        expect(read.map(({ valid }) => valid)).toEqual(plan.map(({ forged }) => forged === undefined))
      }),
      { numRuns: 25 },
    )
  })
})

describe('afterwards, entries that were vouched for', () => {
  let vaults = 0
  async function verified(plan: readonly Planned[], bytesOf: (at: number) => Uint8Array | undefined = () => undefined) {
    const vault = await openVault(`provisional-${vaults++}`)
    const entries = await logOf(plan)
    await vault.log.bulkPut(
      entries.map(
        ({ seq, bytes }) =>
          ({
            seq,
            uuid: String(seq),
            deviceId: `of ${seq}`,
            provisional: 1,
            bytes: bytesOf(seq) ?? bytes,
            class: 'register',
            verdict: 'counts',
          }) as never,
      ),
    )
    await vault.log.put({
      seq: plan.length + 1,
      uuid: 'later',
      deviceId: 'x',
      bytes: Uint8Array.of(9),
      class: 'register',
      verdict: 'counts',
    } as never)
    const core = {
      vault,
      log,
      verifier: createVerifier(),
      now: () => 77,
      head: { ...emptyHead, seq: plan.length, relayTime: 0, verdicts: zeroHash },
      leftOut: new Set(),
      checkpoints: { drop: () => Promise.resolve() },
      books: { reset: () => undefined },
      clients: { reset: () => undefined },
    } as never as Core
    const found = await verifyProvisional(core)
    const left = await vault.log.where('provisional').equals(1).count()
    const rebuild = (await vault.meta.get('rebuildDue'))?.value
    vault.close()
    return { found, left, rebuild }
  }
  const plan = (count: number, forgedAt?: number) =>
    Array.from({ length: count }, (_, i): Planned => ({
      device: 0,
      class: 'register',
      ...(i === forgedAt && { forged: 'signature' as const }),
    }))

  test('are verified so many at a time, until none waits any more; what was read is marked no more', async () => {
    expect(await verified([])).toEqual({ found: 'none', left: 0, rebuild: undefined })
    for (const count of [1, 3])
      expect(await verified(plan(count))).toEqual({ found: 'none', left: 0, rebuild: undefined })
    expect(await verified(plan(256))).toEqual({ found: 'some', left: 0, rebuild: undefined })
    expect(await verified(plan(258))).toEqual({ found: 'some', left: 2, rebuild: undefined })
  })

  test('one that does not hold is named, all is made again, and none is marked as verified', async () => {
    const rebuild = { reason: 'forgedEntry', upTo: 4, at: 77, leftOut: [], about: { seq: 3, deviceId: 'of 3' } }
    expect(await verified(plan(4, 2))).toEqual({ found: 'forged', left: 4, rebuild })
    expect(await verified(plan(4), (seq) => (seq === 3 ? Uint8Array.of(1, 2, 3) : undefined))).toEqual({
      found: 'forged',
      left: 4,
      rebuild,
    })
    const stranger = await logOf([{ device: 0, class: 'register' }])
    const entry = unwrap(readEntry(stranger[0]!.bytes))
    const header = { ...entry.header, deviceId: 'ef'.repeat(entry.header.deviceId.length / 2) }
    expect(
      await verified(plan(4), (seq) =>
        seq === 3 ? writeEntry({ ...entry, header, headerBytes: writeHeader(header) }) : undefined,
      ),
    ).toEqual({ found: 'forged', left: 4, rebuild })
  })
})

describe('a forged entry in the middle of a long log', () => {
  test.each(['content', 'signature', 'otherKey'] as const)(
    '%s: refused, and one who reads in one piece finds what one finds who reads entry by entry',
    async (how) => {
      const world = createWorld()
      const alice = await foundBy(world, 'Alice')
      const mallory = await join(world, alice, 'Mallory', 'editor')
      const from = world.log.entries.length
      const doc = newBookDoc()
      doc.clientID = 4_711
      let update = new Uint8Array()
      doc.on('update', (bytes: Uint8Array) => void (update = bytes as typeof update))
      let { deviceSeq, prevDeviceHash } = mallory.replica.ownChain()
      const { seq, chain } = mallory.replica.head()
      for (let i = 0; i < 50; i++) {
        recordsOf(doc).set(`as_${i}/name`, `number ${i}`)
        const place = {
          workspaceId: world.workspaceId,
          deviceId: mallory.keys.deviceId,
          deviceSeq: ++deviceSeq,
          prevDeviceHash,
          head: { seq, chain },
          epoch: currentEpoch(mallory.replica.access()),
        }
        const plaintext = writeUpdatePlaintext({
          commands: [
            { commandId: `c-${i}`, time: 1, parts: [{ class: 'register', book: 'asset', update: toBytes(update) }] },
          ],
        })
        const entry = await writeSignedEntry(
          'register',
          newUuid(random),
          plaintext,
          place,
          { sign: mallory.replica.signer().sign, epochKey: (epoch) => mallory.replica.epochKey(epoch) },
          random,
        )
        prevDeviceHash = entry.hash
        await world.log.force(i === 25 ? await forge(entry.bytes, how, alice.keys) : entry.bytes)
      }
      for (let at = from; at < world.log.entries.length; at++) await mallory.pull(1)
      await alice.pull()
      // A third reader takes the whole log at once, from its founding.
      const again = await createPerson(world, 'Alice again', alice.keys)
      await again.pull()
      const verdicts = async (vault: typeof alice.vault) =>
        (await vault.log.where('seq').above(from).toArray()).map(({ verdict }) => verdict)
      const expected = Array.from({ length: 50 }, (_, i) =>
        i < 25 ? 'counts' : i === 25 ? 'badSignature' : 'wrongSeq',
      )
      expect(await verdicts(mallory.vault)).toEqual(expected)
      expect(await verdicts(alice.vault)).toEqual(expected)
      expect(await verdicts(again.vault)).toEqual(expected)
      expect(await alice.vault.table('asset').count()).toBe(25)
      for (const person of [alice, mallory, again]) await person.close()
    },
  )
})
