/**
 * The engine's end of collaborative editing: one room per field being edited, a small Y.Doc that mirrors the field: the
 * text of a long field, the shared XML of a rich one, whose Markdown the field keeps (editorContent.ts). Pages join it
 * over ports with the stock y-websocket protocol (sync steps and awareness). What they type goes to the field as a
 * difference, through the command road; what arrives from elsewhere is put into the room as a difference. Rooms live in
 * memory: a page that comes back to another room starts from a fresh document (`connectEditor.ts`).
 */

import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { fromBase64Url, toBase64Url } from '~/lib/shared/bytes'
import type { Port } from '~/lib/shared/port'
import type { Result } from '~/lib/shared/result'
import type { CaretPlace } from '~/lib/protocol/bodies/presenceBody'
import { placeOf, positionOf, type SharedCaret } from './caretPlaces'
import { editorContent, mergedText, type EditorShape } from './editorContent'
import { readEditorFrame, writeEditorFrame } from './portSocket'

/** One long or rich field as the room sees it. */
export interface EditorField {
  /** The text now. */
  read(): string
  /** Writes the difference between what the room had and has; durable when it answers. */
  write(base: string, value: string): Promise<Result<unknown>>
}

/** Somebody who writes in this field on another device. */
export interface EditorGuest {
  readonly deviceId: string
  /** What awareness says of a person. */
  readonly user: { readonly id: string; readonly name: string }
  readonly anchor?: CaretPlace | undefined
  readonly head?: CaretPlace | undefined
}

export interface EditorRoomOptions {
  readonly session: string
  readonly shape?: EditorShape
  readonly onEmpty?: () => void
  /** Where a page of this device writes, whenever that changes or something was typed. */
  readonly onWriting?: (place: { readonly anchor?: CaretPlace; readonly head?: CaretPlace }) => void
}

export interface EditorRoom {
  /** Serves a page; the port's channel was read already. Returns what takes its further messages. */
  join(port: Port): (message: unknown) => void
  /** Call after the field may have changed by somebody else. */
  refresh(): void
  /** Shows who writes here on other devices; whoever is not listed any more leaves. */
  showGuests(guests: readonly EditorGuest[]): void
  readonly pages: number
  close(): void
}

const messageSync = 0
const messageAwareness = 1
const messageQueryAwareness = 3
/** The provider gives a connection up after 30 s of silence; an extension worker dies after as long. */
const keepAliveMs = 15_000

