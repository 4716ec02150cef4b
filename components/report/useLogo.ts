import { computed, type Ref, type ShallowRef } from 'vue'
import { useObjectUrl } from '../evidence/useObjectUrl'
import { useLiveQuery } from '~/lib/composables/useLiveQuery'
import { logoTypes } from '~/lib/isms/reports/look'
import { useSession } from '~/lib/stores/session'

export interface Logo {
  readonly url: Readonly<ShallowRef<string | undefined>>
  /** One is set, and its bytes are not on this device. */
  readonly away: Ref<boolean>
}

/** The logo of the organisation as a picture address. Raster only: an `img` decodes pixels and runs nothing. */
export function useLogo(): Logo {
  const session = useSession()
  const named = computed(() => session.settings?.logo)
  const row = useLiveQuery(() => (named.value ? session.vault?.blobs.get(named.value.sha256) : undefined), [named, () => session.vault]).value
  const bytes = computed(() => {
    const blob = row.value
    const shown = named.value
    if (!shown || blob?.sha256 !== shown.sha256 || blob.state !== 'present' || !blob.bytes || !(logoTypes as readonly string[]).includes(shown.mime)) return undefined
    return blob.bytes.type === shown.mime ? blob.bytes : blob.bytes.slice(0, blob.bytes.size, shown.mime)
  })
  return { url: useObjectUrl(bytes), away: computed(() => named.value !== undefined && bytes.value === undefined) }
}
