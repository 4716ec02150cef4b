/**
 * A member with a patched client against three honest devices, through a real relay: entries that look as any other,
 * truly sealed and signed, each with one thing wrong. Afterwards all honest devices are at the head and agree, and what
 * others signed, wrote and attached is as it was. `HOSTILE_SEEDS` says how many, `HOSTILE_SEED` which one alone.
 */

import type { VerdictCheck } from '~/lib/vault/replica/replicaCore'
import { afterEach, describe, expect, test } from 'vitest'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { sign } from '~/lib/crypto/deviceKeys'
import { sha256HexOf } from '~/lib/crypto/digest'
import { kindNames } from '~/lib/records/registry'
import { memberOfDevice } from '~/lib/protocol/access/accessState'
import { newUuid } from '~/lib/protocol/log/entry'
import { roleMayWrite, type Role } from '~/lib/protocol/access/workspaceRoles'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { canonicalBytes } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { createRelayConnection } from '~/lib/sync/connection/relayConnection'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { birthsSingly } from '~/lib/vault/history/births'
import type { BlobRow } from '~/lib/vault/store/tables'
import { foundDevice, joinDevice, type Device } from '../../sync/support/device'
import { connectWs, random, startRelay, until as within, type TestRelay } from '../../sync/support/relay'
import { seeds } from '../seeds'
import { dice, forge, type Dice, type Forgery } from './forgeries'

/** Forgeries of one run. */
const entriesEach = 30
/** Of every run: a lead and an editor, because of those the relay takes what they forge. */
const fewSeeds = [1, 4]

/** A fuzzer runs beside much else: it waits long before it says that something never came. */
const until = (condition: () => boolean | Promise<boolean>, what: string): Promise<void> =>
  within(condition, what, 60_000)

/** All hold the same log and nothing waits anywhere. */
const level = (...of: readonly Device[]): Promise<void> =>
  until(
    async () => {
      const waiting = await Promise.all(of.map(({ replica }) => replica.waiting()))
      const heads = of.map(({ replica }) => replica.head())
      return (
        waiting.every((count) => count === 0) &&
        heads.every(({ seq, chain }) => seq === heads[0]!.seq && chain === heads[0]!.chain)
      )
    },
    `${of.map(({ name }) => name).join(' and ')} level`,
  )

const devices: Device[] = []
let relay: TestRelay | undefined
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  await relay?.close()
  relay = undefined
})

async function workspace(role: Role) {
  relay = await startRelay()
  const { url } = relay
  const alice = await foundDevice('Alice')
  devices.push(alice)
  unwrap(await alice.sync.connectRelay(url))
  await until(() => alice.status()?.state === 'synced', 'synced')
  const joins = async (name: string, as: Role): Promise<Device> => {
    const invitation = await alice.invite(as, { relayUrl: url })
    const device = await joinDevice(name, invitation)
    devices.push(device)
    if (invitation.admit === 'words') await alice.admit(invitation, device)
    await until(() => device.status()?.state === 'synced', `${name} is synced`)
    return device
  }
  const [bob, carol, mallory] = [
    await joins('Bob', 'editor'),
    await joins('Carol', 'auditor'),
    await joins('Mallory', role),
  ]
  return { alice, bob, carol, mallory }
}

/** Something of everything that others could be robbed of: records, a text, a signature, a file. */
async function fill(alice: Device, bob: Device): Promise<BlobRow> {
  await alice.create('scope', { orgName: 'Acme' }, 'sc_main')
  const risk = await alice.create('risk', { title: 'True' })
  await bob.create('asset', { name: 'Laptop' })
  await alice.replica.exclusive(async () =>
    unwrap(
      await alice.replica.commit({
        commandId: newUuid(random),
        name: 'test.text',
        input: null,
        at: Date.now(),
        result: null,
        intents: [
          { type: 'text', book: 'risk', key: `${risk}/cause`, before: '', delta: [{ insert: 'Because 😀 of that.' }] },
        ],
      }),
    ),
  )
  const member = memberOfDevice(alice.replica.access(), alice.keys.deviceId)!
  const body = canonicalBytes({
    v: 1,
    workspaceId: alice.workspaceId,
    deviceId: alice.keys.deviceId,
    memberId: member.memberId,
    type: 'approve',
    subject: { kind: 'scope', id: 'sc_main' },
    profile: 'main',
    contentHash: '0'.repeat(64),
    time: new Date().toISOString(),
  })
  const innerSignature = await alice.replica.signer().sign(statementBytes(body))
  await alice.replica.exclusive(async () =>
    unwrap(
      await alice.replica.commit({
        commandId: newUuid(random),
        name: 'test.sign',
        input: null,
        at: Date.now(),
        statements: [{ body, innerSignature }],
        result: null,
      }),
    ),
  )
  const blob = new Blob([toBytes(Uint8Array.from({ length: 5_000 }, (_, n) => n & 255))], { type: 'image/png' })
  const sha256 = await sha256HexOf(blob)
  const salt = random(16)
  const epoch = alice.replica.access().epochs.length
  const parts = encryptBlob(blob, {
    epochKey: alice.replica.epochKey(epoch)!,
    workspaceId: alice.workspaceId,
    epoch,
    salt,
  })
  let part = await parts.next()
  while (!part.done) part = await parts.next()
  const row: BlobRow = {
    sha256,
    id: part.value,
    size: blob.size,
    mime: blob.type,
    bytes: blob,
    state: 'present',
    epoch,
    salt,
    upload: 'waiting',
    addedAt: Date.now(),
  }
  await alice.vault.blobs.put(row)
  await alice.create('evidence', {
    'title': 'A picture',
    'files/picture.png': {
      blob: { sha256, id: row.id, size: row.size, mime: row.mime },
      mime: row.mime,
      size: row.size,
      part: 'original',
    } as never,
  })
  return row
}

