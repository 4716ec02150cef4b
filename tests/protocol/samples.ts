/**
 * One value of every wire format, with its bytes pinned in samples/*.hex. A pinned file never changes: a new
 * version of a format gets a new file, and the old one must still be read.
 */

import { readFileSync } from 'node:fs'
import {
  writeAccessBody,
  type AccessBody,
  type DeviceKeysBody,
  type RecoveryBody,
} from '~/lib/protocol/access/accessBody'
import { writeEntry, writeHeader, type Entry, type EntryHeader } from '~/lib/protocol/log/entry'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { writeClientFrame, writeRelayFrame, type ClientFrame, type RelayFrame } from '~/lib/protocol/wire/frames'
import { writeKeyBody, type KeyBody } from '~/lib/protocol/bodies/keyBody'
import { writePresence, writePresenceHeader, type Presence } from '~/lib/protocol/bodies/presenceFrame'
import { writeSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { writeStatementPlaintext, type StatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { fromHex, toBase64Url, utf8, type Bytes } from '~/lib/shared/bytes'
import { deviceIdOf } from '~/lib/shared/deviceId'
import { genesisDraft, hexId, point, signature64, wrapText } from './world'

/**
 * Reading and writing look at no curve, and what is pinned stays as it was pinned: the bytes of these keys are no
 * points.
 */
function deviceOf(fill: number): DeviceKeysBody {
  const [signKey, dhKey] = [fill, fill + 100].map((byte) => Uint8Array.of(4, ...new Uint8Array(64).fill(byte))) as [
    Uint8Array,
    Uint8Array,
  ]
  return { deviceId: deviceIdOf(signKey, dhKey), signKey: toBase64Url(signKey), dhKey: toBase64Url(dhKey) }
}

const recoveryOf = (fill: number): RecoveryBody => {
  const sealed = toBase64Url(new Uint8Array(166).fill(fill))
  return {
    ...deviceOf(fill),
    salt: toBase64Url(new Uint8Array(16).fill(fill)),
    sealedSignKey: sealed,
    sealedDhKey: sealed,
  }
}

const [alice, bob, kit] = [deviceOf(1), deviceOf(2), recoveryOf(50)]

const bytes = (length: number, fill: number): Bytes => new Uint8Array(length).fill(fill)
const hash = (digit: string): string => digit.repeat(64)

export const header: EntryHeader = {
  version: 2,
  workspaceId: hash('a'),
  deviceId: alice.deviceId,
  deviceSeq: 300,
  prevDeviceHash: hash('b'),
  head: { seq: 18_204, chain: hash('c') },
  epoch: 3,
  class: 'evidence',
  uuid: hexId('sample'),
}
export const entry: Entry = {
  header,
  headerBytes: writeHeader(header),
  nonce: bytes(12, 1),
  ciphertext: bytes(64, 2),
  signature: bytes(64, 3),
}
const sequenced = { seq: 18_205, relayTime: 1_780_000_000_123, chain: hash('d'), bytes: writeEntry(entry) }

const receipt = { seq: 18_205, chain: hash('d'), time: 1_780_000_000_124, signature: bytes(64, 9) }

export const clientFrames: readonly ClientFrame[] = [
  {
    kind: 'hello',
    version: 2,
    workspaceId: hash('a'),
    speaker: { as: 'device', deviceId: alice.deviceId },
    clientNonce: bytes(32, 4),
    features: ['snapshots'],
  },
  {
    kind: 'hello',
    version: 2,
    workspaceId: hash('a'),
    speaker: { as: 'invite', deviceId: bob.deviceId, inviteId: hexId('invite') },
    clientNonce: bytes(32, 4),
    features: [],
  },
  {
    kind: 'hello',
    version: 2,
    workspaceId: hash('a'),
    speaker: { as: 'founder', deviceId: alice.deviceId },
    clientNonce: bytes(32, 4),
    features: [],
  },
  { kind: 'auth', signature: bytes(64, 5) },
  { kind: 'create', createToken: 'let me in', genesis: writeEntry(entry), receipt },
  { kind: 'adopt', entries: [sequenced], last: true },
  { kind: 'offer', receipt },
  { kind: 'resume', fromSeq: 18_204 },
  { kind: 'append', entry: writeEntry(entry) },
  { kind: 'presence', bytes: bytes(40, 6) },
  { kind: 'ping', n: 7 },
]

export const relayFrames: readonly RelayFrame[] = [
  { kind: 'challenge', relayNonce: bytes(32, 8) },
  { kind: 'bring', what: 'log', fromSeq: 18_204 },
  {
    kind: 'welcome',
    head: { seq: 18_205, chain: hash('d') },
    accessHead: { seq: 12, accessHash: hash('e') },
    deviceSeq: 300,
    prevDeviceHash: hash('b'),
    token: 'blob token',
    limits: { entryBytes: 1_048_576, frameBytes: 2_097_152, blobBytes: 1_073_741_824, inFlight: 8 },
    relayTime: 1_780_000_000_123,
    relayKey: Uint8Array.of(4, ...bytes(64, 10)),
    receipt,
  },
  { kind: 'entries', entries: [sequenced, { ...sequenced, seq: 18_206 }], receipt },
  { kind: 'caughtUp', seq: 18_206 },
  { kind: 'stored', uuid: hexId('sample'), seq: 18_205, relayTime: 1_780_000_000_123, chain: hash('d'), receipt },
  { kind: 'refused', uuid: hexId('sample'), type: 'wrongEpoch', message: 'Die Schlüssel wurden erneuert.' },
  { kind: 'presence', bytes: bytes(40, 6) },
  { kind: 'pong', n: 7, relayTime: 1_780_000_000_123 },
  { kind: 'bye', code: 4403, reason: 'removed' },
]

const prev = hash('f')
const nextEpoch = {
  epoch: 2,
  commit: hash('1'),
  prevEpoch: 1,
  prevSealed: 'A'.repeat(80),
  wraps: { [alice.deviceId]: wrapText(1) },
}
export const accessBodies: readonly AccessBody[] = [
  {
    ...genesisDraft,
    device: alice,
    recovery: kit,
    epoch: { ...genesisDraft.epoch, wraps: { [alice.deviceId]: wrapText(1), [kit.deviceId]: wrapText(2) } },
  },
  {
    type: 'invite',
    prev,
    inviteId: hexId('i'),
    memberId: hexId('m'),
    publicKey: point(9),
    role: 'auditor',
    expiresAt: 1_780_000_000_000,
    admit: 'words',
    shown: hash('3'),
  },
  { type: 'revokeInvite', prev, inviteId: hexId('i') },
  { type: 'join', prev, inviteId: hexId('i'), device: bob, inviteSignature: signature64 },
  {
    type: 'admit',
    prev,
    inviteId: hexId('i'),
    deviceId: bob.deviceId,
    joinHash: hash('2'),
    epoch: 1,
    wrap: wrapText(2),
  },
  { type: 'bind', prev, memberId: hexId('m'), personId: 'prs_0Zk3' },
  { type: 'confirmBind', prev, memberId: hexId('m'), personId: 'prs_0Zk3' },
  { type: 'setRole', prev, memberId: hexId('m'), role: 'lead' },
  {
    type: 'remove',
    prev,
    memberIds: [hexId('m')],
    deviceIds: [bob.deviceId],
    compromised: { [bob.deviceId]: 1_780_000_000_000 },
    nextEpoch,
  },
  { type: 'compromised', prev, devices: { [bob.deviceId]: 1_780_000_000_000 } },
  { type: 'newEpoch', prev, nextEpoch },
  { type: 'rotateRecovery', prev, recovery: recoveryOf(52), nextEpoch },
  { type: 'relayJoined', prev, origin: 'https://relay.example' },
  { type: 'timeReset', prev },
  { type: 'rules', prev, n: 2 },
  {
    type: 'recover',
    prev,
    memberId: hexId('n'),
    replaces: hexId('m'),
    device: bob,
    deviceIds: [alice.deviceId],
    nextEpoch,
  },
]
export const keyBodies: readonly KeyBody[] = [
  { type: 'rewrap', epoch: 2, wraps: { [alice.deviceId]: wrapText(1), [bob.deviceId]: wrapText(2) } },
  { type: 'reseal', epoch: 2, prevSealed: 'A'.repeat(80) },
]

export const update = {
  verdicts: hash('b'),
  commands: [
    {
      commandId: '0Zk3Zk3Zk3Zk3Zk3Zk3Zk3',
      time: 1_780_000_000_000,
      parts: [
        { class: 'register', book: 'risk', update: bytes(5, 1) },
        { class: 'register', book: 'control', update: bytes(3, 2) },
      ],
    },
    { commandId: '1Zk3Zk3Zk3Zk3Zk3Zk3Zk3', time: 1_780_000_000_001, parts: [] },
  ],
}

export const statements: readonly StatementPlaintext[] = [
  { body: utf8('{"v":1}'), innerSignature: bytes(64, 3), frozen: { in: 'none' } },
  { body: utf8('{"v":1}'), innerSignature: bytes(64, 3), frozen: { in: 'entry', bytes: utf8('{"kind":"risk"}') } },
  {
    body: utf8('{"v":1}'),
    innerSignature: bytes(64, 3),
    frozen: { in: 'blob', id: hash('3'), sha256: hash('4'), size: 300_000 },
  },
]

export const snapshot = {
  book: 'risk',
  upToSeq: 500,
  chain: hash('5'),
  verdicts: hash('c'),
  stateVector: bytes(6, 1),
  rowsHash: hash('6'),
  blob: { id: hash('7'), sha256: hash('8'), size: 12_345 },
}

const presenceHeader = { deviceId: alice.deviceId, epoch: 2, time: 1_780_000_000_000 }
export const presence: Presence = {
  header: presenceHeader,
  headerBytes: writePresenceHeader(presenceHeader),
  nonce: bytes(12, 1),
  ciphertext: bytes(32, 2),
  signature: bytes(64, 3),
}

/** File name → bytes as this version writes them. */
export const written: Readonly<Record<string, Bytes>> = {
  'header-v2': writeHeader(header),
  'entry-v2': writeEntry(entry),
  'update-v2': writeUpdatePlaintext(update),
  'snapshot-v2': writeSnapshotPlaintext(snapshot),
  'presence-v2': writePresence(presence),
  'erase-v2': writeEraseBody({ blobIds: [hash('a'), hash('b')], reason: 'Taken by mistake' }),
  ...Object.fromEntries(
    statements.map((statement) => [`statement-${statement.frozen.in}-v2`, writeStatementPlaintext(statement)]),
  ),
  ...Object.fromEntries(accessBodies.map((body) => [`access-${body.type}-v2`, writeAccessBody(body)])),
  ...Object.fromEntries(keyBodies.map((body) => [`key-${body.type}-v2`, writeKeyBody(body)])),
  ...Object.fromEntries(
    clientFrames.map((frame) => [
      `client-${frame.kind}${frame.kind === 'hello' ? `-${frame.speaker.as}` : ''}-v2`,
      writeClientFrame(frame),
    ]),
  ),
  ...Object.fromEntries(relayFrames.map((frame) => [`relay-${frame.kind}-v2`, writeRelayFrame(frame)])),
}

export const pinned = (name: string): Bytes =>
  fromHex(readFileSync(new URL(`./samples/${name}.hex`, import.meta.url), 'utf8').replaceAll(/\s/g, ''))
