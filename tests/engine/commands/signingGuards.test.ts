/** What this device's key signs and what it does not: decisions, their revoking, lists of members and packs. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { manifestName } from '~/lib/isms/pack/selection'
import { fingerprintOf } from '~/lib/pack/keys'
import type { MembersDocument } from '~/lib/pack/members'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { sha256Hex } from '~/lib/shared/hash'
import type { Failure, Result } from '~/lib/shared/result'
import { unwrap } from '~/lib/shared/result'
import { verify } from '~/lib/crypto/deviceKeys'
import { membersBytes } from '~/lib/pack/members'
import { fromBase64Url, toBytes } from '~/lib/shared/bytes'
import { writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import type { DraftRow } from '~/lib/vault/store/tables'
import {
  closeEverybody,
  createWorld,
  foundBy,
  foundUnbound,
  join,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  await writeDeviceKeys(alice.vault, alice.keys)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await closeEverybody()
})
const joined = (name: string, role: 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'): Promise<Person> =>
  join(world, alice, name, role)
/** A founder that nobody has bound to a person. */
async function unbound(): Promise<Person> {
  world = createWorld()
  return foundUnbound(world, 'Solo')
}
const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId
const personIdOf = (person: Person): string =>
  person.replica.access().members[memberOf(person)]!.persons.at(-1)!.personId

async function refuses(
  person: Person,
  attempt: () => Promise<Result<unknown>>,
  type: string,
  more: Partial<Failure> = {},
): Promise<void> {
  const state = async () => [
    await person.vault.outbox.count(),
    await person.vault.statements.count(),
    await person.vault.blobs.count(),
  ]
  const before = await state()
  expect(await attempt()).toMatchObject({ ok: false, error: { type, ...more } })
  expect(await state()).toEqual(before)
}
const hashOf = async (person: Person, kind: Kind, id: string, profile = 'main'): Promise<string> =>
  hashedContent((await person.replica.readRecord(kind, id)) as AnyRecord, profile, {}).contentHash
const sign = async (person: Person, type: string, kind: Kind, id: string, more: object = {}, profile = 'main') =>
  person.run('statement.sign', {
    type,
    subject: { kind, id },
    profile,
    expectedHash: await hashOf(person, kind, id, profile),
    ...more,
  } as never)
const made = async (person: Person, kind: Kind, fields: object): Promise<string> =>
  (await person.must('record.create', { kind, fields: fields as never })).id
const leaves = async (person: Person): Promise<void> => {
  await settle(alice, person)
  await alice.must('member.remove', { memberId: memberOf(person) })
  await alice.push()
  await person.pull()
}

