/**
 * The line between a page and its room, frame by frame: sockets over ports, what a room writes, tells and saves, and
 * where a caret stands.
 */

import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { fromBase64Url, toBase64Url } from '~/lib/shared/bytes'
import type { Port } from '~/lib/shared/port'
import { fail, ok, type Result } from '~/lib/shared/result'
import { placeOf, positionOf } from '~/lib/sync/editors/caretPlaces'
import { editorContent, mergedText } from '~/lib/sync/editors/editorContent'
import { createEditorRoom, type EditorRoomOptions } from '~/lib/sync/editors/editorRoom'
import {
  portSocketClass,
  readEditorFrame,
  roomGone,
  type EditorFrame,
  type PortSocketOptions,
} from '~/lib/sync/editors/portSocket'
import { fillFragment } from '~/lib/sync/editors/richFragment'

const turn = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** A port whose other end is the test. */
function aPort() {
  const posted: EditorFrame[] = []
  const on = {
    message: undefined as ((message: unknown) => void) | undefined,
    close: undefined as (() => void) | undefined,
  }
  const state = { closes: 0, dead: false }
  const port: Port = {
    post(message) {
      if (state.dead) throw new Error('port is closed')
      posted.push(message as unknown as EditorFrame)
    },
    onMessage: (listener) => void (on.message = listener),
    onClose: (listener) => void (on.close = listener),
    close: () => void state.closes++,
  }
  return { port, posted, state, says: (message: unknown) => on.message!(message), breaks: () => on.close!() }
}

describe('a frame between page and room', () => {
  it.each<[EditorFrame, Readonly<Record<string, unknown>>]>([
    [{ t: 'room', session: 's' }, { session: 1 }],
    [{ t: 'data', data: 'd' }, { data: 1 }],
    [{ t: 'saved', frames: 1 }, { frames: '1' }],
    [{ t: 'recover', base: 'b', value: 'v' }, { base: 1 }],
    [{ t: 'recover', base: 'b', value: 'v' }, { value: 1 }],
    [{ t: 'close', code: 1, reason: 'r' }, { code: '1' }],
    [{ t: 'close', code: 1, reason: 'r' }, { reason: 1 }],
  ])('%j is read, and with %j it is none', (frame, wrong) => {
    expect(readEditorFrame({ ...frame, more: 1 })).toEqual(frame)
    expect(readEditorFrame({ ...frame, ...wrong })).toBeUndefined()
    // All that the other kinds hold, under a name that is none.
    expect(
      readEditorFrame({ session: 's', data: 'd', frames: 1, base: 'b', value: 'v', code: 1, reason: 'r', t: 'other' }),
    ).toBeUndefined()
    expect(readEditorFrame(null)).toBeUndefined()
    expect(readEditorFrame('room')).toBeUndefined()
  })
})

