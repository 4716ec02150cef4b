import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeAccessBody, joinBytes, type AccessBody } from '~/lib/protocol/access/accessBody'
import { checkFall, followChain, isTimeReset, nextChain, sequenceEntry } from '~/lib/protocol/log/chain'
import { emptyHead, readEntry, signedBytes, writeEntry, zeroHash } from '~/lib/protocol/log/entry'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { admitForAppend, deviceChain, emptyLogState, judge, sealedUnder, signaturesOf } from '~/lib/protocol/log/judge'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import {
  entryClasses,
  roles,
  roleMayGrant,
  roleMayState,
  roleMayUpload,
  roleMayWrite,
  statementTypes,
  type EntryClass,
  type Role,
} from '~/lib/protocol/access/workspaceRoles'
import { fromBase64Url } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { writeKeyBody } from '~/lib/protocol/bodies/keyBody'
import {
  access,
  admit,
  alice,
  append,
  bob,
  carol,
  chainAt,
  dave,
  deviceByRole,
  emptyWorld,
  fakeDevice,
  founded,
  genesisDraft,
  hashOf,
  headOf,
  hexId,
  invite,
  join,
  kit,
  makeEntry,
  must,
  nextEpoch,
  signature64,
  staffed,
  wrapText,
  write,
  type World,
} from './world'

const refusal = (done: ReturnType<typeof write>) => (done.verdict.counts ? 'counts' : done.verdict.type)
const frank = fakeDevice(6)

/** The table of protocol.md 3, written a second time: W counts, - does not. */
const table: Readonly<Record<EntryClass, string>> = {
  //           owner lead editor auditor viewer
  // Of own devices by everybody; what else, the access reducer asks (tests/protocol/access.test.ts).
  access: 'WWWWW',
  settings: 'WW---',
  register: 'WWW--',
  audit: 'WW-W-',
  evidence: 'WWWW-',
  discussion: 'WWWW-',
  statement: 'WWWWW',
  snapshot: 'WW---',
  erase: 'W----',
  key: 'WWWWW',
}

describe('roles and classes (protocol.md 3, isms.md 2.3)', () => {
  it('hold for every role and class, in the table and in the log', () => {
    const world = staffed()
    for (const entryClass of entryClasses)
      for (const [i, role] of roles.entries()) {
        const may = table[entryClass][i] === 'W'
        expect(roleMayWrite(role, entryClass), `${role} ${entryClass}`).toBe(may)
        if (entryClass === 'access') continue
        const body =
          entryClass === 'erase'
            ? writeEraseBody({ blobIds: ['a'.repeat(64)], reason: 'Taken by mistake' })
            : entryClass === 'key'
              ? writeKeyBody({ type: 'rewrap', epoch: 1, wraps: { [alice.deviceId]: wrapText(7) } })
              : undefined
        expect(refusal(write(world, deviceByRole[role], entryClass, { body })), `${role} ${entryClass}`).toBe(
          may ? 'counts' : 'roleMayNotWrite',
        )
      }
  })

  it('let owners grant any role and leads editors, auditors and viewers', () => {
    const granted = (granter: Role) => roles.filter((role) => roleMayGrant(granter, role))
    expect(Object.fromEntries(roles.map((role) => [role, granted(role)]))).toEqual({
      owner: [...roles],
      lead: ['editor', 'auditor', 'viewer'],
      editor: [],
      auditor: [],
      viewer: [],
    })
  })

  it('limit statements by role (ST6)', () => {
    const may = (role: Role) => statementTypes.filter((type) => roleMayState(role, type))
    expect(may('viewer')).toEqual(['attest', 'revoke'])
    expect(may('auditor')).toEqual([
      'review',
      'attest',
      'declare',
      'sign',
      'verify',
      'captureSeal',
      'custody',
      'revoke',
    ])
    expect(may('editor')).toEqual([...statementTypes])
    expect(may('owner')).toEqual([...statementTypes])
  })

  it('let those upload who may write what carries files', () => {
    expect(roles.filter(roleMayUpload)).toEqual(['owner', 'lead', 'editor', 'auditor'])
  })
})

