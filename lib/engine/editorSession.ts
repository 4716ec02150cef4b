/**
 * Long and rich texts being edited in pages: one room per field (lib/sync/editors/editorRoom.ts), fed from the book and writing
 * back through the command road. What a page types becomes durable at most every 300 ms; what others write appears in
 * the room.
 */

import type { Person } from '../records/kinds/person'
import { titleOf } from '../records/text/searchText'
import { isKind, recordKind, type Kind } from '../records/registry'
import { base62Id, type Random } from '../shared/ids'
import type { Port } from '../shared/port'
import type { Result } from '../shared/result'
import { memberOfDevice } from '../protocol/access/accessState'
import { createEditorRoom, type EditorGuest, type EditorRoom } from '../sync/editors/editorRoom'
import { fieldName, type RemoteWriter, type Writers } from '../sync/editors/writers'
import { kindTable } from '../vault/store/tables'
import type { Replica } from '../vault/replica/replica'
import type { CommandInput } from './commandMap'

/** Milliseconds between two writes of one field. */
export const writeEveryMs = 300

export interface FieldName {
  readonly kind: string
  readonly recordId: string
  readonly field: string
}

export interface EditorSessions {
  /** Serves a page on a port whose channel was read already. Returns what takes its further messages. */
  join(port: Port, field: FieldName): (message: unknown) => void
  close(): void
}

export interface EditorSurroundings {
  readonly replica: Replica
  /** Who writes where on other devices; absent, only this device's pages see each other. */
  readonly writers?: Writers
  readonly random: Random
  readonly edit: (commandId: string, input: CommandInput<'record.edit'>) => Promise<Result<unknown>>
  readonly pause?: (ms: number) => Promise<void>
}

export function createEditorSessions({
  replica,
  random,
  edit,
  writers,
  pause = sleep,
}: EditorSurroundings): EditorSessions {
  const rooms = new Map<string, { readonly room: Promise<EditorRoom>; refresh(): Promise<void> }>()
  const unsubscribe = replica.onChange((what) => {
    if (what === 'records') for (const open of rooms.values()) void open.refresh()
  })

  function openRoom(kind: Kind, recordId: string, field: string) {
    const name = fieldName({ kind, recordId, field })
    let text = ''
    let lastWrite: Promise<void> = Promise.resolve()
    const read = async (): Promise<void> => {
      text = await replica.readText(kind, recordId, field)
    }
    const room = read().then(() =>
      createEditorRoom(
        {
          read: () => text,
          async write(base, value) {
            await lastWrite
            lastWrite = pause(writeEveryMs)
            const written = await edit(`edit-${base62Id(random)}`, {
              edits: [{ kind, id: recordId, changes: [{ op: 'text', field, base, value }] }],
            })
            await read()
            return written
          },
        },
        {
          session: base62Id(random),
          shape: recordKind(kind).fields[field]?.type === 'rich' ? 'rich' : 'text',
          onWriting: (place) => writers?.here(name, { kind, recordId, field, ...place }),
          onEmpty() {
            rooms.delete(name)
            unwatch?.()
            writers?.here(name, undefined)
            void room.then((open) => open.close())
          },
        },
      ),
    )
    let refreshing: Promise<void> = Promise.resolve()
    let newest: readonly RemoteWriter[] | undefined
    const unwatch = writers?.watch(name, (there) => {
      newest = there
      // Places are looked up in a text that has the words which came before them.
      void Promise.all([room, guestsOf(there), refreshing]).then(
        ([open, guests]) => {
          if (newest === there) open.showGuests(guests)
        },
        () => undefined,
      )
    })
    const opened = {
      room,
      async refresh() {
        const refreshed = (async () => {
          const open = await room
          await read()
          open.refresh()
        })()
        refreshing = refreshed.catch(() => undefined)
        await refreshed
      },
    }
    rooms.set(name, opened)
    return opened
  }

  /** Names come from the device's member, as the access log knows him: a frame can't pose as somebody else. */
  async function guestsOf(there: readonly RemoteWriter[]): Promise<readonly EditorGuest[]> {
    const made = await Promise.all(
      there.map(async ({ deviceId, place: { anchor, head } }): Promise<EditorGuest | undefined> => {
        const member = memberOfDevice(replica.access(), deviceId)
        if (!member) return undefined
        const personId = member.persons.at(-1)?.personId
        const person =
          personId === undefined ? undefined : await kindTable<Person>(replica.vault, 'person').get(personId)
        return {
          deviceId,
          user: { id: personId ?? member.memberId, name: person ? titleOf(person) : member.memberId.slice(0, 8) },
          anchor,
          head,
        }
      }),
    )
    return made.filter((guest) => guest !== undefined)
  }

  return {
    join(port, { kind, recordId, field }) {
      if (!isKind(kind)) {
        port.close()
        return () => undefined
      }
      const { room } = rooms.get(fieldName({ kind, recordId, field })) ?? openRoom(kind, recordId, field)
      // Frames that arrive while the book opens wait for it.
      const early: unknown[] = []
      let receive = (message: unknown): void => void early.push(message)
      room.then(
        (open) => {
          receive = open.join(port)
          for (const message of early) receive(message)
        },
        () => port.close(),
      )
      return (message) => receive(message)
    },
    close() {
      unsubscribe()
      for (const { room } of rooms.values())
        void room.then(
          (open) => open.close(),
          () => undefined,
        )
      rooms.clear()
    },
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
