import { computed, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { foldText } from '~/lib/records/text/findWords'
import { kindNames, type Kind } from '~/lib/records/registry'
import { useSearch } from '~/lib/live/search/searchStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** Tells the search what filters mean on this page: names of kinds in the language shown, and who "me" is. */
export function useSearchContext(): void {
  const { t } = useI18n()
  const search = useSearch()
  const session = useSession()
  const kinds = computed(() => {
    const words: Record<string, Kind> = {}
    // Of two kinds of one name the first in the registry has it; a name in one word counts before part of another.
    for (const form of ['many', 'one'] as const)
      for (const kind of [...kindNames].reverse()) words[foldText(t(`kind.${kind}.${form}`))] = kind
    return words
  })
  watchEffect(() => search.setContext({ kinds: kinds.value, me: session.personId }))
}