export function createEditorRoom(field: EditorField, options: EditorRoomOptions): EditorRoom {
  const doc = new Y.Doc()
  const shape = options.shape ?? 'text'
  const content = editorContent(doc, shape)
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  const pages = new Map<Port, Page>()
  /** The field's text as the room last wrote or read it. */
  let base = field.read()
  /** What the room would write for `base`: only what differs from this was typed. */
  let shown = content.spelled(base)
  content.fill(base)
  let edits = 0
  let written: { readonly edits: number; readonly base: string; readonly value: string } | undefined
  let writing = false
  interface HandOver {
    readonly port: Port
    readonly page: Page
    readonly from: string
    readonly typed: string
  }
  /** What pages of dead rooms had; and what of that is durable. */
  const handOvers: HandOver[] = []
  const taken = new Set<string>()

  interface Page {
    readonly clients: Set<number>
    /** The client of this page whose caret moved last. */
    writer?: number | undefined
    received: number
    saved: number
    /** Hand-overs of it that are not durable yet: no frame behind them is called so. */
    recovering: number
  }

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    edits++
    if (pages.has(origin as Port)) tellPlace()
    broadcast(
      frame(messageSync, (encoder) => syncProtocol.writeUpdate(encoder, update)),
      origin,
    )
  })
  awareness.on(
    'update',
    ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
      const page = pages.get(origin as Port)
      for (const client of added) page?.clients.add(client)
      const changed = [...added, ...updated, ...removed]
      broadcast(
        frame(messageAwareness, (encoder) =>
          encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, changed)),
        ),
        undefined,
      )
    },
  )
  awareness.on('change', ({ added, updated }: Record<'added' | 'updated', number[]>, origin: unknown) => {
    const page = pages.get(origin as Port)
    if (page && [...added, ...updated].some((client) => awareness.getStates().has(client))) {
      page.writer = [...added, ...updated].at(-1)
      tellPlace(page)
    }
  })
  let lastWriter: Page | undefined
  const guests = new Map<string, number>()

  /** Tells where the page that moved last has its caret; one that has none writes somewhere. */
  function tellPlace(page = lastWriter ?? [...pages.values()][0]): void {
    lastWriter = page
    if (!page || !options.onWriting) return
    const cursor =
      page.writer === undefined
        ? undefined
        : (awareness.getStates().get(page.writer) as { readonly cursor?: SharedCaret | null } | undefined)?.cursor
    const [anchor, head] = cursor ? [placeOf(doc, shape, cursor.anchor), placeOf(doc, shape, cursor.head)] : []
    options.onWriting(anchor && head ? { anchor, head } : {})
  }

  const keepAlive = setInterval(() => {
    const nothing = frame(messageAwareness, (encoder) =>
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [])),
    )
    broadcast(nothing, undefined)
  }, keepAliveMs)

  function broadcast(bytes: Uint8Array, except: unknown): void {
    for (const port of pages.keys()) if (port !== except) send(port, bytes)
  }

  /** The document as the field would keep it; made anew only after an edit. */
  function current(): string {
    if (written?.edits !== edits || written.base !== base) written = { edits, base, value: content.value(base) }
    return written.value
  }

  /** One write at a time; each takes everything typed until then. */
  async function flush(): Promise<void> {
    if (writing) return
    writing = true
    try {
      while (
        handOvers.length > 0 ||
        current() !== shown ||
        [...pages.values()].some((page) => page.recovering === 0 && page.saved < page.received)
      ) {
        const next = handOvers.shift()
        if (next) {
          await takeOver(next)
          continue
        }
        const value = current()
        const upTo = [...pages].map(([port, page]) => [port, page, page.received] as const)
        if (value !== shown) {
          const answer = await field.write(base, value)
          if (!answer.ok) return refusePages(answer.error.message)
          base = value
          shown = value
          mergeField()
        }
        for (const [port, page, received] of upTo) {
          if (!pages.has(port) || page.recovering > 0 || page.saved >= received) continue
          page.saved = received
          tryPost(port, { t: 'saved', frames: received })
        }
      }
    } finally {
      // In the moment in which nothing is left: a frame that came a moment later would else wait for the next one.
      writing = false
    }
  }

  function refusePages(reason: string): void {
    for (const port of [...pages.keys()]) {
      // The page hangs up when it has read this; closing here could overtake the message.
      tryPost(port, { t: 'close', code: 4403, reason })
      leave(port)
    }
  }

  /** Puts what the field holds beyond `base` into the room, keeping what is being typed. */
  function mergeField(): void {
    const now = field.read()
    if (now === base) return
    const typed = current()
    // Typed and changed elsewhere at once: the field's change goes in where its surroundings still stand.
    content.update(typed === shown ? now : mergedText(base, typed, now))
    base = now
    shown = content.spelled(now)
  }

  /** Stands in the one line of writes. A page whose line broke says the same again: it is taken once. */
  async function takeOver({ port, page, from, typed }: HandOver): Promise<void> {
    const key = JSON.stringify([from, typed])
    if (!taken.has(key)) {
      const now = field.read()
      const answer = await field.write(now, content.recovered(from, typed, now))
      if (!answer.ok) {
        tryPost(port, { t: 'close', code: 4403, reason: answer.error.message })
        return leave(port)
      }
      taken.add(key)
      mergeField()
    }
    page.recovering--
  }

  function leave(port: Port): void {
    const page = pages.get(port)
    if (!page) return
    pages.delete(port)
    if (lastWriter === page) lastWriter = undefined
    removeAwarenessStates(awareness, [...page.clients], 'left')
    if (pages.size === 0) options.onEmpty?.()
  }

  return {
    join(port) {
      const page: Page = { clients: new Set(), received: 0, saved: 0, recovering: 0 }
      pages.set(port, page)
      port.onClose(() => leave(port))
      tryPost(port, { t: 'room', session: options.session })
      send(
        port,
        frame(messageSync, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)),
      )
      return (message) => {
        const received = readEditorFrame(message)
        if (received?.t === 'recover') {
          page.recovering++
          handOvers.push({ port, page, from: received.base, typed: received.value })
          void flush()
        }
        if (received?.t !== 'data') return
        const answer = readPageFrame(fromBase64Url(received.data), port)
        page.received++
        if (answer) send(port, answer)
        void flush()
      }
    },
    refresh() {
      if (!writing) mergeField()
    },
    showGuests(now) {
      const gone = [...guests].filter(([deviceId]) => !now.some((guest) => guest.deviceId === deviceId))
      for (const [deviceId, client] of gone) {
        guests.delete(deviceId)
        removeAwarenessStates(awareness, [client], 'guests')
      }
      for (const { deviceId, user, anchor, head } of now) {
        const client = clientOf(deviceId)
        guests.set(deviceId, client)
        const cursor =
          anchor && head ? { anchor: positionOf(doc, shape, anchor), head: positionOf(doc, shape, head) } : null
        setState(awareness, client, { name: user.name, user, cursor })
      }
    },
    get pages() {
      return pages.size
    },
    close() {
      clearInterval(keepAlive)
      for (const port of [...pages.keys()]) {
        leave(port)
        port.close()
      }
      awareness.destroy()
      doc.destroy()
    },
  }

  function readPageFrame(bytes: Uint8Array, port: Port): Uint8Array | undefined {
    const decoder = decoding.createDecoder(bytes)
    const encoder = encoding.createEncoder()
    switch (decoding.readVarUint(decoder)) {
      case messageSync:
        encoding.writeVarUint(encoder, messageSync)
        syncProtocol.readSyncMessage(decoder, encoder, doc, port)
        return encoding.length(encoder) > 1 ? encoding.toUint8Array(encoder) : undefined
      case messageAwareness:
        applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), port)
        return undefined
      case messageQueryAwareness:
        return frame(messageAwareness, (out) =>
          encoding.writeVarUint8Array(out, encodeAwarenessUpdate(awareness, [...awareness.getStates().keys()])),
        )
      default:
        return undefined
    }
  }
}

/** A number for a device among the random ones of documents: the same in every room. */
const clientOf = (deviceId: string): number => Number.parseInt(deviceId.slice(0, 7), 16) + 2 ** 32

/** A state as if its client had sent it; every set counts as a sign of life. */
function setState(awareness: Awareness, client: number, state: object): void {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, (awareness.meta.get(client)?.clock ?? 0) + 1)
  encoding.writeVarString(encoder, JSON.stringify(state))
  applyAwarenessUpdate(awareness, encoding.toUint8Array(encoder), 'guests')
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const send = (port: Port, bytes: Uint8Array): void => tryPost(port, { t: 'data', data: toBase64Url(bytes) })

/** A page may be gone before its port says so; its next connection syncs from the start. */
function tryPost(port: Port, message: Parameters<typeof writeEditorFrame>[1]): void {
  try {
    writeEditorFrame(port, message)
  } catch {
    port.close()
  }
}
