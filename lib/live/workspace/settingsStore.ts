import { defineStore } from 'pinia'
import { computed } from 'vue'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { useSession } from './sessionStore'

/** The settings the rules use: those of the workspace, with defaults for unset ones. */
export const useSettings = defineStore('settings', () => {
  const session = useSession()
  return { effective: computed(() => effectiveSettings(session.settings)) }
})