describe('a socket over a port', () => {
  function open(options: Partial<PortSocketOptions> = {}) {
    const line = aPort()
    const seen = {
      opened: 0,
      data: [] as number[][],
      closed: [] as (readonly [number, string, boolean])[],
      sent: [] as number[],
      saved: [] as number[],
      rooms: [] as string[],
    }
    const PortSocket = portSocketClass({
      connect: () => line.port,
      onSent: (n) => seen.sent.push(n),
      onSaved: (n) => seen.saved.push(n),
      onRoom: (session) => (seen.rooms.push(session), true),
      ...options,
    })
    const socket = new PortSocket('port://engine')
    socket.onopen = () => void seen.opened++
    socket.onmessage = ({ data }: MessageEvent) => void seen.data.push([...new Uint8Array(data as ArrayBuffer)])
    socket.onclose = ({ code, reason, wasClean }) => void seen.closed.push([code, reason, wasClean])
    return { ...line, seen, socket }
  }

  it('is open once the room has said which life it is, and not twice', () => {
    const { socket, seen, says } = open()
    expect([socket.readyState, socket.binaryType]).toEqual([0, 'arraybuffer'])
    socket.send(Uint8Array.of(1))
    says('nonsense')
    says({ t: 'room', session: 'life 1' })
    says({ t: 'room', session: 'life 2' })
    expect([seen.opened, seen.rooms, socket.readyState, seen.sent]).toEqual([1, ['life 1'], 1, []])
  })

  it('carries bytes both ways and counts what it sent', () => {
    const { socket, seen, says, posted } = open()
    says({ t: 'room', session: 's' })
    socket.send(Uint8Array.of(1, 2))
    socket.send(Uint8Array.of(3).buffer)
    says({ t: 'data', data: toBase64Url(Uint8Array.of(9, 8)) })
    says({ t: 'saved', frames: 2 })
    expect(posted).toEqual([
      { t: 'data', data: toBase64Url(Uint8Array.of(1, 2)) },
      { t: 'data', data: toBase64Url(Uint8Array.of(3)) },
    ])
    expect([seen.sent, seen.data, seen.saved]).toEqual([[1, 2], [[9, 8]], [2]])
  })

  it('ends once, whoever ends it, and hears nothing after that', async () => {
    for (const [end, closed] of [
      [(line: ReturnType<typeof open>) => line.socket.close(), [1000, '', true]],
      [(line: ReturnType<typeof open>) => line.breaks(), [1006, 'the line to the engine broke', false]],
      [
        (line: ReturnType<typeof open>) => line.says({ t: 'close', code: 4403, reason: 'no right' }),
        [4403, 'no right', false],
      ],
      [
        (line: ReturnType<typeof open>) => ((line.state.dead = true), line.socket.send(Uint8Array.of(1))),
        [1006, 'the line to the engine broke', false],
      ],
    ] as const) {
      const line = open()
      line.says({ t: 'room', session: 's' })
      end(line)
      expect(line.seen.closed).toEqual([])
      await turn()
      line.socket.close()
      line.says({ t: 'data', data: '' })
      line.says({ t: 'saved', frames: 1 })
      line.socket.send(Uint8Array.of(1))
      await turn()
      expect([line.seen.closed, line.seen.data, line.seen.saved, line.state.closes, line.socket.readyState]).toEqual([
        [closed],
        [],
        [],
        1,
        3,
      ])
      expect(line.posted).toEqual([])
    }
  })

  it('to a room of another life ends for good, and without anybody who asks it is open', async () => {
    const gone = open({ onRoom: () => false })
    gone.says({ t: 'room', session: 'another' })
    await turn()
    expect([gone.seen.opened, gone.seen.closed]).toEqual([0, [[roomGone, 'the room started anew', false]]])
    const quiet = open({ onRoom: undefined, onSent: undefined, onSaved: undefined })
    quiet.says({ t: 'room', session: 's' })
    quiet.socket.send(Uint8Array.of(1))
    quiet.says({ t: 'saved', frames: 1 })
    expect([quiet.seen.opened, quiet.posted.length]).toEqual([1, 1])
  })
})

const frameOf = (write: (encoder: encoding.Encoder) => void): { t: 'data'; data: string } => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return { t: 'data', data: toBase64Url(encoding.toUint8Array(encoder)) }
}
const update = (doc: Y.Doc, change: () => void) => {
  const before = Y.encodeStateVector(doc)
  change()
  return frameOf((encoder) => {
    encoding.writeVarUint(encoder, 0)
    syncProtocol.writeUpdate(encoder, Y.encodeStateAsUpdate(doc, before))
  })
}
const stateOf = (awareness: Awareness, clients = [awareness.clientID]) =>
  frameOf((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients))
  })
const kindOf = (frame: EditorFrame): number =>
  frame.t === 'data' ? decoding.readVarUint(decoding.createDecoder(fromBase64Url(frame.data))) : -1

