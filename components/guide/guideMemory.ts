import { computed, type ComputedRef } from 'vue'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import { existingDocuments, type ExistingDocument } from '~/lib/content/starters/plan/answers'
import { usePreferences } from '~/lib/live/ui/preferencesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

/**
 * Where somebody stands in the guided start, on this device: what was put off, what was typed half, and the one answer
 * without a record.
 */
export interface GuideState {
  readonly later: readonly string[]
  /** Steps that were answered though no record shows it. */
  readonly saved: readonly string[]
  readonly documents: readonly ExistingDocument[]
  /** What stands in the gaps of the scope sentence. */
  readonly gaps: Readonly<Record<string, string>>
  readonly started: boolean
  readonly hidden: boolean
}

export interface GuideMemory {
  readonly state: ComputedRef<GuideState>
  readonly change: (next: Partial<GuideState>) => Promise<void>
}

const words = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : []

export function useGuideMemory(): GuideMemory {
  const session = useSession()
  const preferences = usePreferences()
  const key = computed(() => `guide.${session.workspaceId ?? ''}`)
  const state = computed((): GuideState => {
    const value = preferences.get(key.value)
    const kept: Readonly<Record<string, JsonValue>> = isJsonObject(value) ? value : {}
    const gaps = kept['gaps']
    return {
      later: words(kept['later']),
      saved: words(kept['saved']),
      documents: existingDocuments.filter((one) => words(kept['documents']).includes(one)),
      gaps: isJsonObject(gaps)
        ? Object.fromEntries(
            Object.entries(gaps).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
          )
        : {},
      started: kept['started'] === true,
      hidden: kept['hidden'] === true,
    }
  })
  return {
    state,
    change: (next) =>
      preferences.set(key.value, JSON.parse(JSON.stringify({ ...state.value, started: true, ...next })) as JsonValue),
  }
}
