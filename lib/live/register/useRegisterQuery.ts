import { computed, getCurrentScope, onScopeDispose, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface RegisterQuery {
  readonly query: ComputedRef<Readonly<Record<string, string | undefined>>>
  /**
   * Replaces parts of the query; undefined removes one. Does nothing once the page has been left: the address belongs
   * to another page.
   */
  readonly patch: (parts: Readonly<Record<string, string | undefined>>) => void
  /** The ref (or id) of the record whose drawer is open. */
  readonly open: WritableComputedRef<string | undefined>
  readonly view: <T extends string>(values: readonly T[]) => WritableComputedRef<T>
}

/**
 * Views, filters, sort order and the open drawer are part of the address, so that links and Back restore them (ux.md
 * 2).
 */
export function useRegisterQuery(): RegisterQuery {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() =>
    Object.fromEntries(
      Object.entries(route.query).map(([key, value]) => [key, (Array.isArray(value) ? value[0] : value) ?? undefined]),
    ),
  )
  let isLeft = false
  if (getCurrentScope()) onScopeDispose(() => (isLeft = true))
  const patch: RegisterQuery['patch'] = (parts) => {
    if (isLeft) return
    const next = { ...query.value, ...parts }
    void router.replace({
      path: route.path,
      query: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
    })
  }
  return {
    query,
    patch,
    open: computed({ get: () => query.value['open'], set: (open) => patch({ open }) }),
    view: (values) =>
      computed({
        get: () => values.find((value) => value === query.value['view']) ?? values[0]!,
        set: (view) =>
          patch({
            view: view === values[0] ? undefined : view,
            open: undefined,
            f: undefined,
            q: undefined,
            sort: undefined,
          }),
      }),
  }
}