function room(initial: string, options: Partial<EditorRoomOptions> = {}) {
  const field = {
    value: initial,
    writes: [] as (readonly [string, string])[],
    answer: undefined as (() => Promise<Result<unknown>>) | undefined,
  }
  const told: unknown[] = []
  let empties = 0
  const made = createEditorRoom(
    {
      read: () => field.value,
      write: (base, value) => {
        field.writes.push([base, value])
        if (field.answer) return field.answer()
        field.value = mergedText(base, value, field.value)
        return Promise.resolve(ok())
      },
    },
    { session: 'life', onEmpty: () => void empties++, onWriting: (place) => told.push(place), ...options },
  )
  /** A page with its own copy of the document, which hears all. */
  const page = () => {
    const line = aPort()
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    const receive = made.join(line.port)
    const answer = (frame: EditorFrame): void => {
      if (frame.t !== 'data') return
      const decoder = decoding.createDecoder(fromBase64Url(frame.data))
      const kind = decoding.readVarUint(decoder)
      if (kind === 0) syncProtocol.readSyncMessage(decoder, encoding.createEncoder(), doc, 'room')
      if (kind === 1) applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), 'room')
    }
    let read = 0
    const hear = (): void => {
      for (; read < line.posted.length; read++) answer(line.posted[read]!)
    }
    const forget = (): void => void (read = line.posted.length = 0)
    const sync = (): void => {
      receive(
        frameOf((encoder) => {
          encoding.writeVarUint(encoder, 0)
          syncProtocol.writeSyncStep1(encoder, doc)
        }),
      )
      hear()
    }
    return {
      ...line,
      doc,
      awareness,
      receive,
      sync,
      hear,
      forget,
      text: () => doc.getText('text').toJSON(),
      type: (at: number, words: string) => receive(update(doc, () => doc.getText('text').insert(at, words))),
    }
  }
  return { made, field, told, page, empties: () => empties }
}

