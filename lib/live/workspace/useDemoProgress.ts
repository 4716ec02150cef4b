import { onMounted, onScopeDispose, shallowRef, computed, type ComputedRef } from 'vue'
import { readDemoProgress, type DemoProgress } from '~/lib/vault/store/demoProgress'
import { useSurroundings } from '../engine/engine'
import { useLiveQuery } from '../engine/useLiveQuery'

/** A demo that is here opens before a bar could be read; one that is made shows from here on that something happens. */
export const demoQuietMs = 200

export interface DemoWait {
  /** Whether the bar is shown: somebody has waited. */
  readonly waited: boolean
  /** How far it is; undefined before the first step is known. */
  readonly progress: DemoProgress | undefined
}

/** What to show of the making of the demo. */
export function useDemoProgress(): ComputedRef<DemoWait> {
  const { deviceDb } = useSurroundings()
  const progress = useLiveQuery(() => readDemoProgress(deviceDb)).value
  const waited = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => (timer = setTimeout(() => (waited.value = true), demoQuietMs)))
  onScopeDispose(() => clearTimeout(timer))
  return computed(() => ({ waited: waited.value, progress: progress.value }))
}