describe('a decision', () => {
  test('is asked of what this version knows: kind, profile, word, record; and of a member', async () => {
    const id = await made(alice, 'evidence', { title: 'List', source: 'link' })
    const asks =
      (more: object, person = alice) =>
      () =>
        person.run('statement.sign', {
          type: 'review',
          subject: { kind: 'evidence', id },
          profile: 'review',
          expectedHash: 'ab'.repeat(32),
          decision: 'accepted',
          ...more,
        } as never)
    await refuses(alice, asks({ subject: { kind: 'nonsense', id } }), 'unknownKind')
    await refuses(alice, asks({ type: 'bless' }), 'notAllowed', { message: 'Nothing of this kind is signed that way.' })
    await refuses(alice, asks({ profile: 'nonsense' }), 'notAllowed', {
      message: 'Nothing of this kind is signed that way.',
    })
    await refuses(alice, asks({ subject: { kind: 'evidence', id: 'ev_nowhere' } }), 'notFound')
    await refuses(alice, asks({}), 'contentChanged', {
      detail: { contentHash: await hashOf(alice, 'evidence', id, 'review') },
    })
    const bob = await joined('Bob', 'owner')
    await leaves(bob)
    await refuses(bob, asks({}, bob), 'notAllowed', {
      message:
        'This device is not (or no longer) a member of the workspace, so its signature would not count. Ask an owner.',
    })
    await refuses(bob, () => bob.run('statement.revoke', { id: 'st' }), 'notAllowed', {
      message:
        'This device is not (or no longer) a member of the workspace, so its signature would not count. Ask an owner.',
    })
  })

  test('EV6: who the record names as its capturer does not review it, whoever wrote the record down; nor does a member without a person', async () => {
    const bob = await joined('Bob', 'editor')
    await alice.pull()
    const id = await made(alice, 'evidence', { title: 'List', source: 'link', capturedBy: personIdOf(bob) })
    const own = await made(alice, 'evidence', { title: 'Own', source: 'link' })
    await settle(alice, bob)
    await refuses(bob, () => sign(bob, 'review', 'evidence', id, { decision: 'accepted' }, 'review'), 'selfReview')
    await refuses(alice, () => sign(alice, 'review', 'evidence', own, { decision: 'accepted' }, 'review'), 'selfReview')
    expect(await sign(bob, 'review', 'evidence', own, { decision: 'accepted' }, 'review')).toMatchObject({ ok: true })
    // Another word about it is no review: it is refused for what it is.
    await refuses(alice, () => sign(alice, 'approve', 'evidence', own, {}, 'review'), 'noAuthority')
    // Named as a member, from when nobody had said which person that is, he is the capturer all the same.
    const asMember = await made(alice, 'evidence', { title: 'As member', source: 'link', capturedBy: memberOf(bob) })
    await settle(alice, bob)
    await refuses(
      bob,
      () => sign(bob, 'review', 'evidence', asMember, { decision: 'accepted' }, 'review'),
      'selfReview',
    )
    const solo = await unbound()
    const there = await made(solo, 'evidence', { title: 'List', source: 'link' })
    // As another member's device would have written it.
    vi.spyOn(solo.replica, 'readRecord').mockResolvedValue({
      ...(await solo.replica.readRecord('evidence', there))!,
      createdBy: 'pe_other',
    } as never)
    expect(
      await solo.run('statement.sign', {
        type: 'review',
        subject: { kind: 'evidence', id: there },
        profile: 'review',
        expectedHash: await hashOf(solo, 'evidence', there, 'review'),
        decision: 'accepted',
      }),
    ).toMatchObject({ ok: false, error: { type: 'noPerson' } })
  })

  test('EV6: whose device wrote the record does not review it, whomever it names as its capturer, and whoever else wrote it, too', async () => {
    const bob = await joined('Bob', 'editor')
    const other = await made(alice, 'person', { name: 'Somebody' })
    const id = await made(alice, 'evidence', { title: 'List', source: 'link', capturedBy: other })
    await settle(alice, bob)
    const review = (person: Person) => () => sign(person, 'review', 'evidence', id, { decision: 'accepted' }, 'review')
    await refuses(alice, review(alice), 'selfReview')
    // As another version might: a second device gives birth to the same record.
    await bob.replica.exclusive(async () =>
      unwrap(
        await bob.replica.commit({
          commandId: 'anew',
          name: 'test',
          input: null,
          at: world.now,
          result: null,
          intents: [{ type: 'set', book: 'evidence', key: `${id}/kind`, before: 'evidence', after: 'evidence' }],
        }),
      ),
    )
    await settle(alice, bob)
    await refuses(alice, review(alice), 'selfReview')
    await refuses(bob, review(bob), 'selfReview')
  })

  test('what has to be answered is asked of an approval alone; a reason longer than a statement takes is refused', async () => {
    const bob = await joined('Bob', 'lead')
    const id = await made(alice, 'policy', { title: 'Clear desk', level: 'topic' })
    await settle(alice, bob)
    await refuses(bob, () => sign(bob, 'approve', 'policy', id), 'factsMissing')
    expect(await sign(bob, 'attest', 'policy', id)).toMatchObject({ ok: true })
    await refuses(bob, () => sign(bob, 'reject', 'policy', id, { reason: 'x'.repeat(4001) }), 'statementMalformed')
    expect(await sign(bob, 'reject', 'policy', id, { reason: 'x'.repeat(4000) })).toMatchObject({ ok: true })
  })

  test('without a reason it has none, and one of spaces is none; it rests on the latest one that the signer has seen', async () => {
    const bob = await joined('Bob', 'lead')
    const id = await made(alice, 'policy', { title: 'Clear desk', level: 'topic', body: 'Lock paper away.' })
    await settle(alice, bob)
    const first = unwrap(await sign(alice, 'approve', 'policy', id, { reason: ' \n ' }))
    await settle(alice, bob)
    const second = unwrap(await sign(alice, 'confirm', 'policy', id, { reason: ' Still so. ' }))
    const body = async (statement: string) =>
      JSON.parse(new TextDecoder().decode((await alice.vault.statements.get(statement))!.body)) as {
        reason?: string
        basedOn?: string
        personId: string
      }
    expect(await body(first.id)).toMatchObject({ personId: personIdOf(alice) })
    expect([(await body(first.id)).reason, (await body(first.id)).basedOn]).toEqual([undefined, undefined])
    expect(await body(second.id)).toMatchObject({ reason: 'Still so.', basedOn: first.id })
  })

  test('about evidence it rests on no seal and no custody step', async () => {
    const bob = await joined('Bob', 'editor')
    await alice.vault.drafts.put({
      id: 'up',
      mode: 'upload',
      state: 'captured',
      startedAt: 1,
      updatedAt: 1,
      step: 1,
      steps: 1,
      facts: {},
      links: {},
    } as DraftRow)
    await alice.vault.draftFiles.put({
      draftId: 'up',
      name: 'list.txt',
      order: 0,
      mime: 'text/plain',
      part: 'original',
      bytes: new Blob(['a list']),
    })
    const { id } = await alice.must('evidence.upload', { draftId: 'up', title: 'List', controls: [], reqs: [] })
    await settle(alice, bob)
    const [custody] = await bob.vault.statements.toArray()
    await bob.vault.statements.put({ ...custody!, id: 'seal', type: 'captureSeal', seq: custody!.seq! + 1 })
    const signed = unwrap(await sign(bob, 'review', 'evidence', id, { decision: 'accepted' }, 'review'))
    expect(JSON.parse(new TextDecoder().decode((await bob.vault.statements.get(signed.id))!.body))).not.toHaveProperty(
      'basedOn',
    )
  })

  test('over a content too long for an entry is signed with a file beside it, and attested from that file; without the file there is nothing to attest', async () => {
    const bob = await joined('Bob', 'editor')
    const body = 'Keep it safe. '.repeat(Math.ceil(limits.frozenBytes / 2 / 14))
    const id = await made(alice, 'policy', {
      title: 'Long',
      level: 'topic',
      body: body.slice(0, 190_000),
      summary: undefined,
    })
    await alice.must('record.edit', {
      edits: [{ kind: 'policy', id, changes: [{ op: 'text', field: 'body', base: '', value: 'é'.repeat(150_000) }] }],
    })
    await settle(alice, bob)
    const approved = await hashOf(alice, 'policy', id)
    vi.spyOn(alice.replica, 'epochKey').mockReturnValue(undefined)
    await refuses(alice, () => sign(alice, 'approve', 'policy', id), 'noKey')
    vi.restoreAllMocks()
    const done = await sign(alice, 'approve', 'policy', id)
    expect(done).toMatchObject({ ok: true })
    const row = (await alice.vault.statements.get(unwrap(done).id))!
    expect(row.frozen).toBeUndefined()
    expect(row.frozenBlob).toMatchObject({ sha256: approved })
    expect(await alice.vault.blobs.get(approved)).toMatchObject({ state: 'present', upload: 'waiting' })
    await settle(alice, bob)
    const now = await alice.replica.readText('policy', id, 'body')
    await alice.must('record.edit', {
      edits: [{ kind: 'policy', id, changes: [{ op: 'text', field: 'body', base: now, value: 'Short.' }] }],
    })
    await settle(alice, bob)
    const attest = (person: Person) =>
      person.run('statement.sign', {
        type: 'attest',
        subject: { kind: 'policy', id },
        profile: 'main',
        expectedHash: approved,
      })
    await refuses(bob, () => attest(bob), 'contentChanged')
    expect(await attest(alice)).toMatchObject({ ok: true, value: { contentHash: approved } })
    // A file that is not what was approved vouches for nothing.
    await alice.vault.blobs.update(approved, { bytes: new Blob(['{"fields":{}}']) })
    await refuses(alice, () => attest(alice), 'contentChanged')
  })

  test('PO4: what nobody approved is attested only as it stands: not what was rejected, revoked, or only waits', async () => {
    const id = await made(alice, 'policy', { title: 'Clear desk', level: 'topic', body: 'One.' })
    const versions: string[] = [await hashOf(alice, 'policy', id)]
    const move = async (base: string, value: string): Promise<void> => {
      await alice.must('record.edit', {
        edits: [{ kind: 'policy', id, changes: [{ op: 'text', field: 'body', base, value }] }],
      })
      versions.push(await hashOf(alice, 'policy', id))
    }
    const attest = (expectedHash: string) => () =>
      alice.run('statement.sign', { type: 'attest', subject: { kind: 'policy', id }, profile: 'main', expectedHash })
    unwrap(await sign(alice, 'reject', 'policy', id, { reason: 'No.' }))
    await alice.push()
    await move('One.', 'Two.')
    await refuses(alice, attest(versions[0]!), 'contentChanged')
    unwrap(await sign(alice, 'approve', 'policy', id))
    await move('Two.', 'Three.')
    // It waits: nobody has counted it yet.
    await refuses(alice, attest(versions[1]!), 'contentChanged')
    await alice.push()
    expect(await attest(versions[1]!)()).toMatchObject({ ok: true })
    // Approved anew is what stands now, never a version that was approved before.
    await refuses(
      alice,
      () =>
        alice.run('statement.sign', {
          type: 'approve',
          subject: { kind: 'policy', id },
          profile: 'main',
          expectedHash: versions[1]!,
        }),
      'contentChanged',
    )
    // What stands now can be attested, too.
    expect(await attest(versions[2]!)()).toMatchObject({ ok: true })
  })

  test('that the disk does not take is not signed, and one that the disk keeps is not taken back; both are told', async () => {
    const id = await made(alice, 'policy', { title: 'Clear desk', level: 'topic', body: 'One.' })
    const full = (): void => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    alice.vault.commands.hook('creating', full)
    await refuses(alice, () => sign(alice, 'approve', 'policy', id), 'diskFull')
    alice.vault.commands.hook('creating').unsubscribe(full)
    const { id: statement } = unwrap(await sign(alice, 'approve', 'policy', id))
    alice.vault.commands.hook('creating', full)
    await refuses(alice, () => alice.run('statement.revoke', { id: statement }), 'diskFull')
    alice.vault.commands.hook('creating').unsubscribe(full)
    expect(await alice.must('statement.revoke', { id: statement })).toBeNull()
  })

  test('is taken back by its signer or an owner, with a reason or without, and of a kind that this version knows', async () => {
    await refuses(alice, () => alice.run('statement.revoke', { id: 'nowhere' }), 'notFound')
    const id = await made(alice, 'policy', { title: 'Clear desk', level: 'topic', body: 'One.' })
    const { id: statement } = unwrap(await sign(alice, 'approve', 'policy', id))
    await alice.push()
    const { seq: _, ...row } = (await alice.vault.statements.get(statement))!
    await alice.vault.statements.put({ ...row, id: 'strange', subjectKind: 'nonsense' })
    await refuses(alice, () => alice.run('statement.revoke', { id: 'strange' }), 'unknownKind')
    const { id: other } = unwrap(await sign(alice, 'confirm', 'policy', id))
    await alice.push()
    await alice.must('statement.revoke', { id: other, reason: ' A slip. ' })
    expect((await alice.vault.statements.toArray()).find(({ type }) => type === 'revoke')!.reason).toBe('A slip.')
    await alice.push()
    await alice.vault.statements.where('type').equals('revoke').delete()
    expect(await alice.must('statement.revoke', { id: statement, reason: '  ' })).toBeNull()
    const revoked = (await alice.vault.statements.toArray()).find(({ type }) => type === 'revoke')!
    expect(JSON.parse(new TextDecoder().decode(revoked.body))).toMatchObject({
      type: 'revoke',
      basedOn: statement,
      subject: { kind: 'policy', id },
    })
    expect(revoked.reason).toBeUndefined()
  })
})

