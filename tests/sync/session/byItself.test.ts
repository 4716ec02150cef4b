/**
 * What a device writes by itself, and when it does not: letting in, binding, sending keys again, snapshots; and what it
 * says of being here.
 */

import type { KeyFault } from '~/lib/vault/replica/replicaCore'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateDeviceKeys, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { readAccessBody } from '~/lib/protocol/access/accessBody'
import type { AccessState, Device as AccessDevice, Invite, Member } from '~/lib/protocol/access/accessState'
import { readKeyBody } from '~/lib/protocol/bodies/keyBody'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, newUuid, zeroHash, type LogHead } from '~/lib/protocol/log/entry'
import { presenceBytes, readPresence, writePresence } from '~/lib/protocol/bodies/presenceFrame'
import type { Role } from '~/lib/protocol/access/workspaceRoles'
import { readSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import { fail, ok, unwrap } from '~/lib/shared/result'
import {
  admissible,
  admitBody,
  admitNext,
  bindOnAdmitKey,
  inviteSeenKey,
  isAutomatic,
} from '~/lib/sync/joining/admission'
import { currentSecret, makeNextEpoch, wrapCurrentFor } from '~/lib/sync/session/epochSecrets'
import { createHealing } from '~/lib/sync/session/healing'
import { readInvitation } from '~/lib/sync/joining/invitation'
import { createLocalLog } from '~/lib/sync/connection/localLog'
import { createPresenceGate, openPresence, sealPresence } from '~/lib/sync/editors/sendPresence'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { isRemoved, keepAsNotSent, removedSentence } from '~/lib/sync/session/removed'
import { sealBatch, writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { createSnapshotWriter, snapshotMime } from '~/lib/sync/snapshots/snapshotWriter'
import { createLogVerification } from '~/lib/sync/session/verifyLog'
import type { Replica } from '~/lib/vault/replica/replica'
import { foundDevice, type Device } from '../support/device'
import { random, until } from '../support/relay'

let alice: Device
let access: AccessState
let own: string
let joiner: DeviceKeys
beforeEach(async () => {
  alice = await foundDevice('Alice')
  await alice.sync.stop()
  access = alice.replica.access()
  own = alice.keys.deviceId
  joiner = await generateDeviceKeys()
})
afterEach(() => alice.stop())

const memberId = 'c1'.repeat(16)
const mine = (): Member => access.members[access.devices[own]!.memberId]!
const as = (role: Role, more: Partial<Member> = {}): Partial<AccessState> => ({
  members: { ...access.members, [mine().memberId]: { ...mine(), role, ...more } },
})
const replicaOf = (state: Partial<AccessState>, more: Partial<Replica> = {}): Replica => ({
  ...alice.replica,
  access: () => ({ ...access, ...state }),
  ...more,
})
const invite = (more: Partial<Invite> = {}): Invite => ({
  inviteId: 'd1'.repeat(16),
  memberId,
  publicKey: '',
  role: 'editor',
  expiresAt: 1,
  admit: 'atOnce',
  shown: '',
  issuerId: mine().memberId,
  seq: 2,
  madeAt: 1,
  hash: '',
  state: 'joined',
  join: {
    deviceId: joiner.deviceId,
    signKey: toBase64Url(joiner.signKey),
    dhKey: toBase64Url(joiner.dhKey),
    joinHash: 'ab'.repeat(32),
    seq: 3,
  },
  ...more,
})
const withInvites = (...invites: readonly Invite[]): Partial<AccessState> => ({
  invites: Object.fromEntries(invites.map((one) => [one.inviteId, one])),
})
const clock = { now: () => 5_000_000 }
const waiting = () => alice.vault.outbox.toArray()
const bodiesWaiting = async () =>
  (await waiting()).map(
    ({ name, payload }) =>
      [
        name,
        payload.type === 'access'
          ? unwrap(readAccessBody(payload.body))
          : payload.type === 'key'
            ? unwrap(readKeyBody(payload.body))
            : undefined,
      ] as const,
  )
const someDevice = (deviceId: string, more: Partial<AccessDevice> = {}): AccessDevice => ({
  deviceId,
  memberId: mine().memberId,
  signKey: '',
  dhKey: '',
  position: 1,
  admittedAt: 2,
  ...more,
})
const withDevices = (...devices: readonly AccessDevice[]): Partial<AccessState> => ({
  devices: { ...access.devices, ...Object.fromEntries(devices.map((one) => [one.deviceId, one])) },
})

describe('letting in at once', () => {
  const may = (state: Partial<AccessState>, deviceId = own): number =>
    admissible({ ...access, ...state }, deviceId).length

  it('is for who joined by an invitation that says so, still holds and is this member’s to answer', () => {
    expect(may(withInvites(invite()))).toBe(1)
    for (const more of [
      { state: 'open' },
      { state: 'admitted' },
      { state: 'revoked' },
      { admit: 'words' },
      { issuerId: 'nobody' },
    ] as const)
      expect(may(withInvites(invite(more))), JSON.stringify(more)).toBe(0)
    expect(may({ ...as('editor'), ...withInvites(invite()) })).toBe(0)
    // Its issuer may; this member may not.
    const issuer: Member = { ...mine(), memberId: 'e1'.repeat(16) }
    expect(
      may({
        members: { ...access.members, [mine().memberId]: { ...mine(), role: 'editor' }, [issuer.memberId]: issuer },
        ...withInvites(invite({ issuerId: issuer.memberId })),
      }),
    ).toBe(0)
    expect(may(withInvites(invite()), 'ff'.repeat(16))).toBe(0)
    expect(may({ ...withInvites(invite()), devices: { [own]: { ...access.devices[own]!, removedAt: 3 } } })).toBe(0)
  })

  it('puts one entry with the key wrapped for who joined; nothing more while it waits, nor after a change in between', async () => {
    const replica = replicaOf(withInvites(invite()))
    expect(await admitNext({ replica, keys: alice.keys, clock })).toBe(true)
    expect(await bodiesWaiting()).toMatchObject([
      [
        'invite.admit',
        {
          type: 'admit',
          inviteId: 'd1'.repeat(16),
          deviceId: joiner.deviceId,
          epoch: 1,
          prev: access.head.accessHash,
          joinHash: 'ab'.repeat(32),
        },
      ],
    ])
    expect(
      await admitNext({
        replica: replicaOf(withInvites(invite({ inviteId: 'd2'.repeat(16) }))),
        keys: alice.keys,
        clock,
      }),
    ).toBe(false)
    expect(await waiting()).toHaveLength(1)
    await alice.vault.outbox.clear()
    let asked = 0
    const moved = { ...access, ...withInvites(invite()) }
    expect(
      await admitNext({
        replica: {
          ...alice.replica,
          access: () => (++asked > 1 ? { ...moved, head: { seq: 9, accessHash: zeroHash } } : moved),
        },
        keys: alice.keys,
        clock,
      }),
    ).toBe(false)
    expect(await waiting()).toEqual([])
  })

  it('says whether it was put: not where the vault does not take it, or the key does not wrap', async () => {
    expect(
      await admitNext({
        replica: replicaOf(withInvites(invite()), { commit: () => Promise.resolve(fail('diskFull', '')) }),
        keys: alice.keys,
        clock,
      }),
    ).toBe(false)
    const off = invite({ join: { ...invite().join!, dhKey: toBase64Url(new Uint8Array(65)) } })
    expect(await admitNext({ replica: replicaOf(withInvites(off)), keys: alice.keys, clock })).toBe(false)
    expect(await waiting()).toEqual([])
    expect(await admitBody(access, invite({ join: undefined }), alice.keys)).toMatchObject({
      ok: false,
      error: { type: 'wrongJoin' },
    })
    expect(await admitBody({ ...access, epochs: [] }, invite(), alice.keys)).toMatchObject({
      ok: false,
      error: { type: 'noKey' },
    })
  })

  it('is followed by the binding, for a member who is there, is nobody yet and whose person is free', async () => {
    const member: Member = { memberId, role: 'editor', roles: [], persons: [] }
    const note = () => alice.vault.meta.put({ key: bindOnAdmitKey(memberId), value: 'p_bob' })
    const noted = async () => (await alice.vault.meta.get(bindOnAdmitKey(memberId))) !== undefined
    const next = async (state: Partial<AccessState>): Promise<readonly unknown[]> => [
      await admitNext({ replica: replicaOf(state), keys: alice.keys, clock }),
      await noted(),
      (await waiting()).length,
    ]
    const members = (...more: readonly Member[]): Partial<AccessState> => ({
      members: { ...access.members, ...Object.fromEntries(more.map((one) => [one.memberId, one])) },
    })
    await note()
    expect(await next({})).toEqual([false, true, 0])
    expect(await next(members({ ...member, removedAt: 3 }))).toEqual([false, true, 0])
    expect(
      await next({ members: { ...members(member).members, [mine().memberId]: { ...mine(), role: 'editor' } } }),
    ).toEqual([false, true, 0])
    expect(await next(members({ ...member, persons: [{ personId: 'p_bob' } as never] }))).toEqual([false, false, 0])
    await note()
    expect(
      await next(members(member, { ...member, memberId: 'f1'.repeat(16), persons: [{ personId: 'p_bob' } as never] })),
    ).toEqual([false, false, 0])
    await note()
    await alice.vault.meta.put({ key: bindOnAdmitKey('00'.repeat(16)), value: 'p_other' })
    expect(await next(members(member))).toEqual([true, true, 1])
    expect(await bodiesWaiting()).toMatchObject([['invite.bind', { type: 'bind', memberId, personId: 'p_bob' }]])
  })

  it('has its own names among those that nobody waits for', () => {
    expect(
      ['invite.admit', 'invite.bind', 'key.heal', 'snapshot.write', 'invite.create', 'risk.create'].map(isAutomatic),
    ).toEqual([true, true, true, true, false, false])
    expect([bindOnAdmitKey('x'), inviteSeenKey('y')]).toEqual(['bind/x', 'seen/y'])
  })
})

describe('sending a key again', () => {
  const wrap = toBase64Url(new Uint8Array(113))
  const fault = (more: Partial<KeyFault> = {}): KeyFault => ({
    epoch: 1,
    byDeviceId: 'aa'.repeat(16),
    at: 1,
    recipients: [own],
    chain: false,
    healed: false,
    owed: { wraps: { [own]: wrap } },
    ...more,
  })
  const lower = ['00'.repeat(16), `00${'11'.repeat(15)}`]
  const heal = (
    faults: readonly KeyFault[],
    state: Partial<AccessState> = {},
    more: Partial<Replica> = {},
    now = { value: 1_000_000 },
  ) =>
    createHealing({
      replica: replicaOf(state, { keyFaults: () => faults, ...more }),
      clock: { now: () => now.value },
      turnMs: 100,
    })

  it('is done at once by the first in the row, once, and not while one waits or nothing may be written', async () => {
    expect(await heal([]).healNext()).toBe(false)
    expect(await heal([fault({ healed: true })]).healNext()).toBe(false)
    expect(await heal([fault()], {}, { writable: () => fail('rebuilding', '') }).healNext()).toBe(false)
    expect(await heal([fault()], {}, { commit: () => Promise.resolve(fail('diskFull', '')) }).healNext()).toBe(false)
    expect(await waiting()).toEqual([])
    expect(await heal([fault()]).healNext()).toBe(true)
    expect(await heal([fault()]).healNext()).toBe(false)
    expect(await waiting()).toHaveLength(1)
    await alice.vault.outbox.clear()
    // It was said; a second time would not count.
    expect(await heal([fault()]).healNext()).toBe(false)
    const other = toBase64Url(new Uint8Array(113).fill(1))
    expect(await heal([fault({ owed: { wraps: { [own]: other } } })]).healNext()).toBe(true)
    expect(await heal([fault()]).healNext()).toBe(false)
  })

  it('waits a turn for each device of a lower id that was heard of within two minutes and has the key itself', async () => {
    const state = withDevices(...lower.map((id) => someDevice(id)))
    const now = { value: 1_000_000 }
    const healing = heal([fault()], state, {}, now)
    await alice.vault.devices.bulkPut([
      { deviceId: lower[0]!, memberId: 'm', lastHeard: now.value - 119_999 },
      { deviceId: lower[1]!, memberId: 'm', lastHeard: now.value - 120_000 },
    ] as never)
    expect(await healing.healNext()).toBe(100)
    now.value += 99
    await alice.vault.devices.update(lower[0]!, { lastHeard: now.value })
    expect(await healing.healNext()).toBe(1)
    await alice.vault.devices.update(lower[1]!, { lastHeard: now.value })
    expect(await healing.healNext()).toBe(101)
    now.value += 101
    expect(await healing.healNext()).toBe(true)
    await alice.vault.outbox.clear()
    // Who is locked out can't, unless it was healed; who has a higher id comes after, who left is not there.
    const others = (more: Partial<KeyFault>, over: Partial<AccessState> = state) =>
      heal(
        [
          fault({ owed: { wraps: {}, prevSealed: toBase64Url(new Uint8Array(60).fill(2)) } }),
          fault({ owed: { wraps: {} }, recipients: [...lower], ...more }),
        ],
        over,
        {},
        now,
      )
    await alice.vault.commands.clear()
    expect(await others({ healed: true }).healNext()).toBe(200)
    const away = withDevices(someDevice(lower[0]!, { removedAt: 3 }), someDevice('ff'.repeat(16)))
    await alice.vault.devices.put({ deviceId: 'ff'.repeat(16), memberId: 'm', lastHeard: now.value } as never)
    expect(await others({ recipients: [] }, away).healNext()).toBe(true)
  })

  it('is owed to who is still there and to the recovery key, once by each member, the newest key first', async () => {
    const bodies = async (faults: readonly KeyFault[], epoch: Partial<AccessState['epochs'][number]> = {}) => {
      const state = {
        epochs: [
          { ...access.epochs[0]!, ...epoch },
          { ...access.epochs[0]!, epoch: 2 },
        ],
      }
      const put = await heal(faults, state).healNext()
      const [row] = await bodiesWaiting()
      await alice.vault.outbox.clear()
      await alice.vault.commands.clear()
      return put ? row![1] : undefined
    }
    const recovery = access.recovery!.deviceId
    expect(await bodies([fault({ owed: { wraps: { [recovery]: wrap, ['ee'.repeat(16)]: wrap } } })])).toEqual({
      type: 'rewrap',
      epoch: 1,
      wraps: { [recovery]: wrap },
    })
    expect(await bodies([fault({ owed: { wraps: { ['ee'.repeat(16)]: wrap } } })])).toBeUndefined()
    const by = (memberOf: string) => ({
      rewraps: [{ deviceId: own, wrap, memberId: memberOf, byDeviceId: own, seq: 3 }],
    })
    expect(await bodies([fault()], by(mine().memberId))).toBeUndefined()
    expect(await bodies([fault()], by('another'))).toMatchObject({ type: 'rewrap' })
    expect(await bodies([fault({ owed: { wraps: { [recovery]: wrap } } })], by(mine().memberId))).toMatchObject({
      type: 'rewrap',
    })
    const prevSealed = toBase64Url(new Uint8Array(60))
    const again = (memberOf: string) => ({ reseals: [{ prevSealed, memberId: memberOf, byDeviceId: own, seq: 3 }] })
    expect(await bodies([fault({ owed: { wraps: {}, prevSealed } })])).toEqual({ type: 'reseal', epoch: 1, prevSealed })
    expect(await bodies([fault({ owed: { wraps: {}, prevSealed } })], again(mine().memberId))).toBeUndefined()
    expect(await bodies([fault({ owed: { wraps: {}, prevSealed } })], again('another'))).toMatchObject({
      type: 'reseal',
    })
    // Another's candidate beside one's own changes nothing.
    const candidate = { memberId: 'another', byDeviceId: own, seq: 3 }
    const both = [candidate, { ...candidate, memberId: mine().memberId }]
    expect(
      await bodies([fault({ owed: { wraps: {}, prevSealed } })], {
        reseals: both.map((one) => ({ ...one, prevSealed })),
      }),
    ).toBeUndefined()
    expect(await bodies([fault()], { rewraps: both.map((one) => ({ ...one, deviceId: own, wrap })) })).toBeUndefined()
    expect(
      await bodies([fault()], {
        rewraps: [
          { ...both[1]!, deviceId: recovery, wrap },
          { ...both[0]!, deviceId: own, wrap },
        ],
      }),
    ).toMatchObject({ type: 'rewrap' })
    expect(await bodies([fault(), fault({ epoch: 2 })])).toMatchObject({ epoch: 2 })
  })
})

describe('writing a snapshot', () => {
  const every = 10
  const taken = (rowsHash = '11'.repeat(32)) => ({
    book: 'risk' as const,
    upToSeq: 7,
    chain: 'ab'.repeat(32),
    verdicts: 'cd'.repeat(32),
    state: Uint8Array.of(1, 2, 3),
    stateVector: Uint8Array.of(0),
    rowsHash,
  })
  const row = (more: object = {}) => ({
    book: 'risk',
    upToSeq: 100,
    state: 'matches',
    rowsHash: '11'.repeat(32),
    blob: { id: 'ee'.repeat(32), sha256: 'ff'.repeat(32), size: 3 },
    ...more,
  })
  function writer({
    seq = 110,
    rows = [row()] as object[],
    state = {} as Partial<AccessState>,
    books = [taken()] as object[],
    more = {} as Partial<Replica>,
  } = {}) {
    const now = { value: 1_000_000 }
    const replica = replicaOf(state, {
      head: () => ({ ...alice.replica.head(), seq }),
      snapshots: {
        ...alice.replica.snapshots,
        rows: () => Promise.resolve(rows as never),
        take: () => Promise.resolve(books as never),
      },
      ...more,
    })
    const made = createSnapshotWriter({ replica, random, clock: { now: () => now.value }, every, listenMs: 500 })
    return { made, now, due: async () => (made.listen(), (now.value += 500), made.writeDue()) }
  }
  const clear = () => Promise.all([alice.vault.outbox.clear(), alice.vault.commands.clear()])

  it('is due after so many entries, once the device has listened, and not while one waits or nothing may be written', async () => {
    const { made, now } = writer()
    expect(await made.writeDue()).toBe(false)
    made.listen()
    now.value += 499
    expect(await made.writeDue()).toBe(false)
    now.value += 1
    expect(await made.writeDue()).toBe(true)
    expect(await writer().due()).toBe(false)
    await clear()
    expect(await writer({ seq: 109 }).due()).toBe(false)
    expect(await writer({ more: { writable: () => fail('rebuilding', '') } }).due()).toBe(false)
    expect(await writer({ books: [] }).due()).toBe(false)
    expect(await writer({ more: { commit: () => Promise.resolve(fail('diskFull', '')) } }).due()).toBe(false)
    // One that did not fit the log is none.
    expect(await writer({ seq: 10, rows: [row({ state: 'differs' })] }).due()).toBe(true)
    await clear()
    expect(await writer({ seq: 9, rows: [row({ state: 'differs' })] }).due()).toBe(false)
    expect(await writer({ seq: 110, rows: [row({ upToSeq: 50 }), row(), row({ upToSeq: 60 })] }).due()).toBe(true)
  })

  it('is the lowest id’s of owners and leads that are online; after as many entries again, anybody’s who can', async () => {
    const low = '00'.repeat(16)
    const state = withDevices(someDevice(low))
    const [a, b, c] = [writer({ state }), writer({ state }), writer({ state })]
    a.made.heard(low)
    expect(await a.due()).toBe(false)
    a.now.value += 149_499
    expect(await a.made.writeDue()).toBe(false)
    a.now.value += 1
    expect(await a.made.writeDue()).toBe(true)
    await clear()
    await alice.vault.devices.put({ deviceId: low, memberId: 'm', lastHeard: b.now.value } as never)
    expect(await b.due()).toBe(false)
    expect(await writer({ state, seq: 119 }).due()).toBe(false)
    expect(await writer({ state, seq: 120 }).due()).toBe(true)
    await clear()
    // What was heard later holds, wherever it was heard.
    c.made.heard(low)
    await alice.vault.devices.update(low, { lastHeard: 1 })
    expect(await c.due()).toBe(false)
    const editor: Member = { ...mine(), memberId: 'e1'.repeat(16), role: 'editor' }
    const viewer = {
      ...withDevices(someDevice(low, { memberId: editor.memberId })),
      members: { ...access.members, [editor.memberId]: editor },
    }
    await alice.vault.devices.update(low, { lastHeard: c.now.value })
    expect(await writer({ state: viewer }).due()).toBe(true)
    await clear()
    expect(await writer({ state: as('editor') }).due()).toBe(false)
  })

  it('names the file of before where the book has not changed, and seals a new one otherwise', async () => {
    const blobs = () => alice.vault.blobs.toArray()
    const named = async () =>
      (await waiting()).map(({ payload }) =>
        payload.type === 'snapshot' ? unwrap(readSnapshotPlaintext(payload.body as never)).blob.id : '',
      )
    expect(await writer().due()).toBe(true)
    expect([await named(), await blobs()]).toEqual([['ee'.repeat(32)], []])
    for (const rows of [
      [row({ rowsHash: '22'.repeat(32) })],
      [row({ state: 'unchecked' })],
      [row({ book: 'comment' })],
    ]) {
      await clear()
      await alice.vault.blobs.clear()
      expect(await writer({ rows }).due()).toBe(true)
      const [file] = await blobs()
      expect(file).toMatchObject({ mime: snapshotMime, state: 'present', upload: 'waiting', epoch: 1, size: 3 })
      expect(await named()).toEqual([file!.id])
    }
  })

  it('lets go of its files once they are at the relay, of no others', async () => {
    const file = (sha256: string, more: object) => ({
      sha256,
      id: sha256,
      size: 1,
      mime: snapshotMime,
      state: 'present',
      epoch: 1,
      salt: new Uint8Array(16),
      upload: 'waiting',
      addedAt: 1,
      ...more,
    })
    await alice.vault.blobs.bulkPut([
      file('a', {}),
      file('b', { upload: 'done' }),
      file('c', { upload: 'done', mime: 'image/png' }),
    ] as never)
    const { made } = writer()
    await made.writeDue()
    expect((await alice.vault.blobs.toArray()).map(({ sha256 }) => sha256)).toEqual(['a', 'c'])
    await alice.vault.blobs.update('a', { upload: 'done' })
    await made.writeDue()
    expect((await alice.vault.blobs.toArray()).map(({ sha256 }) => sha256)).toEqual(['c'])
  })
})

describe('being here', () => {
  const frame = (time = 1_000) =>
    sealPresence(
      alice.replica,
      { random, relayNow: () => time },
      { writing: [{ kind: 'policy', recordId: 'po', field: 'body' }] },
    )

  it('is sealed under the key of now, and opened again by who has it', async () => {
    const bytes = (await frame())!
    expect(unwrap(await openPresence(alice.replica, bytes))).toMatchObject({
      header: { deviceId: own, epoch: 1, time: 1_000 },
      body: { writing: [{ field: 'body' }] },
    })
    expect(
      await sealPresence(replicaOf({}, { epochKey: () => undefined }), { random, relayNow: () => 1 }),
    ).toBeUndefined()
    expect(
      unwrap(await openPresence(alice.replica, (await sealPresence(alice.replica, { random, relayNow: () => 1 }))!))
        .body,
    ).toEqual({ writing: [] })
  })

  it('is nobody’s word where it is no frame, of no member, changed, or under a key that is not here', async () => {
    const bytes = (await frame())!
    const type = async (replica: Replica, what: Uint8Array = bytes): Promise<string> => {
      const opened = await openPresence(replica, what)
      return opened.ok ? 'ok' : opened.error.type
    }
    expect(await type(alice.replica, Uint8Array.of(1))).toBe('malformed')
    expect(await type(replicaOf({ devices: {} }))).toBe('unknownDevice')
    expect(await type(replicaOf({ devices: { [own]: { ...access.devices[own]!, removedAt: 2 } } }))).toBe(
      'unknownDevice',
    )
    const changed = toBytes(bytes)
    changed[changed.length - 80]! ^= 1
    expect(await type(alice.replica, changed)).toBe('badSignature')
    expect(await type(replicaOf({}, { epochKey: () => undefined }))).toBe('noKey')
    // Signed by its device, but sealed with something else.
    const read = unwrap(readPresence(bytes))
    const ciphertext = toBytes(read.ciphertext)
    ciphertext[0]! ^= 1
    const unsigned = { headerBytes: read.headerBytes, nonce: read.nonce, ciphertext }
    const signature = await alice.replica.signer().sign(presenceBytes(alice.workspaceId, unsigned))
    expect(await type(alice.replica, writePresence({ header: read.header, ...unsigned, signature }))).toBe(
      'notAuthentic',
    )
  })

  it('holds for two minutes on either side of the relay’s time, and later than what was heard of that device before', () => {
    const holds = 120_000
    const gate = createPresenceGate({ relayNow: () => 1_000_000 })
    const lets = (time: number, deviceId = 'a') => gate.letsIn({ deviceId, time })
    expect([
      lets(1_000_000 - holds - 1),
      lets(1_000_000 - holds),
      lets(1_000_000 - holds),
      lets(1_000_000 + holds + 1),
    ]).toEqual([false, true, false, false])
    expect([lets(1_000_000 + holds), lets(1_000_000), lets(1_000_000, 'b')]).toEqual([true, false, true])
  })
})

describe('keys of the workspace', () => {
  it('are handed on by who has them; nobody else makes the next one', async () => {
    const device = { deviceId: joiner.deviceId, dhKey: toBase64Url(joiner.dhKey) }
    expect(await wrapCurrentFor(access, alice.keys, device)).toMatchObject({ ok: true })
    expect(
      await wrapCurrentFor(access, alice.keys, { ...device, dhKey: toBase64Url(new Uint8Array(65)) }),
    ).toMatchObject({ ok: false })
    const stranger = await generateDeviceKeys()
    expect(await currentSecret(access, stranger)).toMatchObject({ ok: false, error: { type: 'noKey' } })
    expect(await wrapCurrentFor(access, stranger, device)).toMatchObject({ ok: false, error: { type: 'noKey' } })
    // A wrap that is there and does not open.
    const broken = {
      ...access,
      epochs: [{ ...access.epochs[0]!, wraps: { [own]: access.epochs[0]!.wraps[access.recovery!.deviceId]! } }],
    }
    expect(await currentSecret(broken, alice.keys)).toMatchObject({ ok: false, error: { type: 'badEpoch' } })
  })

  it('are drawn anew for every attempt: two next epochs of one state share no secret, and each opens', async () => {
    const [one, two] = [
      unwrap(await makeNextEpoch(access, access, alice.keys, { random })),
      unwrap(await makeNextEpoch(access, access, alice.keys, { random })),
    ]
    expect(two).toMatchObject({ epoch: one.epoch, prevEpoch: one.prevEpoch })
    const secrets = await Promise.all(
      [one, two].map(async (next) =>
        toBase64Url(
          unwrap(
            await currentSecret(
              { ...access, epochs: [...access.epochs, { ...next, seq: 3, byDeviceId: own }] },
              alice.keys,
            ),
          ),
        ),
      ),
    )
    expect(new Set([...secrets, toBase64Url(unwrap(await currentSecret(access, alice.keys)))]).size).toBe(3)
    for (const part of ['commit', 'prevSealed'] as const) expect(two[part]).not.toBe(one[part])
    expect(Object.values(two.wraps).filter((wrap) => Object.values(one.wraps).includes(wrap))).toEqual([])
  })

  it('that do not open are left out by an owner, who goes on from the newest that does; by nobody else', async () => {
    const second = unwrap(await makeNextEpoch(access, access, alice.keys, { random }))
    expect(second).toMatchObject({ epoch: 2, prevEpoch: 1 })
    const broken = {
      ...second,
      wraps: { ...second.wraps, [own]: second.wraps[access.recovery!.deviceId]! },
      seq: 3,
      byDeviceId: own,
    }
    const state = { ...access, epochs: [access.epochs[0]!, broken] }
    expect(await makeNextEpoch(state, state, alice.keys, { random })).toMatchObject({
      ok: false,
      error: { type: 'badEpoch' },
    })
    expect(unwrap(await makeNextEpoch(state, state, alice.keys, { random, mayLeaveOut: true }))).toMatchObject({
      epoch: 3,
      prevEpoch: 1,
    })
    const none = { ...access, epochs: [{ ...access.epochs[0]!, wraps: broken.wraps }, broken] }
    expect(await makeNextEpoch(none, none, alice.keys, { random, mayLeaveOut: true })).toMatchObject({
      ok: false,
      error: { type: 'badEpoch' },
    })
  })
})

describe('a device that was removed', () => {
  it('is one that was here and is not; the sentence has the day of the log, its own or its member’s, and the name of the workspace', async () => {
    const gone = { ...access.devices[own]!, removedAt: 1 }
    expect([
      isRemoved(alice.replica),
      isRemoved(replicaOf({ devices: {} })),
      isRemoved(replicaOf({ devices: { [own]: gone } })),
    ]).toEqual([false, false, true])
    const day = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format((await alice.vault.log.get(1))!.relayTime)
    const on = `You were removed from this workspace on ${day}. What this device holds stays readable; nothing new arrives.`
    expect(await removedSentence(replicaOf({ devices: { [own]: gone } }))).toBe(on)
    expect(await removedSentence(replicaOf(as('owner', { removedAt: 1 })))).toBe(on)
    expect(await removedSentence(alice.replica)).toBe(
      'You were removed from this workspace. What this device holds stays readable; nothing new arrives.',
    )
    expect(await removedSentence(replicaOf({ devices: {} }))).toContain('You were removed from this workspace. ')
    await alice.vault.table('scope').put({ id: 'sc_main', kind: 'scope', orgName: 'Quillmere' })
    expect(await removedSentence(replicaOf({ devices: { [own]: gone } }))).toContain('removed from Quillmere on')
  })

  it('keeps all that was not out, entry by entry, and stops where nothing changes', async () => {
    const refused: string[] = []
    const batches = ['a', 'b']
    await keepAsNotSent(
      replicaOf(
        {},
        {
          takeBatch: () =>
            Promise.resolve(
              batches[0] === undefined ? undefined : ({ uuid: batches[0], class: 'access', rows: [] } as never),
            ),
          refuse: (uuid, failure) => (refused.push(`${uuid} ${failure.type}`), batches.shift(), Promise.resolve()),
        },
      ),
    )
    expect(refused).toEqual(['a removed', 'b removed'])
    await keepAsNotSent(
      replicaOf(
        {},
        {
          takeBatch: () => Promise.resolve({ uuid: 'c', class: 'access', rows: [] } as never),
          refuse: (uuid) => (refused.push(uuid), Promise.resolve()),
        },
      ),
    )
    expect(refused).toHaveLength(3)
  })
})

describe('an entry as it is sealed', () => {
  const place = () => ({
    workspaceId: alice.workspaceId,
    deviceId: own,
    deviceSeq: 2,
    prevDeviceHash: zeroHash,
    head: emptyHead,
    epoch: 1,
  })
  const keys = () => ({
    sign: (message: Uint8Array) => alice.replica.signer().sign(message),
    epochKey: (epoch: number) => alice.replica.epochKey(epoch),
  })
  const batch = (entryClass: string, ...payloads: readonly object[]) =>
    ({
      uuid: 'ab'.repeat(16),
      class: entryClass,
      rows: payloads.map((payload) => ({ commandId: 'c', at: 1, class: entryClass, payload })),
    }) as never

  it('is never sent unsealed, never empty and never of two kinds', async () => {
    const seal = async (given: never, by = keys()) => sealBatch(given, place(), by, random)
    const [change, one] = [
      { type: 'update', parts: [] },
      { type: 'access', body: Uint8Array.of(1) },
    ]
    await expect(seal(batch('register', change), { ...keys(), epochKey: () => undefined })).rejects.toThrow(
      'no key of epoch 1',
    )
    await expect(seal(batch('register'))).rejects.toThrow('at least one row')
    await expect(seal(batch('access', one, one))).rejects.toThrow('holds one row')
    await expect(seal(batch('register', change, one))).rejects.toThrow('one kind of payload')
    await expect(seal(batch('register', change))).resolves.toMatchObject({ uuid: 'ab'.repeat(16) })
  })

  it('of a class that is only signed needs no key, and its text is what was given', async () => {
    const body = Uint8Array.of(7, 7, 7)
    const { bytes, hash } = await writeSignedEntry(
      'access',
      'ab'.repeat(16),
      body,
      place(),
      { ...keys(), epochKey: () => undefined },
      random,
    )
    expect(Buffer.from(bytes).includes(Buffer.from(body))).toBe(true)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('a log that this device keeps for itself', () => {
  const entry = async (deviceSeq: number, prevDeviceHash: string, head: LogHead) =>
    writeSignedEntry(
      'register',
      newUuid(random),
      Uint8Array.of(1),
      { workspaceId: alice.workspaceId, deviceId: own, deviceSeq, prevDeviceHash, head, epoch: 1 },
      { sign: (message) => alice.replica.signer().sign(message), epochKey: (epoch) => alice.replica.epochKey(epoch) },
      random,
    )
  function local(
    chainAt: (seq: number) => Promise<string | undefined> = async (seq) => (await alice.vault.log.get(seq))?.chain,
  ) {
    const seen: string[] = []
    const given: SequencedEntry[] = []
    const now = { value: alice.replica.head().relayTime - 10 }
    const log = createLocalLog({
      clock: { now: () => now.value },
      state: alice.replica.logState(),
      chainAt,
      events: {
        entries: (entries) => given.push(...entries),
        caughtUp: ({ seq }) => seen.push(`caught up ${seq}`),
        stored: (_uuid, seq) => seen.push(`stored ${seq}`),
        refused: (_uuid, type) => seen.push(`refused ${type}`),
        presence: () => undefined,
        closed: ({ reason, final }) => seen.push(`closed ${reason} ${final}`),
      },
    })
    return { log, seen, given, now }
  }
  const turns = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 2))
  }

  it('takes nothing before it is open or after it is closed, and then says nothing', async () => {
    const { deviceSeq, prevDeviceHash } = alice.replica.ownChain()
    const head = alice.replica.head()
    const first = await entry(deviceSeq + 1, prevDeviceHash, { seq: head.seq, chain: head.chain })
    const { log, seen, given } = local()
    log.append(first.uuid, first.bytes)
    await turns()
    expect(seen).toEqual([])
    log.open(head)
    log.close()
    log.append(first.uuid, first.bytes)
    await turns()
    expect([seen, given]).toEqual([[], []])
    const closing = local()
    closing.log.open(head)
    closing.log.append(first.uuid, first.bytes)
    await Promise.resolve()
    closing.log.close()
    await turns()
    expect([closing.seen, closing.given]).toEqual([['caught up 1'], []])
  })

  it('judges each entry on what the one before made, with a time that never falls, by the chain it gave out and the vault’s', async () => {
    const { deviceSeq, prevDeviceHash } = alice.replica.ownChain()
    const head = alice.replica.head()
    const { log, seen, given, now } = local()
    log.open(head)
    const first = await entry(deviceSeq + 1, prevDeviceHash, { seq: head.seq, chain: head.chain })
    log.append(first.uuid, first.bytes)
    await until(() => given.length === 1, 'the first')
    expect(given[0]!.relayTime).toBe(head.relayTime)
    now.value = head.relayTime + 5
    const second = await entry(deviceSeq + 2, first.hash, { seq: given[0]!.seq, chain: given[0]!.chain })
    const third = await entry(deviceSeq + 3, second.hash, { seq: head.seq, chain: 'ab'.repeat(32) })
    for (const one of [second, third]) log.append(one.uuid, one.bytes)
    log.append('x', Uint8Array.of(1))
    await until(() => seen.length === 5, 'all')
    expect([seen, given.map(({ seq }) => seq), given[1]!.relayTime]).toEqual([
      ['caught up 1', 'stored 2', 'stored 3', 'refused wrongHead', 'refused malformed'],
      [2, 3],
      head.relayTime + 5,
    ])
  })

  it('ends once where the device itself fails', async () => {
    const { deviceSeq, prevDeviceHash } = alice.replica.ownChain()
    const { log, seen } = local(() => Promise.reject(new Error('the disk is full')))
    log.open(alice.replica.head())
    const one = await entry(deviceSeq + 1, prevDeviceHash, { seq: 0, chain: zeroHash })
    for (let i = 0; i < 2; i++) log.append(one.uuid, one.bytes)
    await until(() => seen.length > 1, 'its end')
    await turns()
    expect(seen).toEqual(['caught up 1', 'closed failed true'])
  })
})

describe('the log, read again', () => {
  it('comes in pieces that fit, one entry at least, up to its end', async () => {
    for (let i = 0; i < 3; i++)
      await alice.vault.log.put({ ...(await alice.vault.log.get(1))!, seq: 2 + i, bytes: new Uint8Array(10) })
    const seqs = async (after: number, most?: number): Promise<number[]> =>
      (await readLogAfter(alice.vault, after, most)).map(({ seq }) => seq)
    expect([await seqs(1), await seqs(1, 20), await seqs(1, 19), await seqs(1, 0), await seqs(4)]).toEqual([
      [2, 3, 4],
      [2, 3],
      [2],
      [2],
      [],
    ])
  })

  it('by a stranger’s eyes begins with the founding of this workspace and follows its chain', async () => {
    const [genesis] = await readLogAfter(alice.vault, 0)
    const whole = createLogVerification(alice.workspaceId)
    expect(unwrap(await whole.add(genesis!))).toMatchObject({ verdict: { counts: true }, sequenced: { seq: 1 } })
    expect([whole.head.seq, whole.state.access.workspaceId]).toEqual([1, alice.workspaceId])
    expect(await whole.add(genesis!)).toMatchObject({ ok: false, error: { type: 'gap' } })
    expect(whole.head.seq).toBe(1)
    expect(await createLogVerification('ab'.repeat(32)).add(genesis!)).toMatchObject({
      ok: false,
      error: { type: 'otherWorkspace' },
    })
    const nonsense = sequenceEntry({ ...emptyHead, relayTime: 0 }, Uint8Array.of(1, 2), 1)
    expect(await createLogVerification(alice.workspaceId).add(nonsense)).toMatchObject({
      ok: false,
      error: { type: 'malformed' },
    })
    // A signature that does not hold founds nothing.
    const bent = toBytes(genesis!.bytes)
    bent[bent.length - 1]! ^= 1
    expect(
      await createLogVerification(alice.workspaceId).add(sequenceEntry({ ...emptyHead, relayTime: 0 }, bent, 1)),
    ).toMatchObject({ ok: false, error: { type: 'otherWorkspace' } })
    expect(ok()).toEqual({ ok: true, value: undefined })
  })

  it('a link that is none is no invitation', () => {
    expect(readInvitation('nonsense')).toMatchObject({ ok: false, error: { type: 'malformed' } })
  })
})
