/** Who writes where, across devices: told sealed, placed in any copy of the text, ending by itself. */

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { tree } from '../../richText/trees'
import { readPresenceBody, writePresenceBody } from '~/lib/protocol/bodies/presenceBody'
import { utf8 } from '~/lib/shared/bytes'
import { placeOf, positionOf } from '~/lib/sync/editors/caretPlaces'
import { fillFragment } from '~/lib/sync/editors/richFragment'
import {
  createWriters,
  fieldName,
  onceMoreMs,
  silenceMs,
  tellEveryMs,
  type RemoteWriter,
} from '~/lib/sync/editors/writers'

const place = { kind: 'policy', recordId: 'po_1', field: 'body' } as const
const name = fieldName(place)

describe('what a presence frame says', () => {
  it('comes back, and every body has the same length, so that the relay learns nothing from it', () => {
    const bodies = [
      { writing: [] },
      { writing: [{ ...place, anchor: [3, 17], head: [3, 20] } as const] },
      { writing: [place, { ...place, field: 'changeSummary' }] },
    ]
    for (const body of bodies) expect(readPresenceBody(writePresenceBody(body))).toEqual(body)
    expect(new Set(bodies.map((body) => writePresenceBody(body).length)).size).toBe(1)
  })

  it('a body of an older version, of nonsense or of a liar says nothing', () => {
    for (const text of [
      '{}',
      '',
      'null',
      '[]',
      '{"writing":7}',
      '{"writing":[{"kind":1}]}',
      `{"writing":[{"kind":"policy","recordId":"${'x'.repeat(200)}","field":"body"}]}`,
    ])
      expect(readPresenceBody(utf8(text))).toEqual({ writing: [] })
    expect(
      readPresenceBody(utf8(JSON.stringify({ writing: [{ ...place, anchor: [-1, 2], head: ['a', 3] }] }))),
    ).toEqual({ writing: [place] })
    expect(
      readPresenceBody(utf8(JSON.stringify({ writing: Array.from({ length: 99 }, () => place) }))).writing,
    ).toHaveLength(3)
  })

  it('names places by three words of up to 100 letters, and a caret by two counts at both of its ends', () => {
    const read = (writing: unknown) => readPresenceBody(utf8(JSON.stringify({ writing }))).writing
    for (const key of ['kind', 'recordId', 'field']) {
      expect(read([{ ...place, [key]: 'x'.repeat(100) }])).toEqual([{ ...place, [key]: 'x'.repeat(100) }])
      for (const value of ['', 'x'.repeat(101), 7, ['x'], null, undefined])
        expect(read([{ ...place, [key]: value }]), `${key} ${JSON.stringify(value)}`).toEqual([])
    }
    for (const value of [null, 7, 'x', []]) expect(read([value, place])).toEqual([place])
    expect(read([{ ...place, anchor: [0, 0], head: [0, 1] }])).toEqual([{ ...place, anchor: [0, 0], head: [0, 1] }])
    for (const caret of [
      undefined,
      null,
      [],
      [1],
      [1, 2, 3],
      [-1, 0],
      [0, -1],
      [0.5, 0],
      [0, 0.5],
      ['0', 0],
      [0, '0'],
      { 0: 1, 1: 1, length: 2 },
      2 ** 53,
    ]) {
      expect(read([{ ...place, anchor: caret, head: [0, 1] }]), JSON.stringify(caret)).toStrictEqual([place])
      expect(read([{ ...place, anchor: [0, 1], head: caret }]), JSON.stringify(caret)).toStrictEqual([place])
    }
  })

  it('tells the three places written last, in a body of a whole number of 512 bytes', () => {
    const places = ['a', 'b', 'c', 'd'].map((field) => ({ ...place, field }))
    expect(readPresenceBody(writePresenceBody({ writing: places })).writing).toEqual(places.slice(1))
    for (const writing of [
      [],
      places,
      [{ ...place, field: 'x'.repeat(100), recordId: 'y'.repeat(100), kind: 'z'.repeat(100) }],
    ])
      expect(writePresenceBody({ writing }).length % 512).toBe(0)
  })
})

