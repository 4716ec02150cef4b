import { shallowRef, type ShallowRef } from 'vue'

/** What a button starts, once at a time: a second press while the first is on its way does nothing. */
export function useOnce<Args extends readonly unknown[]>(
  act: (...args: Args) => Promise<unknown>,
): { readonly run: (...args: Args) => Promise<void>; readonly busy: Readonly<ShallowRef<boolean>> } {
  const busy = shallowRef(false)
  return {
    busy,
    async run(...args) {
      if (busy.value) return
      busy.value = true
      try {
        await act(...args)
      } finally {
        busy.value = false
      }
    },
  }
}
