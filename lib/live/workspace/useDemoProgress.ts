import { onMounted, onScopeDispose, shallowRef, computed, type ComputedRef } from 'vue'
import { readDemoProgress, type DemoProgress } from '~/lib/vault/store/demoProgress'
import { useSurroundings } from '../engine/engine'
import { useLiveQuery } from '../engine/useLiveQuery'

/** An existing demo opens before a progress bar could be read; a demo being created shows progress after this time. */
export const demoQuietMs = 200

export interface DemoWait {
  /** True once the wait is long enough to show the bar. */
  readonly waited: boolean
  /** Undefined before the first step is known. */
  readonly progress: DemoProgress | undefined
}

/** What to show while the demo is created. */
export function useDemoProgress(): ComputedRef<DemoWait> {
  const { deviceDb } = useSurroundings()
  const progress = useLiveQuery(() => readDemoProgress(deviceDb)).value
  const waited = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => (timer = setTimeout(() => (waited.value = true), demoQuietMs)))
  onScopeDispose(() => clearTimeout(timer))
  return computed(() => ({ waited: waited.value, progress: progress.value }))
}