/** Mallory's own connection; her replica follows what the relay says, so that her entries name a true head. */
async function openRoad(mallory: Device): Promise<{ send(forgery: Forgery): Promise<string>; close(): void }> {
  await mallory.sync.stop()
  const answers = new Map<string, string>()
  let work: Promise<unknown> = Promise.resolve()
  let level_ = false
  let closed: string | undefined
  const connect = () =>
    createRelayConnection({
      connect: connectWs,
      address: unwrap(relayAddress(relay!.url)),
      workspaceId: mallory.workspaceId,
      random,
      clock: { now: () => Date.now() },
      speaker: { as: 'device', deviceId: mallory.keys.deviceId },
      sign: (message) => sign(mallory.keys.sign.privateKey, toBytes(message)),
      events: {
        entries: (entries) => void (work = work.then(() => mallory.replica.ingest(entries, 'relay'))),
        presence: () => undefined,
        welcome: () => undefined,
        heard: () => undefined,
        caughtUp: () => void (level_ = true),
        stored: (uuid) => void answers.set(uuid, 'stored'),
        refused: (uuid, type) => void answers.set(uuid, type),
        closed: ({ reason }) => void (closed = reason),
      },
    })
  let port = connect()
  port.open(mallory.replica.head())
  await until(() => level_, 'Mallory is level')
  return {
    async send({ class: entryClass, plaintext, head, epoch, flip, deviceSeq }) {
      await work
      const chain = mallory.replica.ownChain()
      const { seq, chain: at } = mallory.replica.head()
      const uuid = newUuid(random)
      const entry = await writeSignedEntry(
        entryClass,
        uuid,
        plaintext,
        {
          workspaceId: mallory.workspaceId,
          deviceId: mallory.keys.deviceId,
          deviceSeq: deviceSeq ?? chain.deviceSeq + 1,
          prevDeviceHash: chain.prevDeviceHash,
          head: head ?? { seq, chain: at },
          epoch: epoch ?? 1,
        },
        {
          sign: (message) => sign(mallory.keys.sign.privateKey, toBytes(message)),
          epochKey: () => mallory.replica.epochKey(1),
        },
        random,
      )
      const bytes = toBytes(entry.bytes)
      if (flip !== undefined) bytes[bytes.length - flip]! ^= 1
      port.append(uuid, bytes)
      await until(() => answers.has(uuid) || closed !== undefined, 'an answer of the relay')
      const answer = answers.get(uuid) ?? closed!
      if (closed !== undefined) {
        // The relay ended the line over it; the next one begins where this one was.
        closed = undefined
        level_ = false
        await work
        port = connect()
        port.open(mallory.replica.head())
        await until(() => level_ || closed !== undefined, 'Mallory is level again')
      } else if (answer === 'stored')
        await until(async () => (await work, mallory.replica.ownChain().deviceSeq > chain.deviceSeq), 'her own entry')
      return answer
    },
    close: () => port.close(),
  }
}

const honest = async ({ alice, bob, carol }: Record<'alice' | 'bob' | 'carol', Device>, roll: Dice): Promise<void> => {
  const [risk] = await alice.rows('risk')
  if (roll.below(3) === 0) await bob.set('risk', risk!['id'] as string, { title: `Bob says ${roll.below(1_000)}` })
  if (roll.below(3) === 0) await alice.create('risk', { title: `Risk ${roll.below(1_000)}` })
  if (roll.below(4) === 0) await carol.create('finding', { title: 'Seen' })
}

const trailOf = async (device: Device) =>
  birthsSingly(await device.vault.trail.orderBy('id').toArray()).filter(({ seq }) => seq !== undefined)
