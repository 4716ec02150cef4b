/** What a hostile member does with statements: no signature of another is voided, replaced or taken over. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  statementBytes,
  writeStatementPlaintext,
  readStatementPlaintext,
} from '~/lib/protocol/bodies/statementPlaintext'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { utf8, utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { readEntry } from '~/lib/protocol/log/entry'
import { openEntry } from '~/lib/crypto/sealEntry'
import { deriveKey } from '~/lib/crypto/epoch'
import {
  createPerson,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'
import { smuggle } from '../support/byHand'

let world: World
let alice: Person
let mallory: Person
const more: Person[] = []

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  mallory = await join(world, alice, 'Mallory', 'viewer')
  await alice.pull()
})
afterEach(async () => {
  for (const person of [alice, mallory, ...more.splice(0)]) await person.close()
})

/** Alice's approval of the scope, in the log. */
async function approvedScope(): Promise<{ readonly id: string; readonly contentHash: string }> {
  await alice.must('record.create', {
    kind: 'scope',
    id: 'sc_main',
    fields: {
      orgName: 'Acme',
      statement: 'Everything we do, at every place we do it, with everybody who does it for us and all of its systems.',
    },
  })
  const row = (await alice.replica.readRecord('scope', 'sc_main'))!
  const { contentHash } = hashedContent(row, 'main', {})
  const signed = await alice.must('statement.sign', {
    type: 'approve',
    subject: { kind: 'scope', id: 'sc_main' },
    profile: 'main',
    expectedHash: contentHash,
  })
  await settle(alice, mallory)
  return signed
}

const bodyBy = (by: Person, over: Readonly<Record<string, JsonValue>> = {}): Record<string, JsonValue> => {
  const { memberId, deviceId } = by.replica.access().devices[by.keys.deviceId]!
  return {
    v: 1,
    workspaceId: world.workspaceId,
    deviceId,
    memberId,
    type: 'attest',
    subject: { kind: 'scope', id: 'sc_main' },
    profile: 'main',
    contentHash: '0'.repeat(64),
    time: '2026-06-01T09:00:00.000Z',
    ...over,
  }
}
const signedBy = async (by: Person, body: Bytes): Promise<Bytes> =>
  writeStatementPlaintext({
    body,
    innerSignature: await by.replica.signer().sign(statementBytes(body)),
    frozen: { in: 'none' },
  })

/** The plaintext of the first statement entry of the log, which every member can open. */
async function plaintextInLog(by: Person): Promise<ReturnType<typeof readStatementPlaintext> & { ok: true }> {
  for (const { bytes } of world.log.entries) {
    const entry = unwrap(readEntry(bytes))
    if (entry.header.class !== 'statement') continue
    const key = await deriveKey(
      by.replica.epochKey(entry.header.epoch)!,
      world.workspaceId,
      'entry',
      entry.header.epoch,
    )
    return readStatementPlaintext(unwrap(await openEntry(key, entry.headerBytes, entry))) as never
  }
  throw new Error('no statement in the log')
}

const verdicts = async (person: Person): Promise<readonly string[]> =>
  (await person.vault.refused.toArray()).map(({ verdict, message }) => `${verdict}: ${message}`)

/** Nothing of it came into a view, on this device and on one that reads the whole log anew. */
async function expectNotCounted(words: string, before: readonly unknown[]): Promise<void> {
  await alice.pull()
  await mallory.pull()
  const again = await createPerson(world, 'Alice again', alice.keys)
  more.push(again)
  await again.pull()
  for (const person of [alice, mallory, again]) {
    expect(await verdicts(person)).toEqual([words])
    expect(await person.vault.statements.toArray()).toEqual(before)
  }
}

const foreign =
  'foreignStatement: The statement names another device, member or workspace than the one that sent it. It does not count.'
const badInner =
  'badInnerSignature: The signature inside the statement is not that of the device that sent it. It does not count.'
const repeated =
  'repeatedStatement: The log holds this statement already, at an earlier position. Sent a second time it does not count.'

describe("somebody else's approval", () => {
  test('sent again by a viewer with a random inner signature: it stays current everywhere, and nothing of the copy counts', async () => {
    const { id } = await approvedScope()
    const before = await alice.vault.statements.toArray()
    expect(before).toMatchObject([{ id, type: 'approve', signatureValid: true }])
    expect(before[0]!.voidReason).toBeUndefined()
    const { value } = await plaintextInLog(mallory)
    await smuggle(world, mallory, 'statement', writeStatementPlaintext({ ...value, innerSignature: random(64) }))
    await expectNotCounted(foreign, before)
  })

  test('sent again verbatim, its signature still holding: no second row, no other author', async () => {
    await approvedScope()
    const before = await alice.vault.statements.toArray()
    await smuggle(world, mallory, 'statement', writeStatementPlaintext((await plaintextInLog(mallory)).value))
    await expectNotCounted(foreign, before)
  })
})

