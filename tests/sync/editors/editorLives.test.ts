/** A document in a page and the rooms it meets: what is handed over when one dies, and what is said of it meanwhile. */

import * as encoding from 'lib0/encoding'
import { afterEach, describe, expect, it } from 'vitest'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { fromBase64Url, toBase64Url } from '~/lib/shared/bytes'
import type { Port } from '~/lib/shared/port'
import {
  connectEditor,
  type EditorConnection,
  type EditorDocument,
  type EditorOptions,
} from '~/lib/sync/editors/connectEditor'
import type { EditorFrame } from '~/lib/sync/editors/portSocket'

const turn = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
}
const until = async (condition: () => boolean): Promise<void> => {
  for (let i = 0; i < 400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(condition()).toBe(true)
}
const open: EditorConnection[] = []
afterEach(() => {
  for (const connection of open.splice(0)) connection.destroy()
})

/** A page whose rooms are the test: each port it opens is one. */
function aPage(options: Partial<EditorOptions> = {}) {
  const seen = {
    documents: [] as EditorDocument[],
    synced: [] as boolean[],
    saved: [] as boolean[],
    refused: [] as string[],
  }
  const lines: { readonly posted: EditorFrame[]; says(frame: EditorFrame): void; breaks(): void }[] = []
  const connection = connectEditor(
    (): Port => {
      const posted: EditorFrame[] = []
      let [message, closed]: [(message: unknown) => void, () => void] = [() => undefined, () => undefined]
      lines.push({ posted, says: (frame) => message(frame), breaks: () => closed() })
      return {
        post: (frame) => void posted.push(frame as unknown as EditorFrame),
        onMessage: (listener) => void (message = listener),
        onClose: (listener) => void (closed = listener),
        close: () => undefined,
      }
    },
    {
      onDocument: (document) => seen.documents.push(document),
      onSynced: (synced) => seen.synced.push(synced),
      onSaved: (saved) => seen.saved.push(saved),
      onRefused: (message) => seen.refused.push(message),
      ...options,
    },
  )
  open.push(connection)
  /** The room asks what the page has. */
  const asks = (): void => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 0)
    syncProtocol.writeSyncStep1(encoder, new Y.Doc())
    lines.at(-1)!.says({ t: 'data', data: toBase64Url(encoding.toUint8Array(encoder)) })
  }
  /** The room has this text, asks for the page's and gives its own. */
  const gives = (text: string, session = 'one', name = 'text'): void => {
    const doc = new Y.Doc()
    if (text !== '') doc.getText(name).insert(0, text)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 0)
    syncProtocol.writeSyncStep2(encoder, doc)
    lines.at(-1)!.says({ t: 'room', session })
    asks()
    lines.at(-1)!.says({ t: 'data', data: toBase64Url(encoding.toUint8Array(encoder)) })
  }
  const frames = (): number => lines.at(-1)!.posted.filter(({ t }) => t === 'data').length
  return {
    connection,
    seen,
    lines,
    asks,
    gives,
    frames,
    line: () => lines.at(-1)!,
    text: () => connection.current.text.toJSON(),
    type: (words: string) => connection.current.text.insert(connection.current.text.length, words),
  }
}

/** A page whose line broke when all was saved, and that was typed in since. */
function typedWhileAway(): ReturnType<typeof aPage> {
  const page = aPage()
  page.gives('kept. ')
  page.line().says({ t: 'saved', frames: page.frames() })
  page.line().breaks()
  page.type('typed while away.')
  return page
}

