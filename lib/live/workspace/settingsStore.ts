import { defineStore } from 'pinia'
import { computed } from 'vue'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { useSession } from './sessionStore'

/** The settings that rules go by: those of the workspace, with the default where it says nothing. */
export const useSettings = defineStore('settings', () => {
  const session = useSession()
  return { effective: computed(() => effectiveSettings(session.settings)) }
})
