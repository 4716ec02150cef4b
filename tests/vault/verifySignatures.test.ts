/** Reading a long log asks few signatures (protocol.md 4), and finds every forged entry all the same. */

import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { createVerifier, type Verifier } from '~/lib/crypto/verifier'
import type { SequencedEntry } from '~/lib/protocol/chain'
import { currentEpoch } from '~/lib/protocol/accessState'
import { emptyHead, newUuid, readEntry, signedBytes, writeEntry, writeHeader, zeroHash, type EntryHeader } from '~/lib/protocol/entry'
import { emptyLogState, type LogState } from '~/lib/protocol/judge'
import type { EntryClass } from '~/lib/protocol/roles'
import { writeUpdatePlaintext } from '~/lib/protocol/updatePlaintext'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '~/lib/sync/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/book'
import { readAndVerify, shortBatch } from '~/lib/vault/verifySignatures'
import { createPerson, createWorld, foundBy, join, random } from './support/person'

let devices: readonly DeviceKeys[]
let log: LogState
beforeAll(async () => {
  devices = await Promise.all([generateDeviceKeys(), generateDeviceKeys(), generateDeviceKeys()])
  const known = devices.map((keys) => [keys.deviceId, { deviceId: keys.deviceId, memberId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey), position: 1, admittedAt: 1 }] as const)
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
      version: 2, workspaceId: 'ab'.repeat(32), deviceId: keys.deviceId, deviceSeq: tip.deviceSeq + 1, prevDeviceHash: tip.hash,
      head: emptyHead, epoch: 1, class: entryClass, uuid: newUuid(random),
    }
    const unsigned = { headerBytes: writeHeader(header), nonce: entryClass === 'access' ? new Uint8Array(0) : random(12), ciphertext: random(48) }
    const honest = writeEntry({ header, ...unsigned, signature: await sign(keys.sign.privateKey, signedBytes(unsigned)) })
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
  const counter = { asked: 0, verifyAll: (checks: Parameters<Verifier['verifyAll']>[0]) => (counter.asked++, verifier.verifyAll(checks)) }
  return counter
}

describe('signatures of a batch', () => {
  test('one verification per device vouches for all that is neither access nor statement', async () => {
    const plan = Array.from({ length: 90 }, (_, i): Planned => ({ device: i % 3, class: i === 40 ? 'statement' : i === 50 ? 'access' : 'register' }))
    const verifier = counting()
    const read = await readAndVerify(verifier, log, await logOf(plan))
    expect(read.map(({ valid }) => valid)).toEqual(plan.map(() => true))
    expect(verifier.asked).toBe(3 + 2)
  })

  test('a short batch is left to be verified entry by entry', async () => {
    const read = await readAndVerify(counting(), log, await logOf(Array.from({ length: shortBatch - 1 }, () => ({ device: 0, class: 'register' as const }))))
    expect(read.every(({ valid }) => valid === undefined)).toBe(true)
  })

  test('property: whatever is forged wherever, the answer is that of verifying every one', async () => {
    const planned = fc.record({
      device: fc.nat(2),
      class: fc.constantFrom<EntryClass>('register', 'evidence', 'statement', 'access', 'snapshot'),
      forged: fc.option(fc.constantFrom<Forgery>('content', 'signature', 'otherKey'), { nil: undefined, freq: 12 }),
    })
    await fc.assert(fc.asyncProperty(fc.array(planned, { minLength: shortBatch, maxLength: 70 }), async (plan) => {
      const read = await readAndVerify(createVerifier(), log, await logOf(plan))
      expect(read.map(({ valid }) => valid)).toEqual(plan.map(({ forged }) => forged === undefined))
    }), { numRuns: 25 })
  })
})

describe('a forged entry in the middle of a long log', () => {
  test.each(['content', 'signature', 'otherKey'] as const)('%s: refused, and one who reads in one piece finds what one finds who reads entry by entry', async (how) => {
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
      const place = { workspaceId: world.workspaceId, deviceId: mallory.keys.deviceId, deviceSeq: ++deviceSeq, prevDeviceHash, head: { seq, chain }, epoch: currentEpoch(mallory.replica.access()) }
      const plaintext = writeUpdatePlaintext({ commands: [{ commandId: `c-${i}`, time: 1, parts: [{ class: 'register', book: 'asset', update: toBytes(update) }] }] })
      const entry = await writeSignedEntry('register', newUuid(random), plaintext, place, { sign: mallory.replica.signer().sign, epochKey: (epoch) => mallory.replica.epochKey(epoch) }, random)
      prevDeviceHash = entry.hash
      await world.log.force(i === 25 ? await forge(entry.bytes, how, alice.keys) : entry.bytes)
    }
    for (let at = from; at < world.log.entries.length; at++) await mallory.pull(1)
    await alice.pull()
    // A third reader takes the whole log at once, from its founding.
    const again = await createPerson(world, 'Alice again', alice.keys)
    await again.pull()
    const verdicts = async (vault: typeof alice.vault) => (await vault.log.where('seq').above(from).toArray()).map(({ verdict }) => verdict)
    const expected = Array.from({ length: 50 }, (_, i) => (i < 25 ? 'counts' : i === 25 ? 'badSignature' : 'wrongSeq'))
    expect(await verdicts(mallory.vault)).toEqual(expected)
    expect(await verdicts(alice.vault)).toEqual(expected)
    expect(await verdicts(again.vault)).toEqual(expected)
    expect(await alice.vault.table('asset').count()).toBe(25)
    for (const person of [alice, mallory, again]) await person.close()
  })
})
