/**
 * From intents to the updates that go into the outbox: what a book has by then, what is said twice, and texts that
 * records are born with.
 */

import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { soaEntryId } from '~/lib/records/derivedIds'
import type { JsonValue } from '~/lib/shared/json'
import { birthText, isBirthId } from '~/lib/vault/books/birthTexts'
import { createBook, newBookDoc, recordsOf, textOf, valueOf, type Book } from '~/lib/vault/books/book'
import type { Core } from '~/lib/vault/replica/replicaCore'
import { makeUpdate } from '~/lib/vault/books/makeUpdates'
import type { Intent, TextStep } from '~/lib/vault/store/tables'

const clientId = 7
const bookOf = (kind: Intent['book'], work: (doc: Y.Doc) => void = () => undefined): Book => {
  const doc = newBookDoc()
  doc.clientID = 5
  work(doc)
  return createBook(kind, doc, clientId, 0)
}
const coreOf = (...books: readonly Book[]): Core =>
  ({ clientId, books: { peek: (kind: string) => books.find((book) => book.kind === kind) } }) as never
const set = (key: string, after: JsonValue, before: JsonValue = null, book: Intent['book'] = 'risk'): Intent => ({
  type: 'set',
  book,
  key,
  before,
  after,
})
const text = (key: string, before: string, delta: readonly TextStep[], book: Intent['book'] = 'risk'): Intent => ({
  type: 'text',
  book,
  key,
  before,
  delta,
})
/** What another device makes of the update. */
const read = (update: Uint8Array, seen?: Book): Y.Doc => {
  const doc = newBookDoc()
  if (seen) Y.applyUpdate(doc, Y.encodeStateAsUpdate(seen.live))
  Y.applyUpdate(doc, update)
  return doc
}

describe('a change of records', () => {
  test('is one update for each book it changes, under this device’s id, and waits there', () => {
    const [risk, asset, control] = [bookOf('risk'), bookOf('asset'), bookOf('control')]
    const made = makeUpdate(
      coreOf(risk, asset, control),
      [
        set('ri_1/title', 'R'),
        set('as_1/name', 'A', null, 'asset'),
        set('ri_1/status', 'open'),
        text('co_1/notes', '', [], 'control'),
      ],
      4,
    )!
    expect(made.class).toBe('register')
    expect(made.parts.map(({ book }) => book)).toEqual(['risk', 'asset'])
    expect(made.intents).toEqual([
      set('ri_1/title', 'R'),
      set('ri_1/status', 'open'),
      set('as_1/name', 'A', null, 'asset'),
    ])
    expect([risk, asset, control].map(({ pending }) => [...pending])).toEqual([[4], [4], []])
    const there = read(made.parts[0]!.update)
    expect([valueOf(there, 'ri_1/title'), valueOf(there, 'ri_1/status')]).toEqual(['R', 'open'])
    expect([...there.store.clients.keys()]).toEqual([clientId])
  })

  test('that changes nothing is none, and nothing waits', () => {
    const risk = bookOf('risk')
    expect(makeUpdate(coreOf(risk), [text('ri_1/cause', '', [])], 4)).toBeUndefined()
    // Not even a text that says nothing is there afterwards.
    expect(risk.live.share.has('ri_1/cause')).toBe(false)
    expect(makeUpdate(coreOf(risk), [], 4)).toBeUndefined()
    expect([...risk.pending]).toEqual([])
  })

  test('speaks of what the book has now: the value that is there, the text carried over to the one that is there', () => {
    const risk = bookOf('risk', (doc) => {
      recordsOf(doc).set('ri_1/title', 'Now')
      doc.getText('ri_1/cause').insert(0, 'Heavy rain falls')
    })
    const made = makeUpdate(
      coreOf(risk),
      [
        set('ri_1/title', 'Mine', 'Then'),
        set('ri_1/status', 'open', 'Then'),
        text('ri_1/cause', 'rain falls', [{ retain: 10 }, { insert: '!' }]),
      ],
      1,
    )!
    expect(made.intents).toEqual([
      set('ri_1/title', 'Mine', 'Now'),
      set('ri_1/status', 'open', null),
      text('ri_1/cause', 'Heavy rain falls', [{ retain: 16 }, { insert: '!' }]),
    ])
    expect(textOf(risk.live, 'ri_1/cause')).toBe('Heavy rain falls!')
  })

  test('says one value for a key, the last; of two changes of a text what both come to', () => {
    const risk = bookOf('risk')
    const made = (...intents: readonly Intent[]) => makeUpdate(coreOf(risk), intents, 1)!
    expect(made(set('ri_1/title', 'one'), set('ri_1/title', 'two')).intents).toEqual([set('ri_1/title', 'two')])
    expect(valueOf(risk.live, 'ri_1/title')).toBe('two')
    // The second speaks of the text that the first made.
    expect(
      made(text('ri_1/cause', '', [{ insert: 'ac' }]), text('ri_1/cause', 'ac', [{ retain: 1 }, { insert: 'b' }]))
        .intents,
    ).toEqual([text('ri_1/cause', '', [{ insert: 'abc' }])])
    expect(textOf(risk.live, 'ri_1/cause')).toBe('abc')
    // The second speaks of the text that was there before.
    expect(
      made(text('ri_1/cause', 'abc', [{ insert: 'X' }]), text('ri_1/cause', 'abc', [{ retain: 3 }, { insert: 'Y' }]))
        .intents,
    ).toEqual([text('ri_1/cause', 'abc', [{ insert: 'X' }, { retain: 3 }, { insert: 'Y' }])])
    expect(textOf(risk.live, 'ri_1/cause')).toBe('XabcY')
    // Of two texts each has its own.
    expect(
      made(text('ri_1/cause', 'XabcY', [{ delete: 1 }]), text('ri_1/notes', '', [{ insert: 'n' }])).intents,
    ).toHaveLength(2)
    expect([textOf(risk.live, 'ri_1/cause'), textOf(risk.live, 'ri_1/notes')]).toEqual(['abcY', 'n'])
  })
})