/** All that honest devices have to agree on. */
const viewOf = async (device: Device) => ({
  head: device.replica.head(),
  log: (await device.vault.log.toArray()).map(({ seq, verdict, verdicts, message }) => [
    seq,
    verdict,
    verdicts,
    message,
  ]),
  trail: await trailOf(device),
  statements: await device.vault.statements.orderBy('id').toArray(),
  refused: (await device.vault.refused.orderBy('seq').toArray()).map(
    ({ seq, verdict, deviceId, memberId, content }) => ({ seq, verdict, deviceId, memberId, content }),
  ),
  rows: await Promise.all(
    kindNames
      .filter((kind) => device.vault.tables.some(({ name }) => name === kind))
      .map((kind) => device.vault.table(kind).orderBy('id').toArray()),
  ),
})

describe('a hostile member', () => {
  test.each(seeds(fewSeeds).map((seed) => [seed] as const))(
    'seed %i: honest devices stay level, agree, and keep what others signed, wrote and attached',
    { timeout: 300_000 },
    async (seed) => {
      const roll = dice(seed)
      const role = roll.pick(['lead', 'lead', 'editor', 'editor', 'auditor', 'viewer'] as const)
      const people = await workspace(role)
      const { alice, bob, carol, mallory } = people
      const file = await fill(alice, bob)
      await level(alice, bob, carol, mallory)
      for (const device of [bob, carol])
        await until(
          async () => (await device.vault.blobs.get(file.sha256))?.state === 'present',
          `${device.name} has the file`,
        )
      const [signedBefore, toldBefore] = [await alice.vault.statements.toArray(), await trailOf(alice)]
      const begin = alice.replica.head().seq
      const road = await openRoad(mallory)
      const did: string[] = []
      const answers: string[] = []
      for (let n = 0; n < entriesEach; n++) {
        await honest(people, roll)
        const forgery = await forge({ by: mallory, roll, role, files: [file.id] })
        const answer = await road.send(forgery)
        answers.push(answer)
        did.push(`${forgery.what}: ${answer}`)
      }
      road.close()
      await bob.create('risk', { title: 'The last word' })
      const story = `seed ${seed}, forged:\n${did.join('\n')}`
      await level(alice, bob, carol).catch((error: unknown) => {
        const states = [alice, bob, carol].map(
          (device) => `${device.name}: ${JSON.stringify(device.status())} ${JSON.stringify(device.replica.head())}`,
        )
        throw new Error(`${String(error)}\n${states.join('\n')}\n${story}`)
      })
      // Nothing is shown by a relay that let none of it through.
      const isWriter = roleMayWrite(role, 'register')
      const verdicts = new Set(
        (await alice.vault.log.toArray())
          .filter(({ seq, deviceId }) => seq > begin && deviceId === mallory.keys.deviceId)
          .map(({ verdict }) => verdict),
      )
      expect(answers.filter((answer) => answer === 'stored').length, story).toBeGreaterThanOrEqual(isWriter ? 5 : 0)
      expect(verdicts.size, story).toBeGreaterThanOrEqual(isWriter ? 2 : 0)
      const view = await viewOf(alice)
      for (const device of [bob, carol]) expect(await viewOf(device), story).toEqual(view)
      for (const device of [alice, bob, carol]) {
        expect(device.status()?.state, story).toBe('synced')
        expect(device.replica.writable(), story).toEqual({ ok: true, value: undefined })
        const check = (await device.vault.meta.get('verdictCheck'))?.value as VerdictCheck | undefined
        expect(check?.state ?? 'agreed', story).toMatch(/^(agreed|stands)$/)
        expect(
          (check?.by ?? []).every(({ deviceId }) => deviceId === mallory.keys.deviceId),
          story,
        ).toBe(true)
        expect(await device.vault.notSent.count(), story).toBe(0)
      }
      const signed = new Map(view.statements.map((row) => [row.id, row]))
      for (const row of signedBefore) expect(signed.get(row.id), story).toEqual(row)
      const told = new Map(view.trail.map((row) => [row.id, row]))
      for (const row of toldBefore)
        expect(told.get(row.id), story).toMatchObject({
          before: row.before,
          after: row.after,
          deviceId: row.deviceId,
          memberId: row.memberId,
          commandId: row.commandId,
          time: row.time,
          seq: row.seq!,
        })
      for (const device of [alice, bob, carol]) {
        const kept = await device.vault.blobs.get(file.sha256)
        expect(kept?.state, story).toBe('present')
        expect(await sha256HexOf(kept!.bytes!), story).toBe(file.sha256)
      }
      // Whoever reads the whole log now comes to the same.
      const late = await joinDevice('Late', await alice.invite('viewer', { relayUrl: relay!.url }))
      devices.push(late)
      await level(alice, bob, late)
      expect({ ...(await viewOf(late)), head: undefined }, story).toEqual({ ...(await viewOf(alice)), head: undefined })
    },
  )
})