describe('a room', () => {
  const rooms: ReturnType<typeof room>[] = []
  const open = (...given: Parameters<typeof room>) => {
    const made = room(...given)
    rooms.push(made)
    return made
  }
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => {
    for (const { made } of rooms.splice(0)) made.close()
    vi.useRealTimers()
  })

  it('says first which life it is, then asks what the page has; a page that asks gets the text', () => {
    const { page, made } = open('Scope')
    const one = page()
    expect(one.posted[0]).toEqual({ t: 'room', session: 'life' })
    expect(one.posted.map(kindOf)).toEqual([-1, 0])
    one.sync()
    expect([one.text(), made.pages]).toEqual(['Scope', 1])
    expect(one.posted.map(kindOf)).toEqual([-1, 0, 0, -1])
  })

  it('writes what is typed and says to its page alone how much of it is durable; the others see it', async () => {
    const { page, field } = open('a')
    const [one, two] = [page(), page()]
    one.sync()
    two.sync()
    await turn()
    for (const each of [one, two]) each.forget()
    one.type(1, 'b')
    await turn()
    expect([field.writes, field.value]).toEqual([[['a', 'ab']], 'ab'])
    expect(one.posted).toEqual([{ t: 'saved', frames: 2 }])
    expect(two.posted.map(kindOf)).toEqual([0])
    two.forget()
    // A frame that changes nothing is durable, too, and writes nothing.
    one.sync()
    await turn()
    expect([field.writes.length, one.posted.at(-1)]).toEqual([1, { t: 'saved', frames: 3 }])
  })

  it('makes of all that is typed during a write one more write, and tells each page its own', async () => {
    const { page, field } = open('')
    const [one, two] = [page(), page()]
    one.sync()
    two.sync()
    await turn()
    const waits: (() => void)[] = []
    field.answer = () =>
      new Promise((resolve) =>
        waits.push(() => {
          field.value = field.writes.at(-1)![1]
          resolve(ok())
        }),
      )
    one.type(0, 'a')
    await turn()
    one.type(1, 'b')
    one.type(2, 'c')
    two.sync()
    for (const each of [one, two]) each.forget()
    waits.shift()!()
    await turn()
    expect(one.posted).toEqual([{ t: 'saved', frames: 2 }])
    waits.shift()!()
    await turn()
    expect([field.writes, one.posted.at(-1), two.posted.at(-1)]).toEqual([
      [
        ['', 'a'],
        ['a', 'abc'],
      ],
      { t: 'saved', frames: 4 },
      { t: 'saved', frames: 2 },
    ])
  })

  it('loses nothing that comes in the moment in which a write ends', async () => {
    const { page, field } = open('')
    const one = page()
    one.sync()
    one.type(0, 'a')
    await turn()
    expect(field.value).toBe('a')
  })

  it('that may not write tells every page why, and has none of them any more', async () => {
    const { page, field, made, empties } = open('a')
    const [one, two] = [page(), page()]
    one.sync()
    field.answer = () => Promise.resolve(fail('roleMayNotWrite', 'Ask a lead.'))
    one.type(1, 'b')
    await turn()
    for (const { posted, state } of [one, two])
      expect([posted.filter(({ t }) => t === 'close'), state.closes]).toEqual([
        [{ t: 'close', code: 4403, reason: 'Ask a lead.' }],
        0,
      ])
    expect([made.pages, empties(), field.value, field.writes.length]).toEqual([0, 1, 'a', 1])
  })

  it('puts what changed elsewhere into what is being typed, and nothing where nothing changed', async () => {
    const { page, field, made } = open('one three')
    const one = page()
    one.sync()
    await turn()
    one.forget()
    made.refresh()
    expect(one.posted).toEqual([])
    field.value = 'one two three'
    made.refresh()
    one.hear()
    expect([one.text(), field.writes]).toEqual(['one two three', []])
    // During a write it waits for its end, and both are there.
    let answer = (): void => undefined
    field.answer = () =>
      new Promise(
        (resolve) =>
          (answer = () => {
            field.value = 'zero one two three four'
            resolve(ok())
          }),
      )
    one.type(13, ' four')
    field.value = 'zero one two three'
    made.refresh()
    field.answer = undefined
    answer()
    await turn()
    one.hear()
    expect([one.text(), field.value]).toEqual(['zero one two three four', 'zero one two three four'])
  })

  it('takes what a page had beyond what was saved in a room before, on the text of now', async () => {
    const { page, field } = open('kept. Elsewhere.')
    const one = page()
    one.receive({ t: 'recover', base: 'kept.', value: 'kept. Typed away.' })
    await turn()
    expect(field.value).toContain('Typed away.')
    expect(field.value).toContain('Elsewhere.')
    one.sync()
    expect(one.text()).toBe(field.value)
  })

  it('shows a page what the others say of themselves, on its own and when it asks; it goes with the page', () => {
    const { page, made, empties } = open('a')
    const [one, two] = [page(), page()]
    one.awareness.setLocalState({ name: 'Alice' })
    one.receive(stateOf(one.awareness))
    two.hear()
    expect(two.awareness.getStates().get(one.awareness.clientID)).toEqual({ name: 'Alice' })
    const three = page()
    three.receive(frameOf((encoder) => encoding.writeVarUint(encoder, 3)))
    three.hear()
    expect(three.awareness.getStates().get(one.awareness.clientID)).toEqual({ name: 'Alice' })
    one.breaks()
    one.breaks()
    two.hear()
    expect([two.awareness.getStates().has(one.awareness.clientID), made.pages, empties()]).toEqual([false, 2, 0])
    two.breaks()
    three.breaks()
    expect(empties()).toBe(1)
  })

  it('answers nothing to what it does not know', async () => {
    const { page } = open('a')
    const one = page()
    const before = one.posted.length
    one.receive({ t: 'room', session: 'x' })
    one.receive('nonsense')
    await turn()
    expect(one.posted).toHaveLength(before)
    one.receive(frameOf((encoder) => encoding.writeVarUint(encoder, 9)))
    await turn()
    expect(one.posted.slice(before)).toEqual([{ t: 'saved', frames: 1 }])
  })

  it('keeps quiet pages alive, and lets go of one whose port is dead; closed, it does neither', () => {
    const { page, made } = open('a')
    const [one, two] = [page(), page()]
    const before = one.posted.length
    two.state.dead = true
    vi.advanceTimersByTime(15_000)
    expect([one.posted.slice(before).map(kindOf), two.state.closes]).toEqual([[1], 1])
    const sent = one.posted.length
    made.close()
    expect([one.state.closes, made.pages]).toEqual([1, 0])
    vi.advanceTimersByTime(60_000)
    // Whoever left is gone, and nobody is told.
    expect(one.posted.length - sent).toBeLessThanOrEqual(1)
    for (const each of [one, two]) each.awareness.destroy()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells where the page that moved last writes: its caret, or that it writes somewhere', () => {
    const { page, told } = open('abcdef')
    const [one, two] = [page(), page()]
    for (const each of [one, two]) each.sync()
    const caret = (each: typeof one, from: number, to = from) => {
      const at = (index: number) =>
        Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(each.doc.getText('text'), index)) as unknown
      each.awareness.setLocalState({ name: 'x', cursor: { anchor: at(from), head: at(to) } })
      each.receive(stateOf(each.awareness))
    }
    caret(one, 1, 3)
    caret(two, 4)
    expect(told.splice(0)).toEqual([
      { anchor: [0, 1], head: [0, 3] },
      { anchor: [0, 4], head: [0, 4] },
    ])
    // Typing by anybody moves the caret of who moved last.
    one.type(0, 'xx')
    expect(told.splice(0)).toEqual([{ anchor: [0, 6], head: [0, 6] }])
    two.awareness.setLocalState({ name: 'x', cursor: null })
    two.receive(stateOf(two.awareness))
    expect(told.splice(0)).toEqual([{}])
    two.awareness.setLocalState({ name: 'x', cursor: { anchor: { nonsense: true }, head: { nonsense: true } } })
    two.receive(stateOf(two.awareness))
    expect(told.splice(0)).toEqual([{}])
    two.breaks()
    one.type(0, 'y')
    expect(told).toEqual([{ anchor: [0, 4], head: [0, 6] }])
    // Who says goodbye writes nowhere new.
    told.length = 0
    one.awareness.setLocalState(null)
    one.receive(stateOf(one.awareness))
    expect(told).toEqual([])
  })

  it('where nobody asks is silent of it; a change from elsewhere is nobody’s caret', () => {
    const quiet = open('a', { onWriting: undefined })
    const one = quiet.page()
    one.sync()
    one.type(1, 'b')
    const { page, field, made, told } = open('a')
    const two = page()
    two.sync()
    field.value = 'ab'
    made.refresh()
    expect(told).toEqual([])
  })

  it('shows guests of other devices with their carets; who is not listed any more leaves', () => {
    const { page, made } = open('abc')
    const one = page()
    one.sync()
    const user = { id: 'm', name: 'Bob' }
    const guests = () =>
      [...one.awareness.getStates()]
        .filter(([client]) => client !== one.awareness.clientID)
        .map(([client, state]) => [client, state] as const)
    made.showGuests([
      { deviceId: 'aa'.repeat(16), user, anchor: [0, 1], head: [0, 2] },
      { deviceId: 'bb'.repeat(16), user, anchor: [0, 1] },
    ])
    one.hear()
    const [first, second] = guests()
    expect(first![0]).toBeGreaterThan(2 ** 32)
    const cursor = (first![1] as { cursor: { anchor: unknown; head: unknown } }).cursor
    expect([placeOf(one.doc, 'text', cursor.anchor), placeOf(one.doc, 'text', cursor.head), first![1]]).toMatchObject([
      [0, 1],
      [0, 2],
      { name: 'Bob', user },
    ])
    expect(second![1]).toMatchObject({ cursor: null })
    made.showGuests([{ deviceId: 'aa'.repeat(16), user: { ...user, name: 'Bobby' } }])
    one.hear()
    expect(guests()).toEqual([[first![0], { name: 'Bobby', user: { ...user, name: 'Bobby' }, cursor: null }]])
    made.showGuests([])
    one.hear()
    expect(guests()).toEqual([])
  })
})