describe('a caret in another copy of the text', () => {
  it('stands at the same letter', () => {
    fc.assert(
      fc.property(
        tree.filter((blocks) => blocks.length > 0),
        fc.nat(),
        fc.nat(),
        (blocks, a, b) => {
          const [here, there] = [new Y.Doc(), new Y.Doc()]
          for (const doc of [here, there]) fillFragment(doc.getXmlFragment('rich'), blocks)
          const texts: Y.XmlText[] = []
          const gather = (node: unknown): void =>
            node instanceof Y.XmlText ? void texts.push(node) : (node as Y.XmlFragment).toArray().forEach(gather)
          gather(here.getXmlFragment('rich'))
          fc.pre(texts.length > 0)
          const text = texts[a % texts.length]!
          const position = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, b % (text.length + 1)))
          const told = placeOf(here, 'rich', position)!
          expect(placeOf(there, 'rich', positionOf(there, 'rich', told))).toEqual(told)
        },
      ),
      { numRuns: 300, seed: 27001 },
    )
  })

  it('in a text that has less, it stands at the end of what there is', () => {
    const doc = new Y.Doc()
    fillFragment(doc.getXmlFragment('rich'), [{ type: 'paragraph', content: [{ type: 'text', text: 'Short.' }] }])
    expect(placeOf(doc, 'rich', positionOf(doc, 'rich', [9, 99]))).toEqual([0, 6])
    expect(placeOf(doc, 'rich', { nonsense: true })).toBeUndefined()
  })
})