describe("a statement of one's own that does not fit its entry", () => {
  test.each<[string, (boss: Person) => Readonly<Record<string, JsonValue>>]>([
    ['another member', (boss) => ({ memberId: boss.replica.access().devices[boss.keys.deviceId]!.memberId })],
    ['another device', (boss) => ({ deviceId: boss.keys.deviceId })],
    ['another workspace', () => ({ workspaceId: 'ab'.repeat(32) })],
  ])('%s in its body, truly signed: it makes no row', async (_what, over) => {
    await smuggle(world, mallory, 'statement', await signedBy(mallory, canonicalBytes(bodyBy(mallory, over(alice)))))
    await expectNotCounted(foreign, [])
  })

  test('an inner signature that does not hold: it makes no row', async () => {
    await smuggle(
      world,
      mallory,
      'statement',
      writeStatementPlaintext({
        body: canonicalBytes(bodyBy(mallory)),
        innerSignature: random(64),
        frozen: { in: 'none' },
      }),
    )
    await expectNotCounted(badInner, [])
  })

  test('the same statement twice, with another frozen copy: the first entry holds the row', async () => {
    const body = canonicalBytes(bodyBy(mallory))
    await smuggle(world, mallory, 'statement', await signedBy(mallory, body))
    await alice.pull()
    const before = await alice.vault.statements.toArray()
    expect(before).toHaveLength(1)
    const again = {
      body,
      innerSignature: await mallory.replica.signer().sign(statementBytes(body)),
      frozen: { in: 'entry' as const, bytes: utf8('{"fields":{}}') },
    }
    await smuggle(world, mallory, 'statement', writeStatementPlaintext(again))
    await expectNotCounted(repeated, before)
  })

  test('a body that says all that is needed in another spelling than the canonical one', async () => {
    const body = utf8(utf8ToString(canonicalBytes(bodyBy(mallory))).replace('{', '{ '))
    expect(JSON.parse(utf8ToString(body))).toEqual(bodyBy(mallory))
    await smuggle(world, mallory, 'statement', await signedBy(mallory, body))
    await expectNotCounted(
      'statementMalformed: The statement is not written in canonical form. Ask its author to sign again.',
      [],
    )
  })

  test('a file named as its frozen copy that is not the content it signs: it stays visible, void, with the reason', async () => {
    const body = canonicalBytes(bodyBy(mallory))
    const frozen = { in: 'blob' as const, id: 'aa'.repeat(32), sha256: 'bb'.repeat(32), size: 300_000 }
    await smuggle(
      world,
      mallory,
      'statement',
      writeStatementPlaintext({
        body,
        innerSignature: await mallory.replica.signer().sign(statementBytes(body)),
        frozen,
      }),
    )
    await alice.pull()
    expect(await verdicts(alice)).toEqual([])
    expect(await alice.vault.statements.toArray()).toMatchObject([
      { voidReason: 'The copy kept with the statement is not the content it signs.' },
    ])
  })
})

test.each(['toString', 'constructor', 'hasOwnProperty', '__proto__', 'valueOf'])(
  'a statement under the profile %s, which every object inherits and no kind has, stops nobody: it is void, and all go on',
  async (profile) => {
    const editor = await join(world, alice, 'Bob', 'editor')
    more.push(editor)
    for (const [kind, type] of [
      ['scope', 'approve'],
      ['riskAcceptance', 'accept'],
      ['evidence', 'review'],
    ] as const) {
      const body = canonicalBytes(
        bodyBy(editor, {
          type,
          profile,
          subject: { kind, id: 'x' },
          ...(type === 'accept' && { validUntil: '2027-01-01' }),
          ...(type === 'review' && { decision: 'accepted' }),
        }),
      )
      await smuggle(world, editor, 'statement', await signedBy(editor, body))
    }
    await alice.must('record.create', { kind: 'asset', fields: { name: 'Written after it' } })
    await settle(alice, mallory, editor)
    const again = await createPerson(world, 'Alice again', alice.keys)
    more.push(again)
    await again.pull()
    for (const person of [alice, mallory, editor, again]) {
      expect(person.replica.head().seq).toBe(world.log.entries.length)
      expect((await person.rows('asset')).map(({ name }) => name)).toEqual(['Written after it'])
      expect((await person.vault.statements.toArray()).filter(({ voidReason }) => voidReason === undefined)).toEqual([])
    }
  },
)
