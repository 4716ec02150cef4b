import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useLiveQuery } from './useLiveQuery'
import { activityOf, type ActivityEntry } from '../isms/activity'
import { dateInZone } from '../isms/dates'
import { isKind } from '../isms/registry'
import { useIsms } from '../stores/isms'
import { useSession } from '../stores/session'
import { readTrailPage } from '../vault/readActivity'
import type { TrailRow } from '../vault/tables'

export interface Activity {
  /** Newest first, as far as it was read; undefined until the first answer. */
  readonly entries: ComputedRef<readonly ActivityEntry[] | undefined>
  /** Nothing older is left. */
  readonly whole: ComputedRef<boolean>
  readonly reading: Readonly<ShallowRef<boolean>>
  readonly failure: ComputedRef<string | undefined>
  /** Reads on until `enough` says so, a bound of pages is reached, or nothing is left. */
  readonly more: (enough: () => boolean) => Promise<void>
  readonly dayOf: (time: number) => string
}

const pagesAtOnce = 20

/** What happened in the open workspace, live at its newest end and read back page by page. */
export function useActivity(): Activity {
  const session = useSession()
  const isms = useIsms()
  const older = shallowRef<ReadonlyMap<string, TrailRow>>(new Map())
  /** Where what was read ends; null before the first page. */
  const reached = shallowRef<number | undefined | null>(null)
  const reading = shallowRef(false)
  const failed = shallowRef<string>()

  const newest = useLiveQuery(async () => (session.vault ? readTrailPage(session.vault, undefined) : undefined), () => session.vault)
  watch(() => session.vault, () => {
    older.value = new Map()
    reached.value = null
    failed.value = undefined
  })
  // What the live page no longer holds because more came in stays among the older.
  watch(newest.value, (page, before) => {
    if (!page) return
    if (reached.value === null) reached.value = page.before
    const from = page.before
    if (!before || from === undefined) return
    const pushed = before.rows.filter((row) => row.time < from)
    if (pushed.length > 0) older.value = new Map([...older.value, ...pushed.map((row) => [row.id, row] as const)])
  })

  async function more(enough: () => boolean): Promise<void> {
    if (reading.value || !session.vault) return
    reading.value = true
    try {
      for (let pages = 0; pages < pagesAtOnce && typeof reached.value === 'number' && !enough(); pages++) {
        const page = await readTrailPage(session.vault, reached.value)
        older.value = new Map([...older.value, ...page.rows.map((row) => [row.id, row] as const)])
        reached.value = page.before
      }
      failed.value = undefined
    } catch (thrown) {
      failed.value = thrown instanceof Error ? thrown.message : String(thrown)
    } finally {
      reading.value = false
    }
  }
  const dayOf = (time: number): string => dateInZone(new Date(time).toISOString(), session.timeZone)
  const entries = computed(() => {
    const page = newest.value.value
    if (!page) return undefined
    const rows = new Map(older.value)
    for (const row of page.rows) rows.set(row.id, row)
    const from = reached.value ?? -Infinity
    return activityOf([...rows.values()], (isms.statements ?? []).filter((statement) => statement.time >= from && statement.type !== 'captureSeal' && statement.type !== 'custody'), dayOf, isKind)
  })
  return { entries, whole: computed(() => reached.value === undefined), reading, failure: computed(() => failed.value ?? newest.error.value?.message), more, dayOf }
}