describe('the long texts of a record that any device may make', () => {
  const id = soaEntryId('iso27001-2022:A.5.1')
  const name = `${id}/justification`
  const kind = set(`${id}/kind`, 'soaEntry', null, 'soaEntry')
  const words = (insert: string, key = name) => text(key, '', [{ insert }], 'soaEntry')
  const births = (doc: Y.Doc): readonly number[] => [...doc.store.clients.keys()].filter(isBirthId)
  const born = (insert: string, key = name): number => birthText('soaEntry', key, insert).clientId
  const make = (book: Book, ...intents: readonly Intent[]) => makeUpdate(coreOf(book), intents, 1)

  test('are written as those that it is born with, once, and as nothing else', () => {
    const book = bookOf('soaEntry')
    const made = make(book, kind, words('Asked for.'))!
    expect(made.intents).toEqual([kind, words('Asked for.')])
    expect(textOf(book.live, name)).toBe('Asked for.')
    const there = read(made.parts[0]!.update)
    expect(textOf(there, name)).toBe('Asked for.')
    expect(births(there)).toEqual([born('Asked for.')])
    expect(book.live.clientID).toBe(clientId)
  })

  test('are this device’s own where the record is not born in the change, is one that nobody else makes, or its text is not new', () => {
    const [later, own, changed, member] = [
      bookOf('soaEntry'),
      bookOf('risk'),
      bookOf('soaEntry', (doc) => void doc.getText(name).insert(0, 'Was')),
      bookOf('soaEntry'),
    ]
    make(later, words('Asked for.'))
    const risk = 'ri_0123456789abcdefghijkl'
    make(own, set(`${risk}/kind`, 'risk'), text(`${risk}/cause`, '', [{ insert: 'Rain' }]))
    make(changed, kind, text(name, 'Was', [{ retain: 3 }, { insert: '!' }], 'soaEntry'))
    // A member of a map that is called so bears nobody.
    make(member, set(`${id}/tags/kind`, true, null, 'soaEntry'), words('Asked for.'))
    // Speaks of words that are not there, as of a text that was: only what is inserted stays.
    const gone = bookOf('soaEntry')
    make(gone, kind, text(name, 'Was', [{ retain: 3 }, { insert: '!' }], 'soaEntry'))
    expect([births(gone.live), textOf(gone.live, name)]).toEqual([[], '!'])
    expect([later, own, changed, member].map(({ live }) => births(live))).toEqual([[], [], [], []])
    expect([
      textOf(later.live, name),
      textOf(own.live, `${risk}/cause`),
      textOf(changed.live, name),
      textOf(member.live, name),
    ]).toEqual(['Asked for.', 'Rain', 'Was!', 'Asked for.'])
  })

  test('that another device’s birth of the record brought already are not written again, whatever became of them', () => {
    const first = bookOf('soaEntry')
    make(first, kind, words('Asked for.'))
    first.live.getText(name).insert(10, ' Really.')
    const second = createBook('soaEntry', read(Y.encodeStateAsUpdate(first.live)), clientId, 0)
    const made = make(second, kind, words('Asked for.'))!
    expect(made.intents).toEqual([{ ...kind, before: 'soaEntry' }, text(name, 'Asked for. Really.', [], 'soaEntry')])
    expect(textOf(second.live, name)).toBe('Asked for. Really.')
  })

  test('another text than the one that is there stands beside it, as this device’s own', () => {
    const book = bookOf('soaEntry')
    make(book, kind, words('Theirs.'))
    make(book, kind, words('Ours.'))
    expect(births(book.live)).toEqual([born('Theirs.')])
    expect(textOf(book.live, name).split('.').filter(Boolean).sort()).toEqual(['Ours', 'Theirs'])
  })

  test('an empty one is none; one of which all was deleted is touched', () => {
    const book = bookOf('soaEntry')
    make(book, kind, words(''))
    expect(births(book.live)).toEqual([])
    const emptied = bookOf('soaEntry', (doc) => {
      doc.getText(name).insert(0, 'gone')
      doc.getText(name).delete(0, 4)
    })
    make(emptied, kind, words('New.'))
    expect(births(emptied.live)).toEqual([])
    expect(textOf(emptied.live, name)).toBe('New.')
  })

  test('several are written as Yjs reads them, the highest id first', () => {
    const book = bookOf('soaEntry')
    const names = ['justification', 'implementation', 'notes'].map((field) => `${id}/${field}`)
    const made = make(book, kind, ...names.map((key) => words('Same.', key)))!
    expect(births(book.live).toSorted((a, b) => b - a)).toEqual(births(book.live))
    expect(new Set(births(book.live))).toEqual(new Set(names.map((key) => born('Same.', key))))
    expect(names.map((key) => textOf(read(made.parts[0]!.update), key))).toEqual(['Same.', 'Same.', 'Same.'])
  })
})