describe('an entry is refused, by name, when', () => {
  const world = staffed()
  const cases: readonly [string, () => ReturnType<typeof write>][] = [
    ['wrongWorkspace', () => write(world, alice.deviceId, 'register', { header: { workspaceId: 'b'.repeat(64) } })],
    ['wrongWorkspace', () => write(world, alice.deviceId, 'register', { header: { workspaceId: zeroHash } })],
    ['unknownDevice', () => write(world, frank.deviceId, 'register')],
    ['badSignature', () => write(world, alice.deviceId, 'register', { signatureValid: false })],
    ['wrongSeq', () => write(world, alice.deviceId, 'register', { header: { deviceSeq: 99 } })],
    ['wrongSeq', () => write(world, alice.deviceId, 'register', { header: { prevDeviceHash: 'c'.repeat(64) } })],
    ['duplicate', () => write(world, alice.deviceId, 'register', { header: { deviceSeq: 1 } })],
    [
      'wrongHead',
      () => write(world, alice.deviceId, 'register', { header: { head: { seq: 3, chain: 'd'.repeat(64) } } }),
    ],
    ['wrongHead', () => write(world, alice.deviceId, 'register', { header: { head: { seq: 4000, chain: zeroHash } } })],
    [
      'wrongHead',
      () => write(world, alice.deviceId, 'register', { header: { head: { seq: 0, chain: 'd'.repeat(64) } } }),
    ],
    ['wrongEpoch', () => write(world, alice.deviceId, 'register', { header: { epoch: 2 } })],
    ['roleMayNotWrite', () => write(world, carol.deviceId, 'settings')],
    ['malformed', () => write(world, alice.deviceId, 'access', { body: Uint8Array.of(1) })],
    ['malformed', () => write(world, alice.deviceId, 'erase', { body: Uint8Array.of(1) })],
    ['unknownDevice', () => access(emptyWorld, bob.deviceId, genesisDraft)],
  ]
  it.each(cases)('%s', (type, run) => {
    const done = run()
    expect(done.verdict).toMatchObject({ counts: false, type })
    expect(done.verdict.counts === false && done.verdict.message.length).toBeGreaterThan(20)
  })

  it('a founding entry is of another epoch than the first', () => {
    expect(
      refusal(
        write(emptyWorld, alice.deviceId, 'access', { header: { epoch: 2 }, body: writeAccessBody(genesisDraft) }),
      ),
    ).toBe('wrongEpoch')
  })

  it('and says what was expected, or which role it was', () => {
    const at = deviceChain(world.state, alice.deviceId).deviceSeq
    expect(write(world, alice.deviceId, 'register', { header: { deviceSeq: at + 2 } }).verdict).toMatchObject({
      type: 'wrongSeq',
      detail: { expected: at + 1, found: at + 2 },
    })
    expect(write(world, carol.deviceId, 'settings').verdict).toMatchObject({
      message: 'The role editor may not write entries of class settings. Ask an owner or lead.',
    })
  })

  it('its head is its own position or a later one, whatever the reader knows of those', () => {
    const seq = world.log.length + 1
    for (const of of [seq, seq + 1]) {
      const entry = makeEntry(world, alice.deviceId, 'register', {
        header: { head: { seq: of, chain: 'd'.repeat(64) } },
      })
      const { verdict } = judge(world.state, entry, {
        signatureValid: true,
        seq,
        relayTime: world.now,
        chainAt: () => 'd'.repeat(64),
      })
      expect(verdict).toMatchObject({ counts: false, type: 'wrongHead' })
    }
  })

  it('any earlier head of the same log is good', () => {
    for (const seq of [0, 1, 5, world.log.length]) {
      expect(
        refusal(write(world, alice.deviceId, 'register', { header: { head: { seq, chain: chainAt(world)(seq)! } } })),
      ).toBe('counts')
    }
  })
})

