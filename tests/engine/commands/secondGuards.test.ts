/**
 * Guards that stand behind another one, each reached alone: self-review, requests that are over, undoing beside lost
 * changes, one command twice.
 */

import 'fake-indexeddb/auto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHost, type HostHandlers } from '~/lib/engine/host/host'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { statementBytes, writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { ok, unwrap } from '~/lib/shared/result'
import { openDeviceDb } from '~/lib/vault/store/deviceDb'
import { smuggle } from '../../hostile/support/byHand'
import {
  closeEverybody,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

let world: World
let alice: Person
let bob: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  await alice.pull()
})
afterEach(closeEverybody)

const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId
const personOf = (person: Person): string => person.replica.access().members[memberOf(person)]!.persons.at(-1)!.personId

/** Evidence as a device writes it whose member nobody has bound yet: its maker is the member. */
async function evidenceBy(person: Person, maker: Readonly<Record<string, string>>): Promise<string> {
  const id = 'ev_made'
  await person.replica.exclusive(async () =>
    unwrap(
      await person.replica.commit({
        commandId: 'made',
        name: 'test',
        input: null,
        at: world.now,
        result: null,
        intents: Object.entries({
          kind: 'evidence',
          title: 'Backup list',
          source: 'link',
          createdAt: '2026-05-31T08:00:00.000Z',
          ...maker,
        }).map(([field, after]) => ({
          type: 'set' as const,
          book: 'evidence' as const,
          key: `${id}/${field}`,
          before: null,
          after,
        })),
      }),
    ),
  )
  await settle(alice, bob)
  return id
}
const hashOf = async (person: Person, id: string): Promise<string> =>
  hashedContent((await person.replica.readRecord('evidence', id)) as Evidence, 'review').contentHash

describe('EV6: nobody reviews what they captured', () => {
  test.each(['capturedBy', 'createdBy'])(
    '%s while nobody had bound the member; bound later, they still do not, neither by the command nor in the log',
    async (field) => {
      const id = await evidenceBy(bob, { [field]: memberOf(bob) })
      expect(personOf(bob)).toBeDefined()
      const expectedHash = await hashOf(bob, id)
      expect(
        await bob.run('statement.sign', {
          type: 'review',
          subject: { kind: 'evidence', id },
          profile: 'review',
          expectedHash,
          decision: 'accepted',
        }),
      ).toMatchObject({
        ok: false,
        error: { type: 'selfReview', message: 'Somebody else must review this: you captured it.' },
      })
      expect(await bob.replica.waiting()).toBe(0)

      const body = canonicalBytes({
        v: 1,
        workspaceId: world.workspaceId,
        deviceId: bob.keys.deviceId,
        memberId: memberOf(bob),
        personId: personOf(bob),
        type: 'review',
        subject: { kind: 'evidence', id },
        profile: 'review',
        contentHash: expectedHash,
        decision: 'accepted',
        time: '2026-06-01T09:00:00.000Z',
      } as JsonValue)
      await smuggle(
        world,
        bob,
        'statement',
        writeStatementPlaintext({
          body,
          innerSignature: await bob.replica.signer().sign(statementBytes(body)),
          frozen: { in: 'none' },
        }),
      )
      await settle(alice, bob)
      for (const person of [alice, bob]) {
        expect(await person.vault.statements.toArray()).toMatchObject([
          { type: 'review', voidReason: 'This can be signed by a member other than the one who made it only.' },
        ])
        expect(await person.rows('evidence')).toMatchObject([{ reviewState: 'unreviewed' }])
      }
    },
  )
})

describe('evidence requests', () => {
  test('ES: nothing is handed in for a request that was withdrawn, and nothing is written', async () => {
    const { id: request } = await alice.must('record.create', {
      kind: 'evidenceRequest',
      fields: { title: 'Backup list of May' },
    })
    const { id: evidence } = await bob.must('record.create', {
      kind: 'evidence',
      fields: { title: 'List', source: 'link' },
    })
    await alice.must('record.edit', {
      edits: [{ kind: 'evidenceRequest', id: request, changes: [{ op: 'set', field: 'withdrawn', value: true }] }],
    })
    await settle(alice, bob)
    const length = world.log.entries.length
    expect(await bob.run('request.submit', { request, evidence: [evidence] })).toMatchObject({
      ok: false,
      error: { type: 'requestWithdrawn', message: 'This request was withdrawn. There is nothing to hand in.' },
    })
    await settle(alice, bob)
    expect(world.log.entries.length).toBe(length)
    expect(await bob.rows('evidenceSubmission')).toEqual([])
  })
})

describe('taking back', () => {
  test('a later change of another that never became the value in use keeps nobody from taking theirs back', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'Before' } })
    await bob.must('record.create', { kind: 'asset', fields: { name: "Bob's" } })
    await settle(alice, bob)
    const clientOf = async ({ vault }: Person): Promise<number> => (await vault.meta.get('clientId'))!.value as number
    // Of two that were written at once, the one of the higher client id is in use, wherever it stands in the log.
    const [winner, loser] = (await clientOf(alice)) > (await clientOf(bob)) ? [alice, bob] : [bob, alice]
    const edit = (person: Person, value: string) =>
      person.must(
        'record.edit',
        { edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value }] }] },
        `edit-${value}`,
      )
    await edit(winner, 'In use')
    await edit(loser, 'Lost')
    await winner.push()
    await settle(winner, loser)
    const told = (await winner.trail())
      .filter(({ kind, field, seq }) => kind === 'risk' && field === 'title' && seq !== undefined)
      .sort((a, b) => a.seq! - b.seq!)
    expect(told.map(({ after, lost }) => [after, lost])).toEqual([
      ['Before', false],
      ['In use', false],
      ['Lost', true],
    ])
    expect(await winner.must('command.undo', { commandId: 'edit-In use' })).toMatchObject({ undone: 1, kept: [] })
    expect(await winner.rows('risk')).toMatchObject([{ title: 'Before' }])
  })
})

describe('one command sent twice', () => {
  test('a command about this device that is still running runs once, and both hear its answer; afterwards it runs anew', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange }
    let runs = 0
    let finish: () => void = () => undefined
    const rename = async () => {
      runs++
      await new Promise<void>((resolve) => (finish = resolve))
      return ok(null)
    }
    const host = createHost({
      deviceDb: openDeviceDb(storage),
      storage,
      random,
      clock: { now: () => 1 },
      browser: { name: 'Test', os: 'Test', version: '1' },
      engineOf: () => Promise.reject(new Error('no engine is needed')),
      deleteDatabase: () => Promise.resolve(),
      databaseNames: () => Promise.resolve([]),
      commands: () => ({ 'workspace.rename': rename }) as unknown as HostHandlers,
    })
    const first = host.run('same', null, 'workspace.rename', null)
    const again = host.run('same', null, 'workspace.rename', null)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(runs).toBe(1)
    finish()
    expect(await Promise.all([first, again])).toEqual([ok(null), ok(null)])
    const later = host.run('same', null, 'workspace.rename', null)
    await new Promise((resolve) => setTimeout(resolve, 10))
    finish()
    expect(await later).toEqual(ok(null))
    expect(runs).toBe(2)
    await host.stop()
  })
})
