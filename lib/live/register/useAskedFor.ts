import { watch } from 'vue'
import { useRegisterQuery } from './useRegisterQuery'

/**
 * Runs once when the address asks for something to be begun (`?new=risk`), and takes it out of the address, so that
 * Back does not begin it again.
 */
export function useAskedFor(name: () => string, run: () => unknown): void {
  const { query, patch } = useRegisterQuery()
  watch(
    () => query.value['new'],
    (asked) => {
      if (asked === undefined || asked !== name()) return
      patch({ new: undefined })
      run()
    },
    { immediate: true, flush: 'post' },
  )
}