describe('a document in a page', () => {
  it('is handed out at once, is synced when the room’s text is there, and unsaved until the room says so', async () => {
    const page = aPage()
    expect([page.seen.documents.length, page.connection.synced, page.connection.saved, page.text()]).toEqual([
      1,
      false,
      true,
      '',
    ])
    page.gives('Scope')
    expect([page.text(), page.connection.synced, page.seen.synced.at(-1)]).toEqual(['Scope', true, true])
    const before = page.frames()
    expect(before).toBeGreaterThan(0)
    page.line().says({ t: 'saved', frames: before })
    page.seen.saved.length = 0
    page.type('!')
    expect([page.frames(), page.connection.saved, page.seen.saved]).toEqual([before + 1, false, [false]])
    page.line().says({ t: 'saved', frames: before })
    expect([page.connection.saved, page.seen.saved]).toEqual([false, [false]])
    page.line().says({ t: 'saved', frames: before + 1 })
    expect([page.connection.saved, page.seen.saved.at(-1)]).toEqual([true, true])
  })

  it('that meets the same room again keeps its text and says nothing of before', async () => {
    const page = aPage()
    page.gives('kept')
    page.type(' more')
    page.line().breaks()
    await until(() => page.lines.length === 2)
    page.line().says({ t: 'room', session: 'one' })
    expect([page.seen.documents.length, page.text(), page.line().posted.some(({ t }) => t === 'recover')]).toEqual([
      1,
      'kept more',
      false,
    ])
  })

  it('says of what is typed while the line is broken that it is not saved, until the room has been given it; a word about frames before that is none about it', async () => {
    const page = typedWhileAway()
    expect([page.connection.saved, page.seen.saved.at(-1)]).toEqual([false, false])
    await until(() => page.lines.length === 2)
    page.line().says({ t: 'room', session: 'one' })
    // What has gone by now asks for the room's text and carries none.
    expect(page.frames()).toBeGreaterThan(0)
    page.line().says({ t: 'saved', frames: page.frames() })
    expect([page.connection.saved, page.seen.saved.at(-1)]).toEqual([false, false])
    page.line().breaks()
    await until(() => page.lines.length === 3)
    page.line().says({ t: 'room', session: 'two' })
    await until(() => page.lines.length === 4)
    page.gives('kept. ', 'two')
    expect(page.line().posted[0]).toEqual({ t: 'recover', base: 'kept. ', value: 'kept. typed while away.' })
  })

  it('is saved where the room that asked for all of it says so', async () => {
    const page = typedWhileAway()
    await until(() => page.lines.length === 2)
    page.gives('kept. ')
    expect(page.connection.saved).toBe(false)
    page.line().says({ t: 'saved', frames: page.frames() })
    expect([page.connection.saved, page.seen.saved.at(-1)]).toEqual([true, true])
    page.line().breaks()
    await until(() => page.lines.length === 3)
    page.line().says({ t: 'room', session: 'two' })
    await until(() => page.lines.length === 4)
    page.gives('kept. typed while away.', 'two')
    expect(page.line().posted.some(({ t }) => t === 'recover')).toBe(false)
  })

  it('that meets another room is made anew, and what was not saved goes along as a difference, once', async () => {
    const page = aPage()
    page.gives('kept. ')
    page.type('saved. ')
    page.line().says({ t: 'saved', frames: page.frames() })
    page.type('not saved.')
    expect(page.connection.saved).toBe(false)
    page.line().breaks()
    await until(() => page.lines.length === 2)
    page.line().says({ t: 'room', session: 'two' })
    await until(() => page.seen.documents.length === 2)
    expect([page.connection.saved, page.connection.synced, page.text(), page.seen.refused]).toEqual([
      false,
      false,
      '',
      [],
    ])
    await until(() => page.lines.length === 3)
    page.gives('kept. saved. not saved.', 'two')
    expect(page.line().posted[0]).toEqual({ t: 'recover', base: 'kept. saved. ', value: 'kept. saved. not saved.' })
    page.line().says({ t: 'saved', frames: page.frames() })
    expect([page.connection.saved, page.text()]).toEqual([true, 'kept. saved. not saved.'])
    page.line().breaks()
    await until(() => page.lines.length === 4)
    page.line().says({ t: 'room', session: 'two' })
    expect(page.line().posted.some(({ t }) => t === 'recover')).toBe(false)
  })

  it('of which everything is saved hands nothing over; what the room gave it is none of its own', async () => {
    for (const words of ['', 'typed']) {
      const page = aPage()
      page.gives('from the room ')
      if (words !== '') page.type(words)
      page.line().says({ t: 'saved', frames: page.frames() })
      page.line().breaks()
      await until(() => page.lines.length === 2)
      page.line().says({ t: 'room', session: 'two' })
      await until(() => page.lines.length === 3)
      page.line().says({ t: 'room', session: 'two' })
      expect(page.line().posted.some(({ t }) => t === 'recover')).toBe(false)
    }
  })

  it('keeps what was not saved through hundreds of letters that were', async () => {
    const page = aPage()
    page.gives('')
    for (let i = 0; i < 520; i++) page.type('a')
    page.line().says({ t: 'saved', frames: page.frames() - 10 })
    page.type('b')
    const frames = page.frames()
    page.line().says({ t: 'saved', frames: frames - 5 })
    expect(page.connection.saved).toBe(false)
    page.line().breaks()
    await until(() => page.lines.length === 2)
    page.line().says({ t: 'room', session: 'two' })
    await until(() => page.lines.length === 3)
    page.line().says({ t: 'room', session: 'two' })
    expect(page.line().posted[0]).toEqual({ t: 'recover', base: 'a'.repeat(516), value: `${'a'.repeat(520)}b` })
  })

  it('that may not write is told why, once and for good; one that was closed here says nothing', async () => {
    const page = aPage()
    page.gives('a')
    page.line().says({ t: 'close', code: 4403, reason: 'Ask a lead.' })
    await turn()
    expect([page.seen.refused, page.seen.documents.length]).toEqual([['Ask a lead.'], 1])
    const other = aPage()
    other.gives('a')
    other.connection.destroy()
    other.line().says({ t: 'close', code: 4403, reason: 'Ask a lead.' })
    await turn()
    expect([other.seen.refused, other.lines.length]).toEqual([[], 1])
  })

  it('of a rich field hands over its Markdown', async () => {
    const page = aPage({ shape: 'rich', onSynced: undefined, onSaved: undefined })
    page.gives('')
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('Typed.')])
    page.connection.current.fragment.insert(0, [paragraph])
    page.line().breaks()
    await until(() => page.lines.length === 2)
    page.line().says({ t: 'room', session: 'two' })
    await until(() => page.lines.length === 3)
    page.line().says({ t: 'room', session: 'two' })
    expect(page.line().posted[0]).toEqual({ t: 'recover', base: '', value: 'Typed.' })
    expect(fromBase64Url('')).toHaveLength(0)
  })
})