describe('the device chain', () => {
  it('advances with valid signature and chain whether the entry counts or not', () => {
    const world = staffed()
    const entry = makeEntry(world, carol.deviceId, 'settings')
    const refused = append(world, entry)
    expect(refusal(refused)).toBe('roleMayNotWrite')
    expect(deviceChain(refused.world.state, carol.deviceId)).toEqual({ deviceSeq: 2, hash: hashOf(entry) })
    expect(refusal(write(refused.world, carol.deviceId, 'register'))).toBe('counts')
  })

  it('stands still for a forged entry or a gap, so the next true one still fits', () => {
    const world = staffed()
    const forged = write(world, carol.deviceId, 'register', { signatureValid: false }).world
    const gap = write(forged, carol.deviceId, 'register', { header: { deviceSeq: 7 } }).world
    expect(gap.state).toEqual(world.state)
    expect(refusal(write(gap, carol.deviceId, 'register'))).toBe('counts')
  })

  it('says under which epochs a device wrote what is sealed, each once', () => {
    const sealed = (of: World) => of.state.chains[alice.deviceId]!.sealed
    const erase = { body: writeEraseBody({ blobIds: ['a'.repeat(64)], reason: 'Taken by mistake' }) }
    const plain = write(staffed(), alice.deviceId, 'erase', erase).world
    expect(sealed(plain)).toBeUndefined()
    const once = write(write(plain, alice.deviceId, 'register').world, alice.deviceId, 'audit').world
    expect(sealed(once)).toEqual([1])
    const renewed = must(once, alice.deviceId, { type: 'newEpoch', nextEpoch: nextEpoch(once) })
    const twice = write(write(renewed, alice.deviceId, 'register').world, carol.deviceId, 'register').world
    expect(sealed(twice)).toEqual([1, 2])
    expect(sealedUnder(twice.state, 1)).toEqual([alice.deviceId])
    expect([...sealedUnder(twice.state, 2)].sort()).toEqual([alice.deviceId, carol.deviceId].sort())
    expect(sealedUnder(twice.state, 3)).toEqual([])
  })

  it('begins with the join and goes on after admission', () => {
    const joined = must(
      must(founded(), alice.deviceId, invite('frank', 'editor')),
      frank.deviceId,
      join('frank', frank),
    )
    expect(deviceChain(joined.state, frank.deviceId).deviceSeq).toBe(1)
    expect(refusal(write(joined, frank.deviceId, 'register'))).toBe('unknownDevice')
    const admitted = must(joined, alice.deviceId, admit(joined, 'frank'))
    expect(refusal(write(admitted, frank.deviceId, 'register'))).toBe('counts')
  })
})

