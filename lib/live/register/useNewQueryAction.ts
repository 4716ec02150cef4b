import { watch } from 'vue'
import { useRegisterQuery } from './useRegisterQuery'

/**
 * Runs `run` when the address asks for a new record (`?new=risk`), and removes the parameter, so that Back does not
 * start it again.
 */
export function useNewQueryAction(name: () => string, run: () => unknown): void {
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
