import { computed, type Ref, type ShallowRef } from 'vue'
import { useObjectUrl } from '../evidence/files/useObjectUrl'
import { useFile } from '~/lib/live/evidence/useFile'
import { logoTypes } from '~/lib/isms/report/look'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface Logo {
  readonly url: Readonly<ShallowRef<string | undefined>>
  /** One is set, and its bytes are not on this device. */
  readonly away: Ref<boolean>
}

/** The logo of the organisation as a picture address. Raster only: an `img` decodes pixels and runs nothing. */
export function useLogo(): Logo {
  const session = useSession()
  const named = computed(() => session.settings?.logo)
  const file = useFile(() => named.value?.sha256)
  const bytes = computed(() => {
    const [held, shown] = [file.value, named.value]
    if (!shown || held?.type !== 'here' || !(logoTypes as readonly string[]).includes(shown.mime)) return undefined
    return held.bytes.type === shown.mime ? held.bytes : held.bytes.slice(0, held.bytes.size, shown.mime)
  })
  return { url: useObjectUrl(bytes), away: computed(() => named.value !== undefined && bytes.value === undefined) }
}
