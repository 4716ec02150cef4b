/**
 * Whose a client id is and how far it counts, asked of single updates; and the ids of texts that records are born with.
 */

import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { base62Id } from '~/lib/shared/ids'
import { unwrap } from '~/lib/shared/result'
import {
  birthText,
  birthTextsIn,
  hasDerivedId,
  isBirthId,
  isBornSo,
  isUntouched,
  writeBirthText,
} from '~/lib/vault/books/birthTexts'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { createClients, type Clients } from '~/lib/vault/books/clients'
import { decodeUpdate } from '~/lib/vault/books/decodedUpdate'
import type { ClientRow } from '~/lib/vault/store/tables'
import { random } from '../support/person'

/** The updates that each piece of work makes, one after the other in one document. */
function updatesOf(clientId: number, ...works: readonly ((doc: Y.Doc) => void)[]): readonly Uint8Array[] {
  const doc = newBookDoc()
  doc.clientID = clientId
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => made.push(update))
  for (const work of works) doc.transact(() => work(doc))
  return made
}
const part = (update: Uint8Array, book = 'requirement') => ({ book, decoded: unwrap(decodeUpdate(update)) })
const set = (value: string) => (doc: Y.Doc) => void recordsOf(doc).set('rq_x/title', value)
const typeOf = (taken: ReturnType<Clients['take']>) => (taken.ok ? 'ok' : taken.error.type)
const loaded = async (...rows: readonly ClientRow[]): Promise<Clients> => {
  const clients = createClients((book) => Promise.resolve(rows.filter((row) => row.book === book)))
  for (const book of ['requirement', 'risk']) await clients.load(book)
  return clients
}
const [one, two, three] = updatesOf(77, set('1'), set('2'), set('3')) as [Uint8Array, Uint8Array, Uint8Array]

describe('a client id', () => {
  test('belongs to who brought it first, in that book, and goes on without a gap', async () => {
    const clients = await loaded()
    expect(typeOf(clients.take('bob', [part(one)]))).toBe('ok')
    expect(typeOf(clients.take('eve', [part(two)]))).toBe('foreignClient')
    expect(typeOf(clients.take('bob', [part(three)]))).toBe('clockGap')
    expect(typeOf(clients.take('bob', [part(one)]))).toBe('clockGap')
    expect(typeOf(clients.take('bob', [part(two)]))).toBe('ok')
    expect(typeOf(clients.take('eve', [part(one, 'risk')]))).toBe('ok')
    expect([clients.deviceOf('requirement', 77), clients.deviceOf('risk', 77), clients.deviceOf('asset', 77)]).toEqual([
      'bob',
      'eve',
      undefined,
    ])
    expect(clients.changed()).toEqual([
      { book: 'requirement', clientId: 77, deviceId: 'bob', clock: 2 },
      { book: 'risk', clientId: 77, deviceId: 'eve', clock: 1 },
    ])
    expect(clients.changed()).toEqual([])
  })

  test('of an entry is taken with all of its updates, each on those before it, or with none', async () => {
    const clients = await loaded()
    expect(typeOf(clients.take('bob', [part(one), part(two), part(one, 'risk'), part(three)]))).toBe('ok')
    expect(clients.changed().map(({ book, clock }) => [book, clock])).toEqual([
      ['requirement', 3],
      ['risk', 1],
    ])
    const other = await loaded()
    expect(typeOf(other.take('bob', [part(one), part(three)]))).toBe('clockGap')
    expect(typeOf(other.take('bob', [part(one), part(two, 'risk')]))).toBe('clockGap')
    expect([other.changed(), other.knows(77), other.deviceOf('requirement', 77)]).toEqual([[], false, undefined])
    expect(typeOf(other.take('eve', [part(one)]))).toBe('ok')
  })

  test('is as the vault has it, which is read once; what was not stored is forgotten', async () => {
    const rows: ClientRow[] = [
      { book: 'requirement', clientId: 77, deviceId: 'bob', clock: 1 },
      { book: 'requirement', clientId: 5, deviceId: 'eve', clock: 9 },
    ]
    const clients = await loaded(...rows)
    expect(typeOf(clients.take('bob', [part(two)]))).toBe('ok')
    expect(clients.deviceOf('requirement', 5)).toBe('eve')
    await clients.load('requirement')
    expect(typeOf(clients.take('bob', [part(three)]))).toBe('ok')
    clients.reset()
    expect([clients.changed(), clients.knows(77)]).toEqual([[], false])
    await clients.load('requirement')
    expect(typeOf(clients.take('bob', [part(three)]))).toBe('clockGap')
    expect(typeOf(clients.take('bob', [part(two)]))).toBe('ok')
  })

  test('hangs in what counted alone', async () => {
    const clients = await loaded()
    const doc = newBookDoc()
    Y.applyUpdate(doc, one)
    doc.clientID = 78
    let on = new Uint8Array()
    doc.on('update', (update: Uint8Array) => void (on = update as never))
    set('on it')(doc)
    expect(typeOf(clients.take('eve', [part(on)]))).toBe('pendingStructs')
    expect(clients.changed()).toEqual([])
    expect(typeOf(clients.take('bob', [part(one)]))).toBe('ok')
    expect(typeOf(clients.take('eve', [part(on)]))).toBe('ok')
  })
})

