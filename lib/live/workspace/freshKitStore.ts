import type { ShownKit } from '~/lib/engine/commandMap'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface FreshKit extends ShownKit {
  readonly workspaceId: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/**
 * The words of a newly created recovery kit: kept only in the memory of this page, until they have been entered again
 * from paper. Another page, or this one after a reload, has none; an owner must then create a new kit.
 */
export const useFreshKit = defineStore('freshKit', () => {
  const kit = shallowRef<FreshKit>()
  return {
    of: (workspaceId: string | undefined): FreshKit | undefined =>
      kit.value?.workspaceId === workspaceId ? kit.value : undefined,
    show: (fresh: FreshKit): void => {
      kit.value = fresh
    },
    forget: (): void => {
      kit.value = undefined
    },
  }
})
