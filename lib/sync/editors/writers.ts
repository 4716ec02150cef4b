/**
 * Who writes where on other devices, and telling them where this one does. Told at most twice a second and only while
 * something moves, and once more a second after it rests, because a frame may be lost on its way: after half a minute
 * of silence a place ends by itself, here and there. Nothing of it is stored.
 */

import type { PresenceBody, WritingPlace } from '~/lib/protocol/bodies/presenceBody'

export interface RemoteWriter {
  readonly deviceId: string
  readonly place: WritingPlace
}

export interface Writers {
  /** Where this device writes in a field; undefined when it left. */
  here(name: string, place: WritingPlace | undefined): void
  /**
   * Words of this device are in the log now: a place that was told before them was looked up in a text without them.
   */
  again(): void
  /** What the next presence frame says. */
  body(): PresenceBody
  /** A frame of another device that was found genuine; `time` is its author's clock. */
  heard(deviceId: string, time: number, body: PresenceBody): void
  /** Who writes in this field, now and whenever that changes. */
  watch(name: string, listener: (writers: readonly RemoteWriter[]) => void): () => void
  stop(): void
}

export const tellEveryMs = 500
/** After this long without another frame, the last one is told once more. */
export const onceMoreMs = 1_000
/** An unchanged place is told again only so that it does not end while somebody types. */
const repeatMs = 10_000
export const silenceMs = 30_000

export const fieldName = ({ kind, recordId, field }: Pick<WritingPlace, 'kind' | 'recordId' | 'field'>): string =>
  `${kind}/${recordId}/${field}`

export function createWriters({ now, tell }: { readonly now: () => number; readonly tell: () => void }): Writers {
  const own = new Map<
    string,
    { readonly place: WritingPlace; readonly said: string; readonly at: number; toldAt: number }
  >()
  const others = new Map<
    string,
    { readonly time: number; readonly at: number; readonly writing: readonly WritingPlace[] }
  >()
  const listeners = new Map<string, Set<(writers: readonly RemoteWriter[]) => void>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let onceMore: ReturnType<typeof setTimeout> | undefined
  let toldAt = Number.NEGATIVE_INFINITY

  function tellSoon(): void {
    timer ??= setTimeout(
      () => {
        timer = undefined
        tellNow()
        clearTimeout(onceMore)
        onceMore = setTimeout(tellNow, onceMoreMs)
      },
      Math.max(0, toldAt + tellEveryMs - now()),
    )
  }
  function tellNow(): void {
    toldAt = now()
    for (const entry of own.values()) entry.toldAt = toldAt
    tell()
  }
  const writersIn = (name: string): readonly RemoteWriter[] =>
    [...others].flatMap(([deviceId, { at, writing }]) =>
      at + silenceMs < now()
        ? []
        : writing.filter((place) => fieldName(place) === name).map((place) => ({ deviceId, place })),
    )
  const announce = (names: Iterable<string>): void => {
    for (const name of new Set(names)) for (const listener of listeners.get(name) ?? []) listener(writersIn(name))
  }

  return {
    here(name, place) {
      const before = own.get(name)
      if (!place) {
        if (own.delete(name)) tellSoon()
        return
      }
      const said = JSON.stringify(place)
      own.set(name, { place, said, at: now(), toldAt: before?.toldAt ?? Number.NEGATIVE_INFINITY })
      if (before?.said !== said || before.toldAt + repeatMs < now()) tellSoon()
    },
    again() {
      if (own.size > 0) tellSoon()
    },
    body() {
      for (const [name, { at }] of own) if (at + silenceMs < now()) own.delete(name)
      return { writing: [...own.values()].map(({ place }) => place) }
    },
    heard(deviceId, time, { writing }) {
      const before = others.get(deviceId)
      // The relay may send an old frame again; what came later holds.
      if (before && before.time >= time) return
      others.set(deviceId, { time, at: now(), writing })
      announce([...(before?.writing ?? []), ...writing].map(fieldName))
    },
    watch(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      const present = writersIn(name)
      if (present.length > 0) listener(present)
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(name)
      }
    },
    stop() {
      clearTimeout(timer)
      clearTimeout(onceMore)
      own.clear()
      others.clear()
      listeners.clear()
    },
  }
}