describe('the id of a text that a record is born with', () => {
  const name = 'rq_x/guidance'
  const { clientId, hash } = birthText('requirement', name, 'Guide')
  const [birth] = updatesOf(9, (doc) => writeBirthText(doc, name, 'Guide', clientId)) as [Uint8Array]

  test('is everybody’s who brings that text, and stays with who came first', async () => {
    const clients = await loaded()
    expect(typeOf(clients.take('bob', [part(birth)]))).toBe('ok')
    expect(clients.changed()).toEqual([{ book: 'requirement', clientId, deviceId: 'bob', clock: 5, birth: hash }])
    expect(typeOf(clients.take('eve', [part(birth)]))).toBe('ok')
    expect([clients.changed(), clients.deviceOf('requirement', clientId)]).toEqual([[], 'bob'])
    // Also where the vault tells of it.
    const row: ClientRow = { book: 'requirement', clientId, deviceId: 'bob', clock: 5, birth: hash }
    const read = await loaded(row)
    expect(typeOf(read.take('eve', [part(birth)]))).toBe('ok')
    expect(read.changed()).toEqual([])
    expect(typeOf((await loaded({ ...row, birth: 'of another text' })).take('eve', [part(birth)]))).toBe(
      'foreignClient',
    )
  })

  test('is no one’s for another text, in another book, or for what is written into it later', async () => {
    const clients = await loaded()
    expect(typeOf(clients.take('bob', [part(birth, 'risk')]))).toBe('foreignClient')
    expect(
      typeOf(clients.take('bob', [part(updatesOf(9, (doc) => writeBirthText(doc, name, 'Other', clientId))[0]!)])),
    ).toBe('foreignClient')
    expect(typeOf(clients.take('bob', [part(birth)]))).toBe('ok')
    const [, later] = updatesOf(
      clientId,
      (doc) => doc.getText(name).insert(0, 'Guide'),
      (doc) => doc.getText(name).insert(5, '!'),
    ) as [Uint8Array, Uint8Array]
    expect(typeOf(clients.take('bob', [part(later)]))).toBe('foreignClient')
    expect(clients.deviceOf('requirement', clientId)).toBe('bob')
  })

  test('lies above all that a device draws, from the 52nd bit on', () => {
    expect([isBirthId(2 ** 52), isBirthId(2 ** 52 - 1), isBirthId(2 ** 32)]).toEqual([true, false, false])
  })

  test('is given to one whole item of letters at the top of a text, and to nothing that only looks like it', () => {
    const item = (more: object = {}) => ({
      id: Y.createID(clientId, 0),
      length: 5,
      origin: null,
      rightOrigin: null,
      parent: name,
      parentSub: null,
      content: new Y.ContentString('Guide'),
      ...more,
    })
    const found = (one: object, to = 5) => [
      ...birthTextsIn('requirement', {
        items: [one] as never,
        ranges: [{ client: (one as { readonly id: Y.ID }).id.client, to }],
      }),
    ]
    expect(found(item())).toEqual([[clientId, { clientId, hash }]])
    expect(found(item(), 6)).toEqual([])
    expect(found(item({ id: Y.createID(clientId, 1) }), 6)).toEqual([])
    expect(found(item({ id: Y.createID(clientId + 1, 0) }))).toEqual([])
    expect(found(item({ id: Y.createID(7, 0) }))).toEqual([])
    const beside = Y.createID(7, 0)
    for (const odd of [
      { origin: beside },
      { rightOrigin: beside },
      { parentSub: 'key' },
      { parent: null },
      { content: new Y.ContentAny(['Guide']) },
    ])
      expect(found(item(odd))).toEqual([])
    const inMap = birthText('requirement', 'records', 'Guide').clientId
    expect(found(item({ id: Y.createID(inMap, 0), parent: 'records' }))).toEqual([])
  })

  test('stands for a text that was written so, whatever became of it; not for one that stands elsewhere or says else', () => {
    const doc = newBookDoc()
    doc.clientID = 9
    expect([isUntouched(doc, name), isBornSo(doc, name, 'Guide', clientId), doc.share.has(name)]).toEqual([
      true,
      false,
      false,
    ])
    doc.getText(name)
    expect([isUntouched(doc, name), isBornSo(doc, name, 'Guide', clientId)]).toEqual([true, false])
    writeBirthText(doc, name, 'Guide', clientId)
    expect(doc.clientID).toBe(9)
    expect([
      isUntouched(doc, name),
      isBornSo(doc, name, 'Guide', clientId),
      isBornSo(doc, name, 'Guid', clientId),
    ]).toEqual([false, true, false])
    doc.getText(name).insert(2, '-')
    doc.getText(name).delete(0, 2)
    doc.getText(name).delete(0, doc.getText(name).length)
    expect([doc.getText(name).toJSON(), isUntouched(doc, name), isBornSo(doc, name, 'Guide', clientId)]).toEqual([
      '',
      false,
      true,
    ])
    expect([isBornSo(doc, 'rq_y/guidance', 'Guide', clientId), doc.share.has('rq_y/guidance')]).toEqual([false, false])
    doc.getText('rq_y/guidance')
    expect(isBornSo(doc, 'rq_y/guidance', 'Guide', clientId)).toBe(false)
    // Half of it here, half in another text.
    const halves = newBookDoc()
    writeBirthText(halves, name, 'Gui', clientId)
    writeBirthText(halves, 'rq_y/guidance', 'de', clientId)
    expect(isBornSo(halves, name, 'Guide', clientId)).toBe(false)
  })

  test('is needed where another device may make the record, too', () => {
    const drawn = base62Id(random)
    expect([
      hasDerivedId('requirement', `rq_${drawn}`),
      hasDerivedId('settings', 'settings_main'),
      hasDerivedId('nonconformity', 'nc_of_finding'),
      hasDerivedId('nonconformity', `nc_${drawn}`),
      hasDerivedId('risk', `ri_${drawn}`),
    ]).toEqual([true, true, true, false, false])
  })
})