describe('texts of a field', () => {
  it('made to read otherwise change by the smallest edits', () => {
    const doc = new Y.Doc()
    const content = editorContent(doc, 'text')
    content.fill('ac')
    const changes: unknown[] = []
    doc.getText('text').observe((event) => changes.push(event.delta))
    for (const to of ['abc', 'bcd', 'bcd']) content.update(to)
    expect([content.value(''), changes]).toEqual([
      'bcd',
      [
        [{ retain: 1 }, { insert: 'b' }],
        [{ delete: 1 }, { retain: 2 }, { insert: 'd' }],
      ],
    ])
  })

  it('that nobody typed in are what they are now; typed and changed at once, both stand', () => {
    expect(mergedText('a', 'a', 'b')).toBe('b')
    expect(mergedText('one three', 'one three four', 'one two three')).toBe('one two three four')
  })

  it('of Markdown keep their own spelling where nothing was touched', () => {
    const doc = new Y.Doc()
    const content = editorContent(doc, 'rich')
    content.fill('* One\n* Two')
    expect([content.value('* One\n* Two'), content.spelled('* One\n* Two')]).toEqual(['* One\n* Two', '* One\n* Two'])
    content.update('* One\n* Two\n\nThree')
    expect(content.value('')).toContain('Three')
    expect(content.recovered('One', 'One more', 'Zero\n\nOne')).toBe('Zero\n\nOne more')
  })
})

