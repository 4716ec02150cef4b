import type { ShownKit } from '~/lib/engine/commandMap'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface FreshKit extends ShownKit {
  readonly workspaceId: string
  /** Milliseconds. */
  readonly createdAt: number
}

/**
 * The words of a recovery kit that was just made: in the memory of this page until they were given back from paper, and
 * nowhere else. Another page, or this one loaded again, has none; an owner then makes a new kit.
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
