import { getCurrentScope, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { SearchAnswer, SearchRequest } from '../search/functions'
import { useSearch } from '../stores/search'

export interface Find {
  /** The newest answer; while the next one is on its way, the one before. Undefined where nothing is asked. */
  readonly answer: Readonly<ShallowRef<SearchAnswer | undefined>>
  readonly asking: Readonly<ShallowRef<boolean>>
}

/** Keeps asking what `request` says. One question at a time: of letters typed while it is answered only the last is asked, and an answer to what is no longer asked is dropped. */
export function useFind(request: () => SearchRequest | undefined): Find {
  const search = useSearch()
  const answer = shallowRef<SearchAnswer>()
  const asking = shallowRef(false)
  let wanted: SearchRequest | undefined
  let ended = false

  async function ask(): Promise<void> {
    if (asking.value) return
    asking.value = true
    try {
      while (wanted && !ended) {
        const asked = wanted
        const found = await search.find(asked)
        if (ended) return
        if (wanted !== asked) continue
        answer.value = found
        break
      }
    } finally {
      asking.value = false
    }
  }
  watch([request, () => search.version] as const, ([next]) => {
    wanted = next
    if (next) void ask()
    else answer.value = undefined
  }, { immediate: true })
  if (getCurrentScope()) onScopeDispose(() => {
    ended = true
  })
  return { answer, asking }
}