describe('writers', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('tells at most twice a second, what holds then', () => {
    const told: number[] = []
    const writers = createWriters({ now: Date.now, tell: () => told.push(Date.now()) })
    const began = Date.now()
    for (let i = 0; i < 100; i++) {
      writers.here(name, { ...place, anchor: [0, i], head: [0, i] })
      vi.advanceTimersByTime(20)
    }
    expect(told.length).toBeGreaterThan(1)
    expect(told.length).toBeLessThanOrEqual(2000 / tellEveryMs + 1)
    expect(told.slice(1).every((at, i) => at - told[i]! >= tellEveryMs)).toBe(true)
    expect(writers.body()).toEqual({ writing: [{ ...place, anchor: [0, 99], head: [0, 99] }] })
    expect(Date.now() - began).toBe(2000)
    writers.stop()
  })

  it('tells a place once more a second after it rests, and after own words are in the log: a frame may be lost, or come before the words', () => {
    const told: number[] = []
    const began = Date.now()
    const writers = createWriters({ now: Date.now, tell: () => told.push(Date.now() - began) })
    writers.here(name, { ...place, anchor: [0, 1], head: [0, 1] })
    vi.advanceTimersByTime(200)
    writers.here(name, { ...place, anchor: [0, 2], head: [0, 2] })
    vi.advanceTimersByTime(5_000)
    expect(told).toEqual([0, tellEveryMs, tellEveryMs + onceMoreMs])
    writers.again()
    vi.advanceTimersByTime(5_000)
    expect(told.slice(3)).toEqual([5_200, 5_200 + onceMoreMs])
    // Who writes nowhere has nothing to tell.
    writers.here(name, undefined)
    vi.advanceTimersByTime(5_000)
    told.length = 0
    writers.again()
    vi.advanceTimersByTime(5_000)
    expect(told).toEqual([])
    writers.stop()
  })

  it('who is silent for half a minute writes nowhere, here and there', () => {
    const writers = createWriters({ now: Date.now, tell: () => undefined })
    writers.here(name, place)
    writers.heard('b', 1, { writing: [place] })
    vi.advanceTimersByTime(silenceMs + 1)
    expect(writers.body()).toEqual({ writing: [] })
    const seen: (readonly RemoteWriter[])[] = []
    writers.watch(name, (now) => seen.push(now))
    expect(seen).toEqual([])
    writers.stop()
  })

  it('a frame that is older than one heard before changes nothing', () => {
    const writers = createWriters({ now: Date.now, tell: () => undefined })
    const seen: number[] = []
    writers.watch(name, (now) => seen.push(now.length))
    writers.heard('b', 20, { writing: [place] })
    writers.heard('b', 30, { writing: [] })
    writers.heard('b', 20, { writing: [place] })
    expect(seen).toEqual([1, 0])
    writers.stop()
  })

  it('a place that did not move is told again after ten seconds and no sooner; one that moved, at once', () => {
    let told = 0
    const writers = createWriters({ now: Date.now, tell: () => void told++ })
    writers.here(name, place)
    vi.advanceTimersByTime(5_000)
    expect(told).toBe(2)
    // The last telling was one and no half second after the first.
    vi.advanceTimersByTime(onceMoreMs + 10_000 - 5_000)
    writers.here(name, place)
    vi.advanceTimersByTime(0)
    expect(told).toBe(2)
    vi.advanceTimersByTime(1)
    writers.here(name, place)
    vi.advanceTimersByTime(0)
    expect(told).toBe(3)
    vi.advanceTimersByTime(tellEveryMs)
    writers.here(name, { ...place, anchor: [0, 1], head: [0, 1] })
    vi.advanceTimersByTime(0)
    expect(told).toBe(4)
    writers.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('who leaves tells so once; who was not there tells nothing', () => {
    let told = 0
    const writers = createWriters({ now: Date.now, tell: () => void told++ })
    writers.here(name, undefined)
    vi.advanceTimersByTime(5_000)
    expect([told, vi.getTimerCount()]).toEqual([0, 0])
    writers.here(name, place)
    vi.advanceTimersByTime(5_000)
    told = 0
    writers.here(name, undefined)
    vi.advanceTimersByTime(tellEveryMs - 1)
    expect(told).toBe(1)
    expect(writers.body()).toEqual({ writing: [] })
    writers.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('half a minute of silence is the last moment of a place, here and there; one moment more is too long', () => {
    const writers = createWriters({ now: Date.now, tell: () => undefined })
    writers.here(name, place)
    writers.heard('b', 1, { writing: [place] })
    vi.advanceTimersByTime(30_000)
    const seen: (readonly RemoteWriter[])[] = []
    writers.watch(name, (now) => seen.push(now))
    expect([writers.body(), seen]).toEqual([{ writing: [place] }, [[{ deviceId: 'b', place }]]])
    vi.advanceTimersByTime(1)
    writers.watch(name, (now) => seen.push(now))
    expect([writers.body(), seen.length]).toEqual([{ writing: [] }, 1])
    writers.stop()
  })

  it('each field hears of its own writers, the one that was left and the one that was entered, until nobody listens', () => {
    const writers = createWriters({ now: Date.now, tell: () => undefined })
    const other = { ...place, field: 'changeSummary' }
    const seen: string[] = []
    const listen = (field: string, as: string) =>
      writers.watch(field, (now) =>
        seen.push(`${as} ${now.map(({ deviceId, place: at }) => `${deviceId}:${at.field}`).join()}`),
      )
    const leaves = [listen(name, 'one'), listen(name, 'two')]
    listen(fieldName(other), 'other')
    writers.heard('b', 1, { writing: [place, place] })
    expect(seen.splice(0)).toEqual(['one b:body,b:body', 'two b:body,b:body'])
    writers.heard('b', 2, { writing: [other] })
    expect(seen.splice(0)).toEqual(['one ', 'two ', 'other b:changeSummary'])
    writers.heard('b', 2, { writing: [place] })
    expect(seen).toEqual([])
    leaves[0]!()
    writers.heard('c', 1, { writing: [place] })
    expect(seen.splice(0)).toEqual(['two c:body'])
    leaves[1]!()
    writers.heard('c', 2, { writing: [] })
    expect(seen).toEqual([])
    listen(name, 'again')
    writers.heard('c', 3, { writing: [place] })
    expect(seen).toEqual(['again c:body'])
    writers.stop()
    writers.heard('c', 4, { writing: [] })
    writers.here(name, place)
    expect(seen).toEqual(['again c:body'])
  })
})
