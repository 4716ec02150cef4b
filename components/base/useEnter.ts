import { nextTick, watch, type Ref } from 'vue'

/**
 * Enter on a list that may still be on its way: where it answers what is typed, acts at once; else as soon as it does,
 * for what stands there by then is what the person asked for. Typing on takes it back.
 */
export function useEnter<Args extends readonly unknown[]>(
  settled: () => boolean,
  query: Readonly<Ref<string>>,
  act: (...args: Args) => void,
): (...args: Args) => void {
  let waiting: Args | undefined
  function now(): void {
    if (!waiting || !settled()) return
    const args = waiting
    waiting = undefined
    act(...args)
  }
  watch(query, () => (waiting = undefined), { flush: 'sync' })
  // The list is drawn first.
  watch(settled, () => void nextTick(now), { flush: 'sync' })
  return (...args) => {
    waiting = args
    now()
  }
}
