/**
 * A long or rich text in a page, bound to the engine: a Y.Doc of its own under the stock y-websocket provider, which
 * takes a `PortSocket` for a WebSocket. The engine may die and come back with a fresh room; then what was not yet saved
 * is handed over as a difference and the page gets a fresh document (two documents made from one text would double it).
 */

import { WebsocketProvider } from 'y-websocket'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Port } from '~/lib/shared/port'
import { editorContent, editorText, mergedText, type EditorShape } from './editorContent'
import { richFragment } from './richFragment'
import { portSocketClass, roomGone, writeEditorFrame } from './portSocket'

/** One life of the document in the page. */
export interface EditorDocument {
  readonly doc: Y.Doc
  /** The text of a long field. */
  readonly text: Y.Text
  /** The shared XML of a rich field. */
  readonly fragment: Y.XmlFragment
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
  /** What the field is; `text` unless said otherwise. */
  readonly shape?: EditorShape
  /**
   * Called with each document: the first at once, another after the engine came back without the room. Bind the view to
   * it.
   */
  readonly onDocument: (document: EditorDocument) => void
  readonly onSynced?: (synced: boolean) => void
  readonly onSaved?: (saved: boolean) => void
  /** Refused for good, for example no right to write: the message to show. */
  readonly onRefused?: (message: string) => void
}

/** `connect` gives a fresh port with its editor channel opened (`client.editorPort`). */
export function connectEditor(connect: () => Port, options: EditorOptions): EditorConnection {
  const shape = options.shape ?? 'text'
  let life = openLife()
  let recover: { readonly base: string; readonly value: string } | undefined
  let destroyed = false
  let told: boolean | undefined

  interface Life extends EditorDocument {
    readonly provider: WebsocketProvider
    synced: boolean
    session?: string
    /**
     * All that happened to the document, in order; from it, what it was at the last frame known to be durable can be
     * made.
     */
    updates: Happened[]
    /** How many of them are durable, and how many there were at each later frame. */
    savedUpdates: number
    readonly pending: Map<number, number>
    /**
     * Whether this connection has carried all that the document had when it began; a frame before that holds nothing of
     * it.
     */
    handedOver: boolean
  }

  function openLife(): Life {
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    // Before the provider listens, so that a frame it sends is counted with its update.
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      opened.updates.push({ update, ofRoom: origin === opened.provider })
      tell()
    })
    const socket = portSocketClass({
      connect,
      onRoom(session, port) {
        if (life.session !== undefined && life.session !== session) return false
        life.session = session
        // Said again at each connection, until the room calls a frame behind it durable.
        if (recover) writeEditorFrame(port, { t: 'recover', ...recover })
        life.pending.clear()
        life.handedOver = false
        return true
      },
      onSent(frames, frame) {
        life.handedOver ||= isWholeState(frame)
        life.pending.set(frames, life.handedOver ? life.updates.length : life.savedUpdates)
        tell()
      },
      onSaved(frames) {
        recover = undefined
        life.savedUpdates = life.pending.get(frames) ?? life.savedUpdates
        for (const n of life.pending.keys()) if (n <= frames) life.pending.delete(n)
        if (life.savedUpdates > keptUpdates) compact(life)
        tell()
      },
    })
    const provider = new WebsocketProvider('port://engine', 'editor', doc, {
      awareness,
      WebSocketPolyfill: socket,
      disableBc: true,
      connect: false,
    })
    const opened: Life = {
      doc,
      awareness,
      provider,
      synced: false,
      updates: [],
      savedUpdates: 0,
      pending: new Map(),
      handedOver: false,
      get text() {
        return doc.getText(editorText)
      },
      get fragment() {
        return doc.getXmlFragment(richFragment)
      },
    }
    provider.on('sync', (synced: boolean) => {
      opened.synced = synced
      options.onSynced?.(synced)
    })
    provider.on('closed', ({ code, reason }: { code: number; reason: string }) => {
      if (destroyed) return
      if (code !== roomGone) return options.onRefused?.(reason)
      // What came from the room is the field's, or another page's to hand over: taken for our own, it would be there
      // twice.
      const [base, value] = [
        valueOf(opened.updates.filter(({ ofRoom }, at) => ofRoom || at < opened.savedUpdates)),
        valueOf(opened.updates),
      ]
      if (value !== base)
        recover = recover ? { base: recover.base, value: mergedText(base, value, recover.value) } : { base, value }
      closeLife(opened)
      life = openLife()
      start()
    })
    return opened
  }

  /** What is typed while the line is broken is on its way to nobody yet. */
  const isSaved = (): boolean =>
    recover === undefined &&
    life.pending.size === 0 &&
    life.updates.every(({ ofRoom }, at) => ofRoom || at < life.savedUpdates)
  function tell(): void {
    if (told === isSaved()) return
    told = isSaved()
    options.onSaved?.(told)
  }

  /** The text of a document to which just these updates happened. */
  function valueOf(updates: readonly Happened[]): string {
    const doc = new Y.Doc()
    for (const { update } of updates) Y.applyUpdate(doc, update)
    return editorContent(doc, shape).value('')
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
      return isSaved()
    },
    destroy() {
      destroyed = true
      closeLife(life)
    },
  }
}

/** One update of the document; `ofRoom` where the room sent it. */
interface Happened {
  readonly update: Uint8Array
  readonly ofRoom: boolean
}

/**
 * A frame of the provider that answers what the room lacks (message 0, step 2 of y-protocols/sync): with it, all that
 * the document has is on its way.
 */
const isWholeState = (frame: Uint8Array): boolean => frame[0] === 0 && frame[1] === 1

/** Updates kept one by one before the durable ones are made one. */
const keptUpdates = 500

function compact(life: { updates: Happened[]; savedUpdates: number; readonly pending: Map<number, number> }): void {
  const merged = Y.mergeUpdates(life.updates.slice(0, life.savedUpdates).map(({ update }) => update))
  for (const [frame, count] of life.pending) life.pending.set(frame, count - life.savedUpdates + 1)
  life.updates = [{ update: merged, ofRoom: false }, ...life.updates.slice(life.savedUpdates)]
  life.savedUpdates = 1
}

function closeLife(life: EditorDocument & { readonly provider: WebsocketProvider }): void {
  life.provider.destroy()
  life.awareness.destroy()
  life.doc.destroy()
}
