import {
  computed,
  effectScope,
  getCurrentScope,
  onScopeDispose,
  shallowRef,
  watch,
  type ComputedRef,
  type EffectScope,
  type ShallowRef,
} from 'vue'
import { useLiveQuery, type LiveQuery } from '../engine/useLiveQuery'
import { readTrailBetween, readTrailPage } from '~/lib/vault/history/readActivity'
import type { TrailRow, Vault } from '~/lib/vault/store/tables'

export interface Trail {
  /** The rows loaded so far, unordered; undefined until the first answer. */
  readonly rows: ComputedRef<readonly TrailRow[] | undefined>
  /** Time back to which rows were loaded; undefined at the start of the workspace, null before the first page. */
  readonly reached: Readonly<ShallowRef<number | undefined | null>>
  readonly reading: Readonly<ShallowRef<boolean>>
  readonly failure: ComputedRef<string | undefined>
  /** Loads more until `enough` returns true, a limit of pages is reached, or nothing is left. */
  readonly more: (enough: () => boolean) => Promise<void>
}

/** A span of time: the rows first read, and the live query that replaces them. */
interface Stretch {
  readonly read: readonly TrailRow[]
  readonly live?: LiveQuery<readonly TrailRow[]>
}

const pagesAtOnce = 20

/**
 * The history of a workspace from the newest end backwards, page by page. Everything loaded stays live: changes that
 * sync late, whenever they were made, and confirmations by the log appear in place. A span is read again when one of
 * its rows changes.
 */
export function useTrail(vaultOf: () => Vault | undefined): Trail {
  const stretches = shallowRef<readonly Stretch[]>([])
  const reached = shallowRef<number | undefined | null>(null)
  const reading = shallowRef(false)
  const failed = shallowRef<string>()
  let scope: EffectScope | undefined

  const follow = (
    vault: Vault,
    read: readonly TrailRow[],
    from: number | undefined,
    until: number | undefined,
  ): Stretch => ({ read, live: scope!.run(() => useLiveQuery(() => readTrailBetween(vault, from, until)))! })

  async function more(enough: () => boolean): Promise<void> {
    const vault = vaultOf()
    if (reading.value || !vault || reached.value === undefined) return
    const here = scope
    const [before, until] = [stretches.value, reached.value ?? undefined]
    let read: readonly TrailRow[] = []
    let end: number | undefined | null = reached.value
    reading.value = true
    failed.value = undefined
    try {
      for (let pages = 0; pages < pagesAtOnce && end !== undefined && (end === null || !enough()); pages++) {
        const page = await readTrailPage(vault, end ?? undefined)
        if (scope !== here) return
        read = [...read, ...page.rows]
        reached.value = end = page.before
        stretches.value = [...before, { read }]
      }
    } catch (thrown) {
      if (scope === here) failed.value = thrown instanceof Error ? thrown.message : String(thrown)
    } finally {
      if (scope === here) {
        if (read.length > 0 || end === undefined)
          stretches.value = [...before, follow(vault, read, end ?? undefined, until)]
        reading.value = false
      }
    }
  }
  watch(
    vaultOf,
    () => {
      scope?.stop()
      scope = effectScope(true)
      stretches.value = []
      reached.value = null
      reading.value = false
      failed.value = undefined
      void more(() => true)
    },
    { immediate: true, flush: 'sync' },
  )
  if (getCurrentScope()) onScopeDispose(() => scope?.stop())

  const rows = computed(() =>
    reached.value === null
      ? undefined
      : [
          ...new Map(
            stretches.value.flatMap(({ read, live }) =>
              (live?.value.value ?? read).map((row) => [row.id, row] as const),
            ),
          ).values(),
        ],
  )
  return {
    rows,
    reached,
    reading,
    failure: computed(
      () => failed.value ?? stretches.value.find(({ live }) => live?.error.value)?.live?.error.value?.message,
    ),
    more,
  }
}
