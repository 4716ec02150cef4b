import { computed, type ComputedRef } from 'vue'
import { useChoices, type Choice } from './useChoices'
import { useRecentChoices } from './useRecentChoices'
import { useHits } from '~/components/search/useHits'
import { useFind } from '~/lib/live/record/useFind'
import { useNames } from '~/lib/live/record/useNames'
import { isKind, kindNames, type Kind } from '~/lib/records/registry'
import { fieldOf } from '~/lib/records/validateValue'
import { useSearch } from '~/lib/live/search/searchStore'

export interface LinkChoices {
  readonly choices: ComputedRef<readonly Choice[]>
  /** They are what a search found, best first: nothing is to be left out of them. */
  readonly found: ComputedRef<boolean>
  /** They do not answer yet what is typed. */
  readonly asking: ComputedRef<boolean>
}

/** From this many records on, a picker asks the search in place of putting every record's text together as it opens. */
const bigDirectory = 1_500
const atFirst = 24

/**
 * What a picker offers for a field that points at records: all of them, or in a big workspace those the search finds.
 */
export function useLinkChoices(
  kind: () => Kind,
  field: () => string,
  query: () => string,
  open: () => boolean,
): LinkChoices {
  const { choicesOf, choiceOf } = useChoices()
  const names = useNames()
  const search = useSearch()
  const recent = useRecentChoices()
  const look = useHits()

  const targets = computed((): readonly Kind[] | undefined => {
    const of = fieldOf(kind(), field())
    if (
      !of ||
      of.values ||
      of.type === 'reqs' ||
      of.type === 'person' ||
      of.element === 'person' ||
      of.target === undefined ||
      of.target === 'person' ||
      of.target === 'requirement'
    )
      return undefined
    return of.target === 'any'
      ? kindNames.filter((name) => name !== 'person' && name !== 'comment' && name !== 'settings')
      : isKind(of.target)
        ? [of.target]
        : undefined
  })
  const big = computed(
    () => search.here && search.failure === undefined && targets.value !== undefined && names.value.size > bigDirectory,
  )
  const asked = computed(() => query().trim())
  const { answer, asking } = useFind(() =>
    open() && big.value && asked.value !== ''
      ? { query: asked.value, kinds: targets.value!, active: true, limit: 60, bare: true }
      : undefined,
  )

  /** Until something is typed: what was linked last, then the first few there are. */
  const few = computed((): readonly Choice[] => {
    const allowed = new Set(targets.value)
    const fits = (id: string): boolean =>
      ((row) => row !== undefined && row.archivedOn === undefined && allowed.has(row.kind))(names.value.get(id))
    const ids = new Set(recent.ids.value.filter(fits))
    for (const id of names.value.keys()) {
      if (ids.size >= atFirst) break
      if (fits(id)) ids.add(id)
    }
    return [...ids].map((id) => choiceOf(names.value.get(id)!))
  })
  const choices = computed(() => {
    if (!open()) return []
    if (!big.value) return choicesOf(kind(), field(), query())
    if (asked.value === '') return few.value
    return (answer.value?.hits ?? []).map((hit): Choice =>
      ((row, own) => (row ? choiceOf(row) : { value: hit.id, label: own.title, ref: own.ref, kind: hit.kind }))(
        names.value.get(hit.id),
        look(hit),
      ),
    )
  })
  return { choices, found: computed(() => big.value), asking }
}