describe('the same rule', () => {
  it('gives every reader of a log the same state (fast-check)', () => {
    const step = fc.record({
      role: fc.constantFrom(...roles),
      entryClass: fc.constantFrom(...entryClasses),
      epoch: fc.constantFrom(1, 1, 1, 2),
      signatureValid: fc.constantFrom(true, true, false),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const valid: boolean[] = staffed().log.map(() => true)
        let world: World = staffed()
        for (const { role, entryClass, epoch, signatureValid } of steps) {
          valid.push(signatureValid)
          world = write(world, deviceByRole[role], entryClass, { header: { epoch }, signatureValid }).world
        }
        expect(replay(world, valid)).toEqual(world.state)
      }),
      { numRuns: 40 },
    )
  })

  it('is what the relay asks before giving a place', () => {
    const world = staffed()
    const context = { signatureValid: true, seq: world.log.length + 1, relayTime: world.now, chainAt: chainAt(world) }
    const good = makeEntry(world, carol.deviceId, 'register')
    expect(admitForAppend(world.state, good, context)).toEqual({ ok: true, value: append(world, good).world.state })
    expect(admitForAppend(world.state, makeEntry(world, carol.deviceId, 'settings'), context)).toMatchObject({
      ok: false,
      error: { type: 'roleMayNotWrite' },
    })
    const large = makeEntry(world, carol.deviceId, 'register', { body: new Uint8Array(limits.entryBytes) })
    expect(admitForAppend(world.state, large, context)).toMatchObject({ ok: false, error: { type: 'tooLarge' } })
    expect(admitForAppend(append(world, good).world.state, good, context)).toMatchObject({
      ok: false,
      error: { type: 'duplicate' },
    })
  })

  it('takes an entry of exactly the size that a log takes', () => {
    const world = staffed()
    const context = { signatureValid: true, seq: world.log.length + 1, relayTime: world.now, chainAt: chainAt(world) }
    const around =
      writeEntry(makeEntry(world, carol.deviceId, 'register', { body: new Uint8Array(100_000) })).length - 100_000
    const of = (length: number) =>
      admitForAppend(
        world.state,
        makeEntry(world, carol.deviceId, 'register', { body: new Uint8Array(length - around) }),
        context,
      )
    expect(of(limits.entryBytes)).toMatchObject({ ok: true })
    expect(of(limits.entryBytes + 1)).toMatchObject({ ok: false, error: { type: 'tooLarge' } })
  })

  it('asks who wrote under an epoch: its own chains, or whoever keeps those; nobody while only access entries are read', () => {
    const second = must(staffed(), alice.deviceId, { type: 'newEpoch', nextEpoch: nextEpoch(staffed()) })
    const used = write(second, dave.deviceId, 'evidence').world
    const body = {
      type: 'newEpoch',
      nextEpoch: nextEpoch(used, {}, { prevEpoch: 1 }),
      prev: used.state.access.head.accessHash,
    } as AccessBody
    const entry = makeEntry(used, alice.deviceId, 'access', { body: writeAccessBody(body) })
    const context = { signatureValid: true, seq: used.log.length + 1, relayTime: used.now, chainAt: chainAt(used) }
    const verdict = (over: object) => judge(used.state, entry, { ...context, ...over }).verdict
    expect(verdict({})).toMatchObject({ counts: false, type: 'epochInUse' })
    expect(verdict({ sealedBy: () => [] })).toMatchObject({ counts: true })
    expect(verdict({ accessOnly: true })).toMatchObject({ counts: true })
    expect(verdict({ accessOnly: true, sealedBy: () => [dave.deviceId] })).toMatchObject({
      counts: false,
      type: 'epochInUse',
    })
  })

  it('can be run over access entries alone by somebody who waits for admission', () => {
    const world = write(write(staffed(), carol.deviceId, 'register').world, alice.deviceId, 'settings').world
    const more = must(world, alice.deviceId, invite('frank', 'editor'))
    let state = emptyLogState()
    for (const { seq, relayTime, bytes } of more.log) {
      const entry = unwrap(readEntry(bytes))
      if (entry.header.class !== 'access') continue
      const judged = judge(state, entry, {
        signatureValid: true,
        seq,
        relayTime,
        chainAt: () => undefined,
        accessOnly: true,
      })
      expect(judged.verdict.counts).toBe(true)
      state = judged.state
    }
    expect(state.access).toEqual(more.state.access)
  })
})