describe('a caret, as every copy of the text understands it', () => {
  const at = (type: Y.Text | Y.XmlElement | Y.XmlFragment, index: number): unknown =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(type as Y.Text, index))

  it('in a long text is a count of letters, at most all of them', () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'abc')
    expect(placeOf(doc, 'text', at(doc.getText('text'), 2))).toEqual([0, 2])
    for (const [letter, stands] of [
      [0, 0],
      [3, 3],
      [4, 3],
    ] as const)
      expect(placeOf(doc, 'text', positionOf(doc, 'text', [0, letter]))).toEqual([0, stands])
  })

  it('in a rich text is a block and the letters before it there, through marks, breaks and lists', () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment('rich')
    expect(positionOf(doc, 'rich', [0, 0])).toBeUndefined()
    fillFragment(fragment, readMarkdown('First.\n\n- ab\n- cde\n\n---\n\nLast'))
    expect(placeOf(doc, 'rich', at(fragment, 1))).toEqual([1, 0])
    const list = fragment.get(1) as Y.XmlElement
    const second = (list.get(1) as Y.XmlElement).get(0) as Y.XmlElement
    const text = second.get(0) as unknown as Y.Text
    expect(placeOf(doc, 'rich', at(text, 1))).toEqual([1, 3])
    // Before an element: all letters of what stands before it inside.
    expect(placeOf(doc, 'rich', at(list, 1))).toEqual([1, 2])
    expect(placeOf(doc, 'rich', at(list, 0))).toEqual([1, 0])
    expect(placeOf(doc, 'rich', positionOf(doc, 'rich', [1, 3]))).toEqual([1, 3])
    // At the seam of two texts it stands at the end of the first.
    expect(placeOf(doc, 'rich', positionOf(doc, 'rich', [1, 2]))).toEqual([1, 2])
    expect(
      Y.createAbsolutePositionFromRelativePosition(
        Y.createRelativePositionFromJSON(positionOf(doc, 'rich', [1, 2])),
        doc,
      )!.type,
    ).toBe(((list.get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0))
    // Beyond the last letter, and beyond the last block.
    expect(placeOf(doc, 'rich', positionOf(doc, 'rich', [1, 99]))).toEqual([1, 5])
    expect(placeOf(doc, 'rich', positionOf(doc, 'rich', [99, 2]))).toEqual([fragment.length - 1, 2])
    // In a block without any text it stands at its beginning.
    const rule = new Y.XmlElement('horizontalRule')
    fragment.insert(0, [rule])
    expect(placeOf(doc, 'rich', positionOf(doc, 'rich', [0, 4]))).toEqual([0, 0])
  })

  it('of another document or of nonsense is none', () => {
    const [doc, other] = [new Y.Doc(), new Y.Doc()]
    other.getText('text').insert(0, 'abc')
    expect(placeOf(doc, 'text', at(other.getText('text'), 2))).toBeUndefined()
    expect(placeOf(doc, 'rich', at(other.getText('text'), 2))).toBeUndefined()
    for (const nonsense of [null, undefined, 7, { nonsense: true }])
      expect(placeOf(doc, 'text', nonsense)).toBeUndefined()
    // A position in something that is no part of the text.
    doc.getText('elsewhere').insert(0, 'abc')
    doc.getXmlFragment('rich').insert(0, [new Y.XmlElement('paragraph')])
    expect(placeOf(doc, 'rich', at(doc.getText('elsewhere'), 2))).toBeUndefined()
  })
})
