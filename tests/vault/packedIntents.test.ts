import Dexie from 'dexie'
import fc from 'fast-check'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { intentsOf, packIntents, unpackIntents } from '~/lib/vault/packedIntents'
import { trailOfFields } from '~/lib/vault/readTrail'
import { openVault, vaultName, type Intent } from '~/lib/vault/tables'

const field = fc.constantFrom('title', 'tags/a', 'tags/b', 'levels/1', '__proto__', 'constructor', '7', '_settled/c/x')
const key = fc.oneof(fc.tuple(fc.constantFrom('r_1', 'r_2'), field).map((parts) => parts.join('/')), fc.constant('alone'))
const value = fc.jsonValue().map((one) => JSON.parse(JSON.stringify(one)) as never)
const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({ type: fc.constant('set' as const), book: fc.constantFrom('risk' as const, 'control' as const), key, before: fc.oneof(fc.constant(null), value), after: value }),
  fc.record({ type: fc.constant('text' as const), book: fc.constant('policy' as const), key, before: fc.string(), delta: fc.array(fc.oneof(fc.record({ insert: fc.string() }), fc.record({ retain: fc.nat() }), fc.record({ delete: fc.nat() }))) }),
)

describe('intents as one text', () => {
  it('property: come out as they went in, in their order', () => {
    fc.assert(fc.property(fc.array(intent, { maxLength: 20 }), (intents) => {
      expect(unpackIntents(packIntents(intents))).toEqual(intents)
    }))
  })

  it('take a record that is born once, not once for each of its fields', () => {
    const born = (n: number): readonly Intent[] => ['kind', 'ref', 'title', 'owner', 'status'].map((name) => ({ type: 'set', book: 'risk', key: `r_${n}/${name}`, before: null, after: `${name} ${n}` }))
    expect(packIntents([...born(1), ...born(2)]).match(/r_/g)).toHaveLength(2)
  })

  it('that waited in a vault of version 3 still go out, and its births are told', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange }
    const intents: readonly Intent[] = [
      { type: 'set', book: 'risk', key: 'r_1/kind', before: null, after: 'risk' },
      { type: 'text', book: 'policy', key: 'po_1/body', before: 'Old', delta: [{ insert: 'New' }, { delete: 3 }] },
    ]
    const old = new Dexie(vaultName('w'), storage)
    old.version(3).stores({ outbox: '++n, commandId, entryUuid', trail: 'id, commandId, *also, recordId, [recordId+field], conflict, seq, time' })
    await old.open()
    await old.table('outbox').add({ commandId: 'c', name: 'record.edit', input: null, class: 'register', at: 1, base: 0, payload: { type: 'update', intents, parts: [] } })
    await old.table('outbox').add({ commandId: 'd', name: 'statement.sign', input: null, class: 'statement', at: 1, base: 0, payload: { type: 'statement', body: new Uint8Array([1]), innerSignature: new Uint8Array() } })
    old.close()
    const birth = { commandId: 'i', kind: 'risk', field: 'kind', before: null, after: 'risk', deviceId: 'd', memberId: 'm', time: 1, seq: 4, relayTime: 2, concurrent: false, lost: false }
    await old.open()
    // Version 3 kept what a record was born with as an object, version 4 as a text.
    await old.table('trail').bulkAdd([{ ...birth, id: 'i/r_1/kind', recordId: 'r_1', born: { kind: 'risk', title: 'A' } }, { ...birth, id: 'i/r_2/kind', recordId: 'r_2', born: '{"kind":"risk","title":"B"}' }])
    old.close()
    const vault = await openVault('w', storage)
    expect((await trailOfFields(vault, [['r_1', 'title'], ['r_2', 'title'], ['r_2', 'kind']])).map(({ id, after, seq, relayTime }) => [id, after, seq, relayTime])).toEqual([['i/r_1/title', 'A', 4, 2], ['i/r_2/kind', 'risk', 4, 2], ['i/r_2/title', 'B', 4, 2]])
    const [changed, signed] = await vault.outbox.toArray()
    expect(intentsOf(changed!)).toEqual(intents)
    expect(signed!.payload).toEqual({ type: 'statement', body: new Uint8Array([1]), innerSignature: new Uint8Array() })
    vault.close()
  })
})