describe('signatures to verify', () => {
  it("are the device's, and in a join the invitation's too", () => {
    const invited = must(founded(), alice.deviceId, invite('frank', 'editor'))
    const joining = access(invited, frank.deviceId, join('frank', frank))
    const entry = unwrap(readEntry(joining.world.log.at(-1)!.bytes))
    expect(unwrap(signaturesOf(invited.state, entry))).toHaveLength(2)
    expect(unwrap(signaturesOf(invited.state, makeEntry(invited, alice.deviceId, 'register')))).toHaveLength(1)
    expect(signaturesOf(founded().state, entry)).toMatchObject({ ok: false, error: { type: 'unknownInvite' } })
  })

  it("are by the key that is known for the device: its own, the kit's, or the one a founding or joining entry brings along", () => {
    const invited = must(founded(), alice.deviceId, invite('frank', 'editor'))
    const by = (deviceId: string, draft?: object) =>
      makeEntry(
        invited,
        deviceId,
        draft ? 'access' : 'register',
        draft && { body: writeAccessBody({ prev: zeroHash, ...draft } as AccessBody) },
      )
    const own = by(alice.deviceId)
    expect(unwrap(signaturesOf(invited.state, own))).toEqual([
      { publicKey: fromBase64Url(alice.signKey), message: signedBytes(own), signature: own.signature },
    ])
    const kits = by(kit.deviceId)
    expect(unwrap(signaturesOf(invited.state, kits))).toEqual([
      { publicKey: fromBase64Url(kit.signKey), message: signedBytes(kits), signature: kits.signature },
    ])
    const joining = by(frank.deviceId, join('frank', frank))
    expect(unwrap(signaturesOf(invited.state, joining))).toEqual([
      { publicKey: fromBase64Url(frank.signKey), message: signedBytes(joining), signature: joining.signature },
      {
        publicKey: fromBase64Url(invited.state.access.invites[hexId('invite frank')]!.publicKey),
        message: joinBytes(invited.state.access.workspaceId, hexId('invite frank'), frank),
        signature: fromBase64Url(signature64),
      },
    ])
    const founding = makeEntry(emptyWorld, alice.deviceId, 'access', { body: writeAccessBody(genesisDraft) })
    expect(unwrap(signaturesOf(emptyLogState(), founding))).toEqual([
      { publicKey: fromBase64Url(alice.signKey), message: signedBytes(founding), signature: founding.signature },
    ])
  })

  it("are nobody's where the device is not known: of no other class, no other body and under no other name", () => {
    const invited = must(founded(), alice.deviceId, invite('frank', 'editor'))
    const joinBody = { body: writeAccessBody({ prev: zeroHash, ...join('frank', frank) } as AccessBody) }
    const bobs = { body: writeAccessBody({ prev: zeroHash, ...join('frank', bob) } as AccessBody) }
    const error = (type: string) => ({ ok: false, error: { type } })
    expect(signaturesOf(invited.state, makeEntry(invited, frank.deviceId, 'register'))).toMatchObject(
      error('unknownDevice'),
    )
    expect(signaturesOf(invited.state, makeEntry(invited, frank.deviceId, 'erase', joinBody))).toMatchObject(
      error('unknownDevice'),
    )
    expect(signaturesOf(invited.state, makeEntry(invited, frank.deviceId, 'access', bobs))).toMatchObject(
      error('unknownDevice'),
    )
    expect(
      signaturesOf(invited.state, makeEntry(invited, frank.deviceId, 'access', { body: Uint8Array.of(1) })),
    ).toMatchObject(error('malformed'))
    expect(
      signaturesOf(
        invited.state,
        makeEntry(invited, frank.deviceId, 'access', { body: writeAccessBody({ type: 'timeReset', prev: zeroHash }) }),
      ),
    ).toMatchObject(error('unknownDevice'))
    expect(
      signaturesOf(
        emptyLogState(),
        makeEntry(emptyWorld, bob.deviceId, 'access', { body: writeAccessBody(genesisDraft) }),
      ),
    ).toMatchObject(error('unknownDevice'))
  })

  it('never name a key that the entry brings along, except in founding and joining', () => {
    const world = founded()
    for (const draft of [
      invite('frank', 'owner'),
      { type: 'setRole', memberId: hexId('frank'), role: 'owner' } as const,
    ]) {
      expect(refusal(access(world, frank.deviceId, draft))).toBe('unknownDevice')
    }
  })
})

