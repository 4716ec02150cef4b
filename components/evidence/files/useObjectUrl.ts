import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

/**
 * An object URL for bytes, given back when they change or the scope ends. Use it for raster pictures and downloads
 * only.
 */
export function useObjectUrl(bytes: Ref<Blob | undefined>): Readonly<ShallowRef<string | undefined>> {
  const url = shallowRef<string>()
  const release = (): void => {
    if (url.value) URL.revokeObjectURL(url.value)
    url.value = undefined
  }
  watch(
    bytes,
    (next, before) => {
      if (next === before) return
      release()
      if (next) url.value = URL.createObjectURL(next)
    },
    { immediate: true },
  )
  onScopeDispose(release)
  return url
}