describe('a pack', () => {
  const document = async (person: Person): Promise<MembersDocument> =>
    (await person.must('pack.members', null)).document as unknown as MembersDocument

  test('is signed by members who may write evidence; a fingerprint is told to every member, and to nobody who left', async () => {
    const vera = await joined('Vera', 'viewer')
    expect(await vera.must('pack.fingerprint', null)).toEqual({
      fingerprint: fingerprintOf(vera.keys.signKey),
      role: 'viewer',
    })
    await refuses(vera, () => vera.run('pack.members', null), 'notAllowed')
    await refuses(vera, () => vera.run('pack.sign', { manifest: 'x' }), 'notAllowed')
    const bob = await joined('Bob', 'lead')
    await leaves(bob)
    for (const name of ['pack.fingerprint', 'pack.members'] as const)
      await refuses(bob, () => bob.run(name, null), 'notAdmitted')
    await refuses(bob, () => bob.run('pack.sign', { manifest: 'x' }), 'notAdmitted')
    await refuses(
      bob,
      () => bob.run('pack.record', { draftId: 'x', title: 'x', evidence: [], subjects: [], manifestHash: 'x' }),
      'notAdmitted',
    )
  })

  test('the list of members is signed once for one state, and again when somebody came', async () => {
    const first = await alice.must('pack.members', null)
    expect(
      await verify(alice.keys.signKey, membersBytes(first.document as never), toBytes(fromBase64Url(first.signature))),
    ).toBe(true)
    expect(await alice.must('pack.members', null)).toEqual(first)
    await joined('Bob', 'lead')
    const second = await alice.must('pack.members', null)
    expect(second.signature).not.toBe(first.signature)
    expect(
      await verify(
        alice.keys.signKey,
        membersBytes(second.document as never),
        toBytes(fromBase64Url(second.signature)),
      ),
    ).toBe(true)
  })

  test('no manifest is signed before its list of members, and none with a list of another state', async () => {
    const manifestOf = (hash: string) => `${hash}  data/access/members.json\n`
    await refuses(alice, () => alice.run('pack.sign', { manifest: manifestOf('ab'.repeat(32)) }), 'manifestDiffers')
    const hash = sha256Hex(membersBytes(await document(alice)))
    await refuses(
      alice,
      () => alice.run('pack.sign', { manifest: `${manifestOf(hash)}${'ab'.repeat(32)}  bagit.txt\n` }),
      'manifestDiffers',
    )
    expect(await alice.run('pack.sign', { manifest: manifestOf(hash) })).toMatchObject({ ok: true })
    await joined('Bob', 'lead')
    await document(alice)
    await refuses(alice, () => alice.run('pack.sign', { manifest: manifestOf(hash) }), 'manifestDiffers')
  })

  test('who held which key, from when to when, under which name: in the order they came', async () => {
    const founded = new Date(world.now).toISOString()
    world.now += 60_000
    const bob = await joined('Bob', 'editor')
    await settle(alice, bob)
    const [, came] = [founded, new Date(world.now).toISOString()]
    world.now += 60_000
    await alice.must('device.name', { deviceId: bob.keys.deviceId, name: 'Bob’s desk' })
    await alice.must('member.remove', { memberId: memberOf(bob), compromisedSince: world.now - 30_000 })
    await alice.push()
    const left = new Date(world.now).toISOString()
    const list = await document(alice)
    expect(list).toMatchObject({
      organisation: '',
      workspaceId: world.workspaceId,
      signedBy: { deviceId: alice.keys.deviceId, fingerprint: fingerprintOf(alice.keys.signKey), role: 'owner' },
    })
    const [a, b] = [personIdOf(alice), alice.replica.access().members[memberOf(bob)]!.persons.at(-1)!.personId]
    expect(list.members).toEqual([
      {
        memberId: memberOf(alice),
        role: 'owner',
        from: founded,
        name: 'Alice',
        person: { id: a, ref: 'PE-1', title: 'Tester' },
      },
      {
        memberId: memberOf(bob),
        role: 'editor',
        from: came,
        until: left,
        name: 'Bob',
        person: { id: b, ref: 'PE-2', title: 'Tester' },
      },
    ])
    expect(
      list.devices.map(({ deviceId, name, from, until, compromisedSince, fingerprint }) => ({
        deviceId,
        name,
        from,
        until,
        compromisedSince,
        fingerprint,
      })),
    ).toEqual([
      {
        deviceId: alice.keys.deviceId,
        name: 'A',
        from: founded,
        until: undefined,
        compromisedSince: undefined,
        fingerprint: fingerprintOf(alice.keys.signKey),
      },
      {
        deviceId: bob.keys.deviceId,
        name: 'Bob’s desk',
        from: came,
        until: left,
        compromisedSince: new Date(world.now - 30_000).toISOString(),
        fingerprint: fingerprintOf(bob.keys.signKey),
      },
    ])
    // A day after they left says nothing about what they signed; the moment they left does.
    const since = async (compromisedSince: number) => {
      await alice.vault.devices.update(bob.keys.deviceId, { compromisedSince })
      return (await document(alice)).devices[1]!.compromisedSince
    }
    expect([await since(world.now), await since(world.now + 1)]).toEqual([left, undefined])
    await alice.must('record.create', { kind: 'scope', fields: { orgName: 'Quillmere' } })
    expect((await document(alice)).organisation).toBe('Quillmere')
  })

  test('of those who came at one moment the order is that of their ids; a device without a name is called by its code', async () => {
    const bob = await joined('Bob', 'lead')
    const carol = await joined('Carol', 'lead')
    const list = await document(alice)
    expect(list.devices.map(({ deviceId }) => deviceId)).toEqual(
      [alice, bob, carol].map(({ keys }) => keys.deviceId).sort(),
    )
    expect(list.members.map(({ memberId }) => memberId)).toEqual([alice, bob, carol].map(memberOf).sort())
    expect(list.devices.map(({ name }) => name).sort()).toEqual(['A', 'B', 'C'])
  })

  test('a member without a person is called as the settings name them, else by the beginning of the id', async () => {
    const solo = await unbound()
    expect((await document(solo)).members).toMatchObject([{ name: memberOf(solo).slice(0, 8) }])
    expect((await document(solo)).members[0]!.person).toBeUndefined()
    await solo.must('record.edit', {
      edits: [
        {
          kind: 'settings',
          id: 'settings_main',
          changes: [
            { op: 'put', field: 'memberNames', element: memberOf(solo), value: 'Sol' },
            { op: 'put', field: 'deviceNames', element: solo.keys.deviceId, value: 'Desk' },
          ],
        },
      ],
    })
    expect(await document(solo)).toMatchObject({ members: [{ name: 'Sol' }], devices: [{ name: 'Desk' }] })
  })

  test('is filed once, under its manifest, with a step for each evidence that went out; anything else is filed by nobody', async () => {
    const put = async (id: string, more: Partial<DraftRow> = {}, name = manifestName): Promise<string> => {
      await alice.vault.drafts.put({
        id,
        mode: 'pack',
        state: 'captured',
        startedAt: 1,
        updatedAt: 1,
        step: 1,
        steps: 1,
        facts: {},
        links: {},
        ...more,
      } as DraftRow)
      await alice.vault.draftFiles.put({
        draftId: id,
        name,
        order: 0,
        mime: 'text/plain',
        part: 'original',
        bytes: new Blob(['a manifest']),
      })
      return id
    }
    const evidence = await made(alice, 'evidence', { title: 'List', source: 'link' })
    const manifestHash = sha256Hex('a manifest')
    const file =
      (draftId: string, more: object = {}) =>
      () =>
        alice.run('pack.record', {
          draftId,
          title: ' Pack \n of May ',
          evidence: [evidence],
          subjects: [evidence, evidence],
          manifestHash,
          ...more,
        })
    await refuses(alice, file(await put('other', { mode: 'upload' })), 'notAPack')
    await refuses(alice, file(await put('import', { mode: 'import', state: 'done' })), 'notAPack')
    await refuses(alice, file(await put('nameless', {}, 'readme.txt')), 'notAPack')
    await refuses(alice, file('gone'), 'noDraft')
    const draft = await put('pack')
    await refuses(alice, file(draft, { manifestHash: 'ab'.repeat(32) }), 'manifestDiffers')
    await refuses(alice, file(draft, { evidence: [evidence, 'ev_nowhere'] }), 'unknownEvidence')
    await refuses(alice, file(draft, { subjects: ['c_nowhere'] }), 'referenceMissing')
    vi.spyOn(alice.replica, 'epochKey').mockReturnValue(undefined)
    await refuses(alice, file(draft), 'noKey')
    vi.restoreAllMocks()
    const filed = await file(draft)()
    expect(filed).toMatchObject({ ok: true, value: { ref: 'EV-2' } })
    expect(await file(draft)()).toEqual(filed)
    const { id } = unwrap(filed) as { id: string }
    expect((await alice.rows('evidence')).find((row) => row.id === id)).toMatchObject({
      title: 'Pack of May',
      source: 'generated',
      completeness: 'complete',
      subjects: [evidence],
    })
    const steps = (await alice.vault.statements.toArray()).map(
      ({ subjectId, body }) =>
        [subjectId, JSON.parse(new TextDecoder().decode(body)) as { note?: string; event: string }] as const,
    )
    expect(Object.fromEntries(steps.map(([subject, { note, event }]) => [subject, [event, note]]))).toEqual({
      [id]: ['exported', undefined],
      [evidence]: ['exported', `EV-2, manifest ${manifestHash}`],
    })
    // A pack is no evidence of a pack.
    await refuses(alice, file(await put('second'), { evidence: [id] }), 'unknownEvidence')
    expect(await file('second', { evidence: [evidence, evidence], title: 'x'.repeat(600) })()).toMatchObject({
      ok: false,
      error: { type: 'unknownEvidence' },
    })
    await refuses(alice, file('second', { evidence: [evidence, id] }), 'unknownEvidence')
    // Erasing its files is no step of what is in it.
    await alice.push()
    const before = await alice.vault.statements.count()
    expect(await alice.run('evidence.erase', { id, reason: 'Sent to the wrong people' })).toMatchObject({ ok: true })
    expect(await alice.vault.statements.count()).toBe(before)
    // Of nothing but records, a pack holds no evidence.
    await alice.vault.draftFiles.update(['second', manifestName], { bytes: new Blob(['another manifest']) })
    expect(
      await file('second', { evidence: [], subjects: [], manifestHash: sha256Hex('another manifest') })(),
    ).toMatchObject({ ok: true })
  })
})