describe('the chain of the log', () => {
  const world = staffed()
  const at = (seq: number) => (seq === 0 ? { ...emptyHead, relayTime: 0 } : world.log[seq - 1]!)

  it('follows entry by entry', () => {
    for (const entry of world.log) expect(followChain(at(entry.seq - 1), entry)).toEqual({ ok: true, value: undefined })
  })

  it('names gaps, falling time and another history', () => {
    const third = world.log[2]!
    expect(followChain(at(1), third)).toMatchObject({ error: { type: 'gap' } })
    expect(followChain(at(2), { ...third, relayTime: third.relayTime - 1 })).toMatchObject({
      error: { type: 'timeFell' },
    })
    expect(followChain(at(2), { ...third, relayTime: third.relayTime + 1 })).toMatchObject({ error: { type: 'fork' } })
    expect(followChain(at(2), { ...third, bytes: world.log[3]!.bytes })).toMatchObject({ error: { type: 'fork' } })
    expect(followChain({ ...at(2), chain: 'e'.repeat(64) }, third)).toMatchObject({ error: { type: 'fork' } })
  })

  it("lets time fall at an owner's word alone: there it runs from the clock again", () => {
    const reset = must(world, alice.deviceId, { type: 'timeReset' }).log.at(-1)!.bytes
    const other = must(world, alice.deviceId, { type: 'rules', n: 2 }).log.at(-1)!.bytes
    const sealed = write(world, alice.deviceId, 'register', {
      body: writeAccessBody({ type: 'timeReset', prev: zeroHash }),
    }).world.log.at(-1)!.bytes
    const broken = write(world, alice.deviceId, 'access', { body: Uint8Array.of(1) }).world.log.at(-1)!.bytes
    expect([reset, other, sealed, broken, Uint8Array.of(1)].map(isTimeReset)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
    const head = headOf(world)
    const times = (bytes: typeof reset) =>
      [-1, 0, 1].map((shift) => sequenceEntry(head, bytes, head.relayTime + shift).relayTime - head.relayTime)
    expect(times(reset)).toEqual([-1, 0, 1])
    expect(times(other)).toEqual([0, 0, 1])
    const placed = (bytes: typeof reset, relayTime: number) => ({
      seq: head.seq + 1,
      relayTime,
      bytes,
      chain: nextChain(head.chain, head.seq + 1, relayTime, hashOf(unwrap(readEntry(bytes)))),
    })
    const fallen = placed(reset, head.relayTime - 1)
    expect(followChain(head, fallen)).toEqual({ ok: true, value: undefined })
    expect(followChain(head, placed(other, head.relayTime - 1))).toMatchObject({
      ok: false,
      error: { type: 'timeFell' },
    })
    expect(followChain(head, placed(other, head.relayTime))).toMatchObject({ ok: true })
    // Whether it counts is known once it was judged.
    expect(checkFall(head, fallen, true)).toMatchObject({ ok: true })
    expect(checkFall(head, fallen, false)).toMatchObject({ ok: false, error: { type: 'timeFell' } })
    for (const relayTime of [head.relayTime, head.relayTime + 1])
      expect(checkFall(head, placed(reset, relayTime), false)).toMatchObject({ ok: true })
  })

  it("never lets the relay's time fall when its clock does", () => {
    const late = write({ ...world, now: world.now - 5_000 }, alice.deviceId, 'register').world
    expect(headOf(late).relayTime).toBe(headOf(world).relayTime)
  })
})

function replay(world: World, valid: readonly boolean[]) {
  return world.log.reduce(
    (state, { seq, relayTime, bytes }, i) =>
      judge(state, unwrap(readEntry(bytes)), { signatureValid: valid[i]!, seq, relayTime, chainAt: chainAt(world) })
        .state,
    emptyLogState(),
  )
}
