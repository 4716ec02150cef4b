import { onMounted, onScopeDispose, shallowRef, computed, type ComputedRef } from 'vue'
import { readDemoProgress, type DemoProgress } from '../vault/demoProgress'
import { useSurroundings } from './engine'
import { useLiveQuery } from './useLiveQuery'

/** A line that comes and goes within two seconds tells nobody anything. */
const quietMs = 2_000

/** How far the making of the demo is; undefined in the first two seconds and when nothing is being made. */
export function useDemoProgress(): ComputedRef<DemoProgress | undefined> {
  const { deviceDb } = useSurroundings()
  const progress = useLiveQuery(() => readDemoProgress(deviceDb)).value
  const waited = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => (timer = setTimeout(() => (waited.value = true), quietMs)))
  onScopeDispose(() => clearTimeout(timer))
  return computed(() => (waited.value ? progress.value : undefined))
}
