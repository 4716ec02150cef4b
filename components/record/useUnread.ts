import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'

/** What a dialog shows for signing: its hash, and its parts by name. */
export interface ShownContent {
  readonly contentHash: string | undefined
  readonly parts: Readonly<Record<string, JsonValue>>
}

/**
 * Milliseconds after opening in which nobody has read anything yet: an edit of the same hand may still be on its way to
 * the disk.
 */
const openingMs = 1_000

/**
 * Nobody signs what he has not seen (ST2): what came while a content lay open for signing is said, and has to be read
 * first.
 */
export function useUnread(
  open: () => boolean,
  shown: () => ShownContent,
): {
  /** Names of the parts that changed since they were read; undefined when all is as it was read. */
  readonly unread: ComputedRef<readonly string[] | undefined>
  /** The engine knows newer content than is shown here; it is on its way. */
  readonly awaited: ComputedRef<boolean>
  readonly read: () => void
  readonly refused: () => void
} {
  const seen = shallowRef<ShownContent>({ contentHash: undefined, parts: {} })
  const refusedHash = shallowRef<string>()
  let openedAt = 0

  const read = (): void => void (seen.value = shown())
  watch(
    open,
    (now) => {
      if (!now) return
      openedAt = performance.now()
      refusedHash.value = undefined
      read()
    },
    { immediate: true },
  )
  watch(
    () => (open() ? shown().contentHash : undefined),
    () => {
      if (open() && refusedHash.value === undefined && performance.now() - openedAt < openingMs) read()
    },
  )

  return {
    unread: computed(() => {
      if (!open()) return undefined
      const now = shown()
      if (now.contentHash === seen.value.contentHash) return undefined
      const same = (name: string): boolean =>
        canonicalJson(now.parts[name] ?? null) === canonicalJson(seen.value.parts[name] ?? null)
      return [...new Set([...Object.keys(seen.value.parts), ...Object.keys(now.parts)])].filter((name) => !same(name))
    }),
    awaited: computed(() => refusedHash.value !== undefined && refusedHash.value === shown().contentHash),
    read,
    refused: () => void (refusedHash.value = shown().contentHash),
  }
}
