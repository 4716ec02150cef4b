/**
 * A long text in a page, bound to the engine: a Y.Doc of its own under the stock y-websocket provider, which takes a
 * `PortSocket` for a WebSocket. The engine may die and come back with a fresh room; then what was not yet saved is
 * handed over as a difference and the page gets a fresh document (two documents made from one text would double it).
 */

import { WebsocketProvider } from 'y-websocket'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Port } from '../shared/port'
import { portSocketClass, roomGone, writeEditorFrame } from './portSocket'

/** One life of the document in the page. */
export interface EditorDocument {
  readonly doc: Y.Doc
  readonly text: Y.Text
  readonly awareness: Awareness
}

export interface EditorConnection {
  readonly current: EditorDocument
  /** Whether the room's text has arrived in `current`. */
  readonly synced: boolean
  /** Everything typed so far is durable in the engine. */
  readonly saved: boolean
  destroy(): void
}

export interface EditorOptions {
  /** Called with each document: the first at once, another after the engine came back without the room. Bind the view to it. */
  readonly onDocument: (document: EditorDocument) => void
  readonly onSynced?: (synced: boolean) => void
  readonly onSaved?: (saved: boolean) => void
  /** Refused for good, for example no right to write: the message to show. */
  readonly onRefused?: (message: string) => void
}

/** Name of the one shared type in an editor document. */
export const editorText = 'text'

/** `connect` gives a fresh port with its editor channel opened (`client.editorPort`). */
export function connectEditor(connect: () => Port, options: EditorOptions): EditorConnection {
  let life = openLife()
  let recover: { readonly base: string; readonly value: string } | undefined
  let destroyed = false

  interface Life extends EditorDocument {
    readonly provider: WebsocketProvider
    synced: boolean
    session?: string
    /** The text as of the last frame known to be durable, and as of each later frame. */
    savedText: string
    readonly pending: Map<number, string>
  }

  function openLife(): Life {
    const doc = new Y.Doc()
    const text = doc.getText(editorText)
    const awareness = new Awareness(doc)
    const socket = portSocketClass({
      connect,
      onRoom(session, port) {
        if (life.session !== undefined && life.session !== session) return false
        life.session = session
        if (recover) writeEditorFrame(port, { t: 'recover', ...recover })
        recover = undefined
        life.pending.clear()
        return true
      },
      onSent(frames) {
        life.pending.set(frames, text.toJSON())
        options.onSaved?.(false)
      },
      onSaved(frames) {
        life.savedText = life.pending.get(frames) ?? life.savedText
        for (const n of life.pending.keys()) if (n <= frames) life.pending.delete(n)
        options.onSaved?.(life.pending.size === 0)
      },
    })
    const provider = new WebsocketProvider('port://engine', 'editor', doc, { awareness, WebSocketPolyfill: socket, disableBc: true, connect: false })
    const opened: Life = { doc, text, awareness, provider, synced: false, savedText: '', pending: new Map() }
    provider.on('sync', (synced: boolean) => {
      if (synced && !opened.synced) opened.savedText = text.toJSON()
      opened.synced = synced
      options.onSynced?.(synced)
    })
    provider.on('closed', ({ code, reason }: { code: number; reason: string }) => {
      if (destroyed) return
      if (code !== roomGone) return options.onRefused?.(reason)
      const value = text.toJSON()
      if (value !== opened.savedText) recover = { base: opened.savedText, value }
      closeLife(opened)
      life = openLife()
      start()
    })
    return opened
  }

  function start(): void {
    options.onDocument(life)
    life.provider.connect()
  }

  start()
  return {
    get current() {
      return life
    },
    get synced() {
      return life.synced
    },
    get saved() {
      return life.pending.size === 0 && recover === undefined
    },
    destroy() {
      destroyed = true
      closeLife(life)
    },
  }
}

function closeLife(life: EditorDocument & { readonly provider: WebsocketProvider }): void {
  life.provider.destroy()
  life.awareness.destroy()
  life.doc.destroy()
}
